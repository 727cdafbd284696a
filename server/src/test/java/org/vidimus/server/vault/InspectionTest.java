package org.vidimus.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vidimus.trust.Sha256;

/** Each finding code has its fixture here, by its name. */
class InspectionTest {
    private static final int PIECE = 100_000;

    @TempDir
    Path folder;

    VaultFixture fixture;
    ObjectId object;
    byte[] bytes;

    @BeforeEach
    void storeThreeParts() {
        fixture = new VaultFixture(folder);
        bytes = VaultFixture.bytes(3 * PIECE, 1);
        object = fixture.object();
        for (int i = 0; i < 3; i++) {
            fixture.append(object, i * PIECE, Arrays.copyOfRange(bytes, i * PIECE, (i + 1) * PIECE));
        }
        seal(object, Sha256.of(bytes));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws IOException {
        assertThat(inspect()).isEmpty();
    }

    @Test
    void objectMissing() throws IOException {
        Files.delete(file());

        assertThat(codes()).containsExactly(Finding.Code.OBJECT_MISSING);
        assertThatThrownBy(() -> fixture.vault.open(object, 0, 1)).isInstanceOf(SealBroken.class);
    }

    @Test
    void partTruncated() throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }

        assertThat(inspect()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Finding.Code.PART_TRUNCATED);
            assertThat(finding.part()).isEqualTo(3);
        });
    }

    @Test
    void partChanged() throws IOException {
        List<Part> parts = fixture.parts.objects().parts(object);
        flip(parts.get(1).storedOffsetBytes() + 50_000);

        assertThat(inspect()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Finding.Code.PART_CHANGED);
            assertThat(finding.part()).isEqualTo(2);
        });
    }

    @Test
    void partSwapped() throws IOException {
        List<Part> parts = fixture.parts.objects().parts(object);
        byte[] stored = Files.readAllBytes(file());
        int length = parts.get(0).storedBytes();
        byte[] first = Arrays.copyOf(stored, length);
        System.arraycopy(stored, length, stored, 0, length);
        System.arraycopy(first, 0, stored, length, length);
        Files.write(file(), stored);

        assertThat(codes()).containsExactly(Finding.Code.PART_SWAPPED, Finding.Code.PART_SWAPPED);
        assertThat(inspect().getFirst().message()).contains("holds the bytes of part 2");
    }

    @Test
    void partsOfAnotherObjectDoNotOpen() throws IOException {
        ObjectId other = fixture.transaction.execute(status ->
                fixture.vault.create(fixture.parts.objects().get(object).key()));
        for (int i = 0; i < 3; i++) {
            fixture.append(other, i * PIECE, Arrays.copyOfRange(bytes, i * PIECE, (i + 1) * PIECE));
        }
        Files.copy(fixture.disk.file(other), file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(codes()).containsOnly(Finding.Code.PART_CHANGED).hasSize(3);
    }

    @Test
    void bytesExtra() throws IOException {
        Files.write(file(), new byte[10], StandardOpenOption.APPEND);

        assertThat(codes()).containsExactly(Finding.Code.BYTES_EXTRA);
    }

    @Test
    void bytesBehindAnOpenObjectAreNoFinding() throws IOException {
        ObjectId open = fixture.object();
        fixture.append(open, 0, bytes);
        Files.write(fixture.disk.file(open), new byte[10], StandardOpenOption.APPEND);

        assertThat(inspect(open)).isEmpty();
    }

    @Test
    void digestDiffers() throws IOException {
        fixture.sql
                .sql("update vault_object set sha256 = :other where id = :id")
                .param("id", object.value())
                .param("other", new byte[32])
                .update();

        assertThat(codes()).containsExactly(Finding.Code.DIGEST_DIFFERS);
    }

    @Test
    void partsInconsistent() throws IOException {
        fixture.sql
                .sql("delete from vault_part where object_id = :id and n = 3")
                .param("id", object.value())
                .update();

        assertThat(codes()).containsExactly(Finding.Code.PARTS_INCONSISTENT, Finding.Code.DIGEST_DIFFERS);
    }

    @Test
    void keyUnreadable() throws IOException {
        fixture.sql
                .sql("update vault_key set wrapped = :nothing")
                .param("nothing", new byte[60])
                .update();
        fixture.restart();

        assertThat(codes()).containsOnly(Finding.Code.KEY_UNREADABLE);
    }

    @Test
    void storageUnreadable() throws IOException {
        fixture.close();
        fixture.start(org.springframework.util.unit.DataSize.ofBytes(0), Faults::thatFailToRead);

        assertThat(codes()).containsOnly(Finding.Code.STORAGE_UNREADABLE);
    }

    @Test
    void noticesEveryFlippedBit() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        long size = Files.size(file());
        for (int i = 0; i < 200; i++) {
            long at = i < 60 ? i : random.nextLong(size);
            flip(at);

            assertThat(inspect()).as("bit flipped in stored byte " + at).isNotEmpty();
            assertThatThrownBy(() -> fixture.vault.readBack(object)).isInstanceOf(SealBroken.class);
            assertThat(readableWithin(at)).isFalse();
            flip(at);
        }
        assertThat(inspect()).isEmpty();
        assertThat(fixture.parts.findings().latest(1_000)).isNotEmpty();
    }

    private boolean readableWithin(long storedAt) throws IOException {
        Part part = fixture.parts.objects().parts(object).stream()
                .filter(p -> storedAt < p.storedEndBytes())
                .findFirst()
                .orElseThrow();
        try (InputStream range = fixture.vault.open(object, part.offsetBytes(), part.lengthBytes())) {
            return range.readAllBytes().length == part.lengthBytes();
        } catch (SealBroken e) {
            return false;
        }
    }

    private void flip(long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 0x10)).flip();
            channel.write(one, at);
        }
    }

    private List<Finding.Code> codes() throws IOException {
        return inspect().stream().map(Finding::code).toList();
    }

    private List<Finding> inspect() throws IOException {
        return inspect(object);
    }

    private List<Finding> inspect(ObjectId which) throws IOException {
        return new Inspection(fixture.parts.reader(), fixture.backend, Pace.FREE, bytes -> {})
                .of(fixture.parts.reader().fresh(which));
    }

    private void seal(ObjectId which, Sha256 digest) {
        fixture.transaction.executeWithoutResult(status -> fixture.vault.seal(which, digest));
    }

    private Path file() {
        return fixture.disk.file(object);
    }
}
