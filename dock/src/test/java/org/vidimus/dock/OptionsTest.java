package org.vidimus.dock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vidimus.dock.board.Texts;

class OptionsTest {
    private static Options read(String... arguments) throws Options.Misused {
        return Options.of(arguments, Map.of("HOSTNAME", "front-desk"), new Texts(Locale.ROOT));
    }

    @Test
    void readsACommandLine() throws Options.Misused {
        Options options = read(
                "--server",
                "vidimus.example.org",
                "--mount",
                "/media/a",
                "--mount",
                "/media/b",
                "--once",
                "--keep",
                "--parallel",
                "8",
                "--zone",
                "Europe/Berlin",
                "--patience",
                "60",
                "--json");

        assertThat(options.server()).hasToString("http://vidimus.example.org");
        assertThat(options.mounts()).containsExactly(Path.of("/media/a"), Path.of("/media/b"));
        assertThat(options.once()).isTrue();
        assertThat(options.keep()).isTrue();
        assertThat(options.parallel()).isEqualTo(8);
        assertThat(options.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.name()).isEqualTo("front-desk");
        assertThat(options.json()).isTrue();
    }

    @Test
    void refusesACommandLineThatMakesNoSense() {
        for (String[] bad : new String[][] {
            {},
            {"--server", "http://x"},
            {"--mount", "/media"},
            {"--server"},
            {"--server", "ftp://x", "--mount", "/m"},
            {"--server", "http://", "--mount", "/m"},
            {"--server", "http://x", "--mount", "/m", "--parallel", "0"},
            {"--server", "http://x", "--mount", "/m", "--parallel", "x"},
            {"--server", "http://x", "--mount", "/m", "--zone", "Nowhere/Land"},
            {"--server", "http://x", "--mount", "/m", "--frob"},
            {"--server", "http://x", "--mount", "/m", "loose"}
        }) {
            assertThatThrownBy(() -> read(bad)).as(String.join(" ", bad)).isInstanceOf(Options.Misused.class);
        }
    }

    @Test
    void hasAStateFolderForEachServerAndSetOfMounts() throws Options.Misused {
        Map<String, String> environment = Map.of("XDG_STATE_HOME", "/var/lib");
        Path one =
                read("--server", "http://x", "--mount", "/a", "--mount", "/b").stateFolder(environment);
        Path same = read("--server", "http://x", "--mount", "/b", "--mount", "/a", "--keep")
                .stateFolder(environment);
        Path other =
                read("--server", "http://y", "--mount", "/a", "--mount", "/b").stateFolder(environment);

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
        assertThat(one.getParent()).isEqualTo(Path.of("/var/lib/vidimus-dock"));
    }
}
