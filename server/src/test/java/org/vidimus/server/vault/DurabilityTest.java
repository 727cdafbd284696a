package org.vidimus.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.vidimus.trust.Sha256;

/** What was acknowledged stays, whatever storage or the database do in between. */
class DurabilityTest {
    private static final int PART = Part.MOST_BYTES;

    @TempDir
    Path folder;

    @Test
    void losesNothingAcknowledgedWhenTheDiskIsFull() throws IOException {
        try (VaultFixture fixture = new VaultFixture(folder)) {
            fixture.close();
            Faults[] faults = new Faults[1];
            fixture.start(DataSize.ofBytes(0), real -> faults[0] = new Faults(real));
            byte[] bytes = VaultFixture.bytes(3 * PART, 1);
            ObjectId object = fixture.object();
            fixture.append(object, 0, Arrays.copyOf(bytes, 1_000_000));

            faults[0].from(PART + 2_000_000, Faults.Trouble.FULL);
            assertThatThrownBy(() -> fixture.vault.append(
                            object,
                            1_000_000,
                            new ByteArrayInputStream(bytes, 1_000_000, bytes.length),
                            bytes.length - 1_000_000))
                    .isInstanceOf(VaultFull.class);
            long kept = fixture.vault.lengthBytes(object);
            faults[0].from(0, Faults.Trouble.NONE);

            // The whole part before the full disk was kept, the one it hit was not.
            assertThat(kept).isEqualTo(1_000_000 + PART);
            assertThat(fixture.read(object)).isEqualTo(Arrays.copyOf(bytes, (int) kept));
            fixture.append(object, kept, Arrays.copyOfRange(bytes, (int) kept, bytes.length));
            assertThat(fixture.vault.digest(object)).isEqualTo(Sha256.of(bytes));
            assertThat(fixture.vault.readBack(object)).isEqualTo(Sha256.of(bytes));
        }
    }

    @Test
    void countsNothingThatAFailedSyncLeftOpen() throws IOException {
        try (VaultFixture fixture = new VaultFixture(folder)) {
            fixture.close();
            Faults[] faults = new Faults[1];
            fixture.start(DataSize.ofBytes(0), real -> faults[0] = new Faults(real));
            byte[] bytes = VaultFixture.bytes(200_000, 2);
            ObjectId object = fixture.object();
            fixture.append(object, 0, Arrays.copyOf(bytes, 100_000));

            faults[0].from(0, Faults.Trouble.SYNC_FAILS);
            assertThatThrownBy(() -> fixture.vault.append(
                            object, 100_000, new ByteArrayInputStream(bytes, 100_000, 100_000), 100_000))
                    .isInstanceOf(IOException.class);
            faults[0].from(0, Faults.Trouble.NONE);

            assertThat(fixture.vault.lengthBytes(object)).isEqualTo(100_000);
            fixture.append(object, 100_000, Arrays.copyOfRange(bytes, 100_000, 200_000));
            assertThat(fixture.vault.readBack(object)).isEqualTo(Sha256.of(bytes));
        }
    }

    @Test
    void refusesToGoBelowItsReserve() throws IOException {
        DataSize everything = DataSize.ofBytes(Long.MAX_VALUE);
        try (VaultFixture fixture = new VaultFixture(folder, everything)) {
            ObjectId object = fixture.object();

            assertThatThrownBy(() -> fixture.vault.append(object, 0, new ByteArrayInputStream(new byte[5]), 5))
                    .isInstanceOf(VaultFull.class)
                    .hasMessageContaining("in reserve");
        }
    }

    @Test
    void goesOnWhenARealDiskHasRoomAgain() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeThat(ran("mount", "-t", "tmpfs", "-o", "size=24m", "vidimus-test", disk.toString()))
                .as("a small disk can be mounted here")
                .isTrue();
        try (VaultFixture fixture = new VaultFixture(disk)) {
            Path ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[10 << 20]);
            byte[] bytes = VaultFixture.bytes(2 * PART, 3);
            ObjectId object = fixture.object();

            assertThatThrownBy(() -> fixture.vault.append(object, 0, new ByteArrayInputStream(bytes), bytes.length))
                    .isInstanceOf(VaultFull.class);
            long kept = fixture.vault.lengthBytes(object);
            assertThat(kept).isLessThan(bytes.length);
            assertThat(fixture.read(object)).isEqualTo(Arrays.copyOf(bytes, (int) kept));

            Files.delete(ballast);
            fixture.append(object, kept, Arrays.copyOfRange(bytes, (int) kept, bytes.length));
            assertThat(fixture.vault.readBack(object)).isEqualTo(Sha256.of(bytes));
        } finally {
            assertThat(ran("umount", "-l", disk.toString())).isTrue();
        }
    }

    @Test
    void ignoresAnEarlierWritersLateWord() {
        try (VaultFixture fixture = new VaultFixture(folder)) {
            ObjectId object = fixture.object();
            Part part = new Part(1, 0, 10, 0, 66);
            UUID dead = UUID.randomUUID();
            fixture.parts.objects().claim(object, dead);
            fixture.parts.objects().claim(object, UUID.randomUUID());

            assertThatThrownBy(
                            () -> fixture.parts.objects().extend(object, dead, Extent.EMPTY, java.util.List.of(part)))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(fixture.vault.lengthBytes(object)).isZero();
            assertThat(fixture.parts.objects().parts(object)).isEmpty();
        }
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
