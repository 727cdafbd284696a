package org.vidimus.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {
    @TempDir
    Path folder;

    @Test
    void makesAKeyForItsOwnerAloneAtTheFirstStart() throws Exception {
        Path file = folder.resolve("keys/master.key");

        MasterKey key = MasterKeyFile.open(file, Set.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKeyFile.open(file, Set.of(key.id())).id()).isEqualTo(key.id());
        assertThat(Files.readString(file)).doesNotContain(key.id().substring(5));
    }

    @Test
    void opensOnlyForTheSameContext() throws Exception {
        MasterKey key = MasterKeyFile.open(folder.resolve("master.key"), Set.of());
        byte[] wrapped = key.wrap(new byte[32], new byte[] {1});

        assertThat(key.unwrap(wrapped, new byte[] {1})).isEqualTo(new byte[32]);
        assertThatThrownBy(() -> key.unwrap(wrapped, new byte[] {2})).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesToStartWithoutTheKeyThatTheDatabaseNeeds() {
        assertThatThrownBy(() -> MasterKeyFile.open(folder.resolve("master.key"), Set.of("file:0011223344556677")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is missing");
        assertThat(folder.resolve("master.key")).doesNotExist();
    }

    @Test
    void refusesToStartWithAnotherKey() throws Exception {
        MasterKeyFile.open(folder.resolve("master.key"), Set.of());

        assertThatThrownBy(() -> MasterKeyFile.open(folder.resolve("master.key"), Set.of("file:0011223344556677")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("put the right file back");
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws Exception {
        Path file = folder.resolve("master.key");
        MasterKeyFile.open(file, Set.of());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> MasterKeyFile.open(file, Set.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void refusesAFileThatIsNoKey() throws Exception {
        Path file = folder.resolve("master.key");
        Files.writeString(file, "hello\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> MasterKeyFile.open(file, Set.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a master key");
    }
}
