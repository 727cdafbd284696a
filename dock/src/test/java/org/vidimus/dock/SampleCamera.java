package org.vidimus.dock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays out folders as cameras of each maker do, and remembers what it put there. */
final class SampleCamera {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long FROM_1904_TO_1970 = 2_082_844_800L;

    private final Path root;
    private final Map<Path, byte[]> files = new LinkedHashMap<>();

    SampleCamera(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    Path root() {
        return root;
    }

    /** The recordings that were laid out and what goes with them, by path. */
    Map<Path, byte[]> recordings() {
        return files;
    }

    /** A recording's file, or one that goes with it. */
    SampleCamera recording(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.write(file, content);
        files.put(file, content);
        return this;
    }

    /** Any other file. */
    SampleCamera with(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, content);
        return this;
    }

    static SampleCamera dcim(Path root, int recordings, int size, Random random) throws IOException {
        SampleCamera camera = new SampleCamera(root);
        for (int i = 1; i <= recordings; i++) {
            camera.recording("DCIM/100MEDIA/MOV_%04d.MP4".formatted(i), noise(random, size));
        }
        return camera;
    }

    /** A GoPro with its serial in {@code version.txt}; recordings have {@code chapters} chapters each. */
    static SampleCamera gopro(Path root, String serial, int recordings, int chapters, int size, Random random)
            throws IOException {
        SampleCamera camera = new SampleCamera(root);
        camera.with("MISC/version.txt", """
                {
                "info version":"2.0",
                "firmware version":"HD9.01.01.72.00",
                "wifi mac":"2474f7000000",
                "camera type":"HERO9 Black",
                "camera serial number":"%s",
                }
                """.formatted(serial));
        for (int number = 1; number <= recordings; number++) {
            for (int chapter = 1; chapter <= chapters; chapter++) {
                camera.recording(
                        "DCIM/100GOPRO/GX%02d%04d.MP4".formatted(chapter, number),
                        mp4(Instant.parse("2026-11-20T10:00:00Z").plusSeconds(600L * number), 60, noise(random, size)));
            }
            camera.recording("DCIM/100GOPRO/GL01%04d.LRV".formatted(number), noise(random, size / 10 + 1));
            camera.recording("DCIM/100GOPRO/GX01%04d.THM".formatted(number), noise(random, 100));
        }
        return camera;
    }

    static SampleCamera novatek(Path root, int recordings, int size, Random random) throws IOException {
        SampleCamera camera = new SampleCamera(root);
        for (int i = 1; i <= recordings; i++) {
            camera.recording(
                    "CARDV/%s/2026_1120_10%02d00_%03dA.MP4".formatted(i % 3 == 0 ? "RO" : "MOVIE", i, i),
                    noise(random, size));
        }
        return camera;
    }

    /** One of Vidimus's own cameras, recordings of {@code parts} parts, with its list. */
    static SampleCamera own(Path root, String serial, int recordings, int parts, int size, Random random)
            throws IOException {
        SampleCamera camera = new SampleCamera(root);
        ObjectNode list = JSON.createObjectNode()
                .put("format", "vidimus.camera/v1")
                .put("serial", serial)
                .put("maker", "Vidimus")
                .put("model", "V1")
                .put("counter", recordings)
                .put("batteryPercent", 83);
        list.set("clock", JSON.createObjectNode().put("offsetMs", -1800));
        ArrayNode entries = list.putArray("recordings");
        for (int number = 1; number <= recordings; number++) {
            Instant start = Instant.parse("2026-11-20T10:00:00Z").plusSeconds(600L * number);
            ObjectNode entry = entries.addObject()
                    .put("id", serial + "-" + number)
                    .put("number", number)
                    .put("start", start.toString());
            ArrayNode partList = entry.putArray("parts");
            for (int part = 1; part <= parts; part++) {
                byte[] content = noise(random, size);
                String file = "recordings/%04d-%d.mp4".formatted(number, part);
                camera.recording(file, content);
                partList.addObject()
                        .put("part", part)
                        .put("file", file)
                        .put("start", start.toString())
                        .put("sha256", Sha256.of(content).toString());
            }
        }
        list.putArray("stages").addObject().put("at", "2026-11-20T10:09:00Z").put("stage", "DISPLAY");
        return camera.with("vidimus-camera.json", JSON.writeValueAsString(list));
    }

    static byte[] noise(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The least that has a movie header: type, data, header. */
    static byte[] mp4(Instant created, int seconds, byte[] data) {
        ByteBuffer header = ByteBuffer.allocate(100);
        header.putInt(0);
        header.putInt((int) (created.getEpochSecond() + FROM_1904_TO_1970));
        header.putInt((int) (created.getEpochSecond() + FROM_1904_TO_1970));
        header.putInt(1000);
        header.putInt(seconds * 1000);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(box("ftyp", "mp41\0\0\0\0mp41".getBytes(StandardCharsets.ISO_8859_1)));
        file.writeBytes(box("mdat", data));
        file.writeBytes(box("moov", box("mvhd", header.array())));
        return file.toByteArray();
    }

    private static byte[] box(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
    }
}
