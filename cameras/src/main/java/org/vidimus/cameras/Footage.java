package org.vidimus.cameras;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where recordings' files come from. No two files have the same bytes. */
interface Footage {
    /** Writes the file of one recording. */
    void write(VirtualCamera camera, Take take, Path file) throws IOException;

    /**
     * Made here: a picture with the camera's serial, the number and the time, as long as the recording was, some hundred kilobytes.
     *
     * @param paddingPerMinute bytes that nobody plays, to make files as large as real ones
     */
    static Footage made(long paddingPerMinute) {
        return new Made(paddingPerMinute);
    }

    /**
     * Given files in turn, each with a box of its own at its end; what is in front is not touched.
     *
     * @throws IOException if there is none
     */
    static Footage given(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> clips = files.filter(Given::isMp4).sorted().toList();
            if (clips.isEmpty()) {
                throw new IOException(folder + " has no .mp4 or .mov file");
            }
            return new Given(clips);
        }
    }

    record Made(long paddingPerMinute) implements Footage {
        private static final int MOST_KEYS = 24;
        private static final int SAMPLE_MILLIS = 500;
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

        @Override
        public void write(VirtualCamera camera, Take take, Path file) throws IOException {
            int samples = Math.max(2, (int) (take.length().toMillis() / SAMPLE_MILLIS));
            int every = Math.max(10, samples / MOST_KEYS + 1);
            Mp4 mp4 = new Mp4(SAMPLE_MILLIS);
            long look = camera.serial().hashCode();
            for (int n = 0; n < samples; n++) {
                if (n % every == 0) {
                    mp4.key(H264.key(picture(camera, take, look, n / 2), n / every));
                } else {
                    mp4.add(H264.repeat(n % every));
                }
            }
            byte[] bytes = take.cutShort()
                    ? mp4.cutShort()
                    : mp4.file(take.shownStart(), H264.sequenceParameters(), H264.pictureParameters());
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(bytes);
                pad(out, paddingPerMinute * take.length().toSeconds() / 60, look ^ take.number());
            }
        }

        private static Picture picture(VirtualCamera camera, Take take, long look, int second) {
            Instant shown = take.shownStart().plusSeconds(second);
            return Picture.of(
                    List.of(
                            camera.serial(),
                            "NR " + take.number(),
                            shown.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10),
                            TIME.format(shown)),
                    look,
                    second);
        }

        private static void pad(OutputStream out, long length, long seed) throws IOException {
            if (length < 8) {
                return;
            }
            int most = (int) Math.min(length, Integer.MAX_VALUE - 16L);
            out.write(ByteBuffer.allocate(8)
                    .putInt(most)
                    .put("free".getBytes(StandardCharsets.ISO_8859_1))
                    .array());
            Dice dice = new Dice(seed);
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            for (int left = most - 8; left > 0; left -= Math.min(left, buffer.capacity())) {
                buffer.clear();
                while (buffer.remaining() >= 8) {
                    buffer.putLong(dice.bits());
                }
                out.write(buffer.array(), 0, Math.min(left, buffer.capacity()));
            }
        }
    }

    record Given(List<Path> clips) implements Footage {
        private static boolean isMp4(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            return (name.endsWith(".mp4") || name.endsWith(".mov")) && Files.isRegularFile(file);
        }

        @Override
        public void write(VirtualCamera camera, Take take, Path file) throws IOException {
            Path clip = clips.get(Math.floorMod(camera.number() * 31 + take.number(), clips.size()));
            byte[] mark = Mp4.box("free", (camera.serial() + " " + take.number()).getBytes(StandardCharsets.UTF_8));
            try (OutputStream out = Files.newOutputStream(file)) {
                Files.copy(clip, out);
                out.write(mark);
            }
        }
    }
}
