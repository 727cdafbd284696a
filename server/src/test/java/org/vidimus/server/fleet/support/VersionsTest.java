package org.vidimus.server.fleet.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vidimus.server.fleet.support.AlertSources.Versioned;

class VersionsTest {
    @Test
    void comeInTheOrderOfTheirNumbers() {
        assertThat(List.of("1.10", "1.9", "2.0-beta", "1.9.1", "2.0"))
                .usingElementComparator(Versions.ORDER)
                .isSubsetOf("1.10", "1.9", "2.0-beta", "1.9.1", "2.0");
        assertThat(List.of("1.10", "1.9", "1.9.1", "2.0", "10.0.1", "9").stream()
                        .sorted(Versions.ORDER))
                .containsExactly("1.9", "1.9.1", "1.10", "2.0", "9", "10.0.1");
    }

    @Test
    void callNobodyOldForATrialOnTwoCameras() {
        List<Versioned> all = List.of(on("1.9"), on("1.9"), on("1.10"), on("1.10"), on("1.8"), on("2.0"));

        assertThat(Versioned.behind(all, 3))
                .extracting(found -> found.facts().get("version"))
                .containsExactlyInAnyOrder("1.9", "1.9", "1.8");
        assertThat(Versioned.behind(all, 3))
                .allMatch(found -> "1.10".equals(found.facts().get("newest")));
    }

    private static Versioned on(String version) {
        return new Versioned(UUID.randomUUID(), "C", version);
    }
}
