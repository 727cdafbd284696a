package org.vidimus.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/**
 * A small file of a bundle, anything but an original: its digests are known before the bundle is written.
 *
 * @param path in the bag, such as {@code metadata/custody.txt}
 * @param crc32 of the content, 0 to 2^32 - 1
 */
public record BundleFile(String path, long lengthBytes, Sha256 sha256, long crc32, Content content) {
    /** Opens the bytes of a file. */
    @FunctionalInterface
    public interface Content {
        /** A new stream from the start; the reader closes it. */
        InputStream open() throws IOException;
    }

    public BundleFile {
        if (!BagPath.isSafe(path)) {
            throw new IllegalArgumentException("not a safe path: " + path);
        }
    }

    /** A file in memory; the array is not copied and must not change. */
    public static BundleFile of(String path, byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return new BundleFile(
                path, bytes.length, Sha256.of(bytes), crc.getValue(), () -> new ByteArrayInputStream(bytes));
    }

    /** A file on disk, read once now for its digests and again when the bundle is written. */
    public static BundleFile of(String path, Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        var crc = new CRC32();
        long length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                crc.update(buffer, 0, read);
                length += read;
            }
        }
        return new BundleFile(
                path, length, Sha256.adopt(digest.digest()), crc.getValue(), () -> Files.newInputStream(file));
    }
}
