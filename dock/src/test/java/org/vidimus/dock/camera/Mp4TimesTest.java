package org.vidimus.dock.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4TimesTest {
    private static final long EPOCH = 2_082_844_800L;

    @TempDir
    Path folder;

    private byte[] file(int version) {
        ByteBuffer header = ByteBuffer.allocate(120);
        header.put((byte) version).put(new byte[3]);
        if (version == 1) {
            header.putLong(1_700_000_000L + EPOCH).putLong(0).putInt(1000).putLong(61_500);
        } else {
            header.putInt((int) (1_700_000_000L + EPOCH)).putInt(0).putInt(1000).putInt(61_500);
        }
        byte[] mvhd = box("mvhd", header.array());
        byte[] moov = box("moov", mvhd);
        byte[] ftyp = box("ftyp", "mp41".getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.allocate(ftyp.length + 16 + 100 + moov.length)
                .put(ftyp)
                .putInt(1)
                .put("mdat".getBytes(StandardCharsets.US_ASCII))
                .putLong(116)
                .put(new byte[100])
                .put(moov)
                .array();
    }

    private static byte[] box(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
    }

    @Test
    void readsTheMovieHeaderOfBothVersions() throws IOException {
        for (int version : new int[] {0, 1}) {
            Path file = Files.write(folder.resolve("v" + version), file(version));

            assertThat(Mp4Times.read(file))
                    .contains(new Mp4Times(Instant.ofEpochSecond(1_700_000_000L), Duration.ofMillis(61_500)));
        }
    }

    @Test
    void givesNothingForWhatIsNoMovie() throws IOException {
        assertThat(Mp4Times.read(Files.write(folder.resolve("empty"), new byte[0])))
                .isEmpty();
        assertThat(Mp4Times.read(Files.write(folder.resolve("zeros"), new byte[100_000])))
                .isEmpty();
        assertThat(Mp4Times.read(Files.writeString(folder.resolve("text"), "not a movie at all")))
                .isEmpty();
        assertThat(Mp4Times.read(folder.resolve("nothing"))).isEmpty();
    }

    @Test
    void comesToAnEndWithWhateverBytes() throws IOException {
        Random random = new Random(3);
        byte[] whole = file(1);
        Path path = folder.resolve("damaged");
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(path, damaged);

            assertThat(Mp4Times.read(path)).isNotNull();
        }
    }
}
