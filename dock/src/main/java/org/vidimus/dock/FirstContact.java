package org.vidimus.dock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.vidimus.dock.camera.Part;
import org.vidimus.trust.Sha256;

/**
 * What the dock read of a part before anything else was done with it. The digest is the identity of the original from here
 * on.
 */
record FirstContact(Sha256 sha256, long lengthBytes, long modifiedMs) {
    private static final int BUFFER = 1 << 20;

    /** The file is not what it was when it was listed or when reading began. */
    static final class Changed extends IOException {
        private static final long serialVersionUID = 1L;

        Changed(String message) {
            super(message);
        }
    }

    /**
     * Reads the part once.
     *
     * @param progress told how many bytes were read just now
     * @throws Changed if the file changed since it was listed, or while it was read
     * @throws IOException if it cannot be read
     */
    static FirstContact with(Part part, LongConsumer progress) throws IOException {
        try (HeldFile file = HeldFile.of(part.file())) {
            return read(file, part.lengthBytes(), part.modifiedMs(), progress);
        }
    }

    /**
     * Reads the file once more.
     *
     * @throws Changed if it is not the same any more
     */
    void check(HeldFile file, LongConsumer progress) throws IOException {
        Sha256 now = read(file, lengthBytes, modifiedMs, progress).sha256();
        if (!now.equals(sha256)) {
            throw new Changed("it read as " + sha256 + " before and as " + now + " now");
        }
    }

    /**
     * Looks at the file without reading it.
     *
     * @throws Changed if it does not look the same any more
     */
    void requireSame(HeldFile file) throws IOException {
        requireSame(file, lengthBytes, modifiedMs);
    }

    private static FirstContact read(HeldFile file, long lengthBytes, long modifiedMs, LongConsumer progress)
            throws IOException {
        requireSame(file, lengthBytes, modifiedMs);
        MessageDigest digest = Sha256.newDigest();
        try (SeekableByteChannel channel = file.open()) {
            ByteBuffer buffer = ReadBuffer.ofThisThread(BUFFER);
            long left = lengthBytes;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int count = channel.read(buffer);
                if (count < 0) {
                    throw new Changed("it ended " + left + " bytes early");
                }
                digest.update(buffer.flip());
                left -= count;
                progress.accept(count);
            }
        }
        requireSame(file, lengthBytes, modifiedMs);
        return new FirstContact(Sha256.ofDigest(digest.digest()), lengthBytes, modifiedMs);
    }

    private static void requireSame(HeldFile file, long lengthBytes, long modifiedMs) throws IOException {
        BasicFileAttributes now = file.attributes();
        if (!now.isRegularFile()) {
            throw new Changed("it is not a file any more");
        }
        if (now.size() != lengthBytes) {
            throw new Changed("it had " + lengthBytes + " bytes and has " + now.size());
        }
        if (now.lastModifiedTime().toMillis() != modifiedMs) {
            throw new Changed("it was written to at " + now.lastModifiedTime());
        }
    }
}
