package org.vidimus.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vidimus.trust.Sha256;

class VaultTest {
    private static final int PART = Part.MOST_BYTES;
    private static final int SEGMENT = 64 << 10;

    @TempDir
    Path folder;

    VaultFixture fixture;
    Vault vault;

    @BeforeEach
    void open() {
        fixture = new VaultFixture(folder);
        vault = fixture.vault;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SEGMENT - 57, SEGMENT - 56, SEGMENT - 55, PART - 1, PART, PART + 1, 2 * PART + 12_345})
    void givesBackExactlyWhatItTookIn(int length) throws IOException {
        byte[] bytes = VaultFixture.bytes(length, length);

        ObjectId object = fixture.object();
        Vault.Appended appended = fixture.append(object, 0, bytes);

        assertThat(appended).isEqualTo(new Vault.Appended(length, false));
        assertThat(vault.lengthBytes(object)).isEqualTo(length);
        assertThat(fixture.read(object)).isEqualTo(bytes);
        assertThat(vault.digest(object)).isEqualTo(Sha256.of(bytes));
        assertThat(vault.readBack(object)).isEqualTo(Sha256.of(bytes));
    }

    @Test
    void storesNothingThatLooksLikeWhatItTookIn() throws IOException {
        byte[] bytes = new byte[300_000];

        ObjectId object = fixture.stored(bytes);

        byte[] stored = Files.readAllBytes(fixture.disk.file(object));
        assertThat(stored.length).isGreaterThan(bytes.length);
        for (int i = 0; i + 16 <= stored.length; i += 16) {
            assertThat(Arrays.equals(stored, i, i + 16, new byte[16], 0, 16)).isFalse();
        }
    }

    @Test
    void readsAnyRange() throws IOException {
        byte[] bytes = VaultFixture.bytes(2 * PART + 777, 1);
        ObjectId object = fixture.stored(bytes);
        SplittableRandom random = new SplittableRandom(7);

        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(bytes.length - from, 400_000) + 1);
            try (InputStream range = vault.open(object, from, length)) {
                assertThat(range.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
            }
        }
    }

    @Test
    void skipsWithoutReading() throws IOException {
        byte[] bytes = VaultFixture.bytes(2 * PART, 2);
        ObjectId object = fixture.stored(bytes);

        try (InputStream stream = vault.open(object, 0, Long.MAX_VALUE)) {
            assertThat(stream.read()).isEqualTo(bytes[0] & 0xff);
            assertThat(stream.skip(PART + 100)).isEqualTo(PART + 100);
            assertThat(stream.read()).isEqualTo(bytes[PART + 101] & 0xff);
            assertThat(stream.skip(Long.MAX_VALUE)).isEqualTo(PART - 102);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void givesNothingBehindTheEnd() throws IOException {
        ObjectId object = fixture.stored(VaultFixture.bytes(10, 3));

        assertThat(vault.open(object, 10, 5).readAllBytes()).isEmpty();
        assertThat(vault.open(object, 1_000, 5).readAllBytes()).isEmpty();
        assertThat(vault.open(object, 8, 5).readAllBytes()).hasSize(2);
    }

    @Test
    void growsByManyAppends() throws IOException {
        byte[] bytes = VaultFixture.bytes(PART + 500_000, 4);
        ObjectId object = fixture.object();
        SplittableRandom random = new SplittableRandom(5);

        int offset = 0;
        while (offset < bytes.length) {
            int length = Math.min(bytes.length - offset, 1 + random.nextInt(1_000_000));
            fixture.append(object, offset, Arrays.copyOfRange(bytes, offset, offset + length));
            offset += length;
        }

        assertThat(fixture.read(object)).isEqualTo(bytes);
        assertThat(vault.digest(object)).isEqualTo(Sha256.of(bytes));
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        byte[] bytes = VaultFixture.bytes(3_000_000, 6);
        ObjectId object = fixture.object();
        fixture.append(object, 0, Arrays.copyOf(bytes, 1_234_567));

        fixture.restart();
        fixture.append(object, 1_234_567, Arrays.copyOfRange(bytes, 1_234_567, bytes.length));

        assertThat(fixture.vault.digest(object)).isEqualTo(Sha256.of(bytes));
        assertThat(fixture.read(object)).isEqualTo(bytes);
    }

    @Test
    void keepsWhatCameBeforeTheSourceBroke() throws IOException {
        byte[] bytes = VaultFixture.bytes(PART + 99_999, 8);
        ObjectId object = fixture.object();

        Vault.Appended appended = vault.append(object, 0, breaking(bytes), bytes.length + 1_000);

        assertThat(appended).isEqualTo(new Vault.Appended(bytes.length, true));
        assertThat(fixture.read(object)).isEqualTo(bytes);
        assertThat(vault.digest(object)).isEqualTo(Sha256.of(bytes));
    }

    @Test
    void refusesToGoOnElsewhereThanAtTheEnd() {
        ObjectId object = fixture.object();
        fixture.append(object, 0, new byte[100]);

        assertThatThrownBy(() -> vault.append(object, 99, new ByteArrayInputStream(new byte[5]), 5))
                .isInstanceOfSatisfying(
                        WrongOffset.class, e -> assertThat(e.durableBytes()).isEqualTo(100));
        assertThat(fixture.append(object, 100, new byte[5]).offsetBytes()).isEqualTo(105);
    }

    @Test
    void refusesASecondWriter() throws Exception {
        ObjectId object = fixture.object();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Future<Vault.Appended> first =
                fixture.hands.submit(() -> vault.append(object, 0, waiting(reading, goOn), 1_000));
        reading.await();

        assertThatThrownBy(() -> vault.append(object, 0, new ByteArrayInputStream(new byte[5]), 5))
                .isInstanceOf(ObjectBusy.class);

        goOn.countDown();
        assertThat(first.get().offsetBytes()).isEqualTo(1);
    }

    @Test
    void appendsNothingToASealedObject() {
        ObjectId object = fixture.stored(new byte[10]);

        assertThatThrownBy(() -> vault.append(object, 10, new ByteArrayInputStream(new byte[5]), 5))
                .isInstanceOf(WrongOffset.class);
    }

    @Test
    void takesAllOrNothingUnderACondition() throws IOException {
        byte[] kept = VaultFixture.bytes(70_000, 9);
        byte[] more = VaultFixture.bytes(5 * PART + 1, 10);
        ObjectId object = fixture.object();
        fixture.append(object, 0, kept);

        Vault.Appended refused =
                vault.append(object, kept.length, new ByteArrayInputStream(more), more.length, () -> false);
        Vault.Appended broken = vault.append(object, kept.length, breaking(more), more.length + 1, () -> true);

        assertThat(refused.offsetBytes()).isEqualTo(kept.length);
        assertThat(broken).isEqualTo(new Vault.Appended(kept.length, true));
        assertThat(vault.digest(object)).isEqualTo(Sha256.of(kept));
        assertThat(fixture.read(object)).isEqualTo(kept);

        vault.append(object, kept.length, new ByteArrayInputStream(more), more.length, () -> true);

        assertThat(vault.digest(object)).isEqualTo(Sha256.of(kept, more));
        assertThat(vault.readBack(object)).isEqualTo(Sha256.of(kept, more));
    }

    @Test
    void cutsOffWhatACrashLeftBehindTheKnown() throws IOException {
        byte[] bytes = VaultFixture.bytes(50_000, 11);
        ObjectId object = fixture.object();
        fixture.append(object, 0, bytes);
        Files.write(fixture.disk.file(object), new byte[12_345], StandardOpenOption.APPEND);

        fixture.restart();
        fixture.append(object, bytes.length, bytes);

        assertThat(fixture.vault.readBack(object)).isEqualTo(Sha256.of(bytes, bytes));
    }

    @Test
    void removesTheBytesWithTheRows() throws IOException {
        ObjectId object = fixture.stored(new byte[1_000]);

        fixture.transaction.executeWithoutResult(status -> vault.delete(object));

        assertThat(fixture.disk.file(object)).doesNotExist();
        assertThat(fixture.parts.objects().find(object)).isEmpty();
        assertThat(fixture.parts.objects().removals()).isEmpty();
    }

    @Test
    void keepsTheBytesWhenTheDeletionIsRolledBack() throws IOException {
        byte[] bytes = VaultFixture.bytes(1_000, 12);
        ObjectId object = fixture.stored(bytes);

        fixture.transaction.executeWithoutResult(status -> {
            vault.delete(object);
            status.setRollbackOnly();
        });

        assertThat(fixture.read(object)).isEqualTo(bytes);
    }

    @Test
    void sweepsAtStartWhatADeletionLeft() {
        ObjectId object = fixture.stored(new byte[1_000]);
        // The rows are gone and the server died before the bytes were.
        fixture.transaction.executeWithoutResult(
                status -> fixture.parts.objects().remove(object));
        assertThat(fixture.disk.file(object)).exists();

        fixture.restart();
        fixture.parts.removals().sweep();

        assertThat(fixture.disk.file(object)).doesNotExist();
        assertThat(fixture.parts.objects().removals()).isEmpty();
    }

    @Test
    void keepsASecondServerOut() {
        assertThatThrownBy(() -> DiskBackend.open(folder.resolve("vault")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use by another server");
    }

    private static InputStream breaking(byte[] bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
    }

    private static InputStream waiting(CountDownLatch reading, CountDownLatch goOn) {
        return new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                reading.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return given++ == 0 ? 1 : -1;
            }
        };
    }
}
