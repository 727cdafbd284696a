package org.vidimus.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path house;

    @Test
    void isWholeItsOwnersAloneAndLeavesNothingBesideIt() throws IOException {
        Path keys = house.resolve("keys");

        KeyFile.create(keys, "a.key", "first".getBytes(US_ASCII));

        assertThat(keys.resolve("a.key")).hasContent("first");
        assertThat(Files.getPosixFilePermissions(keys.resolve("a.key"))).isEqualTo(KeyFile.OWNER_ONLY);
        assertThat(keys).isDirectoryContaining("glob:**/a.key");
        try (var files = Files.list(keys)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isNeverWrittenAgain() throws IOException {
        KeyFile.create(house, "a.key", "first".getBytes(US_ASCII));

        assertThatThrownBy(() -> KeyFile.create(house, "a.key", "second".getBytes(US_ASCII)))
                .isInstanceOf(FileAlreadyExistsException.class);
        byte[] read = KeyFile.readOrCreate(house, "a.key", () -> "third".getBytes(US_ASCII));

        assertThat(read).asString(US_ASCII).isEqualTo("first");
        try (var files = Files.list(house)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isMadeWhenItIsFirstNeeded() throws IOException {
        byte[] read = KeyFile.readOrCreate(house.resolve("keys"), "a.key", () -> "fresh".getBytes(US_ASCII));

        assertThat(read).asString(US_ASCII).isEqualTo("fresh");
        assertThat(house.resolve("keys/a.key")).hasContent("fresh");
    }
}
