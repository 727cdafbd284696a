package org.vidimus.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code docs/spec/findings.md} lists exactly the codes that there are; {@link #main} writes it. */
class FindingsSpecTest {
    @Test
    void thePageListsEveryCode() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "spec", "findings.md")))
                .isEqualTo(page());
    }

    private static String page() {
        var page = new StringBuilder("""
                # Findings

                What `vidimus verify` can find, by its stable code. An `error` means that something does not hold, and the command ends with 1
                (2 for `not-a-bundle`); a `note` is something a careful reader should know while everything that can be checked holds. Each code has a
                fixture of its name in the tests of `trust/`, and most have probes in `vectors/`. This page is written from the code, and a test compares them.

                | code | | meaning |
                |---|---|---|
                """);
        for (FindingCode code : FindingCode.values()) {
            page.append("| `%s` | %s | %s |\n"
                    .formatted(code.code(), code.severity().name().toLowerCase(Locale.ROOT), code.sentence()));
        }
        return page.toString();
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), page());
    }
}
