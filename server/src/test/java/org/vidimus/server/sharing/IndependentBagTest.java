package org.vidimus.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The validator against the conformance suite of the Library of Congress, where that lies beside the repository. */
@EnabledIf("present")
class IndependentBagTest {
    private static final Path SUITE = Path.of("..", "..", "shared", "media", "vectors", "bagit", "v0.97");

    static boolean present() {
        return Files.isDirectory(SUITE);
    }

    static List<Path> valid() throws IOException {
        return bags("valid");
    }

    static List<Path> invalid() throws IOException {
        return bags("invalid");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void acceptsValidBags(Path bag) throws IOException {
        assertThat(IndependentBag.faultsOf(bag)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesInvalidBags(Path bag) throws IOException {
        assertThat(IndependentBag.faultsOf(bag)).isNotEmpty();
    }

    private static List<Path> bags(String kind) throws IOException {
        try (Stream<Path> bags = Files.list(SUITE.resolve(kind))) {
            return bags.filter(Files::isDirectory).sorted().toList();
        }
    }
}
