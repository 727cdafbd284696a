package org.vidimus.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... words) throws IOException {
        return Bench.run(List.of(words), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @Test
    void saysHowItIsUsed() throws IOException {
        assertThat(run("--help")).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(Bench.usage());
    }

    @Test
    void refusesWhatItDoesNotUnderstandAndSaysWhatItDoes() throws IOException {
        assertThat(run("ofload")).isEqualTo(2);
        assertThat(run("--fast")).isEqualTo(2);
        assertThat(run("search", "--rows")).isEqualTo(2);
        assertThat(run("search", "--rows", "many")).isEqualTo(2);
        assertThat(run("search", "--rows", "5")).isEqualTo(2);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "there is no topic ofload, only offload, ranges, search, access, ledger, fleet, endurance, start",
                        "there is no option --fast",
                        "--rows needs a value",
                        "--rows is many, want a number",
                        "--rows is 5, want at least 1000",
                        Bench.usage())
                .doesNotContain("Exception");
    }
}
