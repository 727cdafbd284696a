package org.vidimus.server.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A GoPro in a folder below {@code mounts}, and what was recorded on it. */
final class DockedCamera {
    final String serial = "C" + UUID.randomUUID().toString().substring(0, 8);
    final Path root;
    final Map<Path, byte[]> files = new LinkedHashMap<>();
    private final Random random = new Random(1);

    DockedCamera(Path mounts) throws IOException {
        root = Files.createDirectories(mounts.resolve("x"));
        lay();
    }

    /** Writes its folders and its serial. */
    void lay() throws IOException {
        Files.createDirectories(root.resolve("MISC"));
        Files.writeString(root.resolve("MISC/version.txt"), "\"camera serial number\":\"" + serial + "\",");
        Files.createDirectories(media());
    }

    Path media() {
        return root.resolve("DCIM/100GOPRO");
    }

    Path record(int number, int chapter, int length) throws IOException {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return put("GX%02d%04d.MP4".formatted(chapter, number), bytes);
    }

    Path put(String name, byte[] bytes) throws IOException {
        Path file = media().resolve(name);
        Files.write(file, bytes);
        files.put(file, bytes);
        return file;
    }
}
