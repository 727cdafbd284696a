package org.vidimus.server.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.util.UUID;
import org.vidimus.trust.Sha256;

/**
 * Seals, opens and hashes some megabytes of nothing, so that the first upload after a start does not meet a cold machine: until
 * its compiler has seen enough of them, the ciphers run at a twentieth of their speed.
 */
final class WarmUp {
    private static final int ROUNDS = 24;
    private static final int ROUND_BYTES = 1 << 20;

    private WarmUp() {}

    static void run() throws IOException, InvalidAlgorithmParameterException {
        Seal seal = new Seal(new byte[Seal.KEY_BYTES]);
        ObjectId nobody = new ObjectId(new UUID(0, 0));
        ByteBuffer stored = ByteBuffer.allocate(ROUND_BYTES + (ROUND_BYTES >> 4));
        MessageDigest digest = Sha256.newDigest();
        byte[] plain = new byte[ROUND_BYTES];
        for (int round = 0; round < ROUNDS; round++) {
            stored.clear();
            try (WritableByteChannel sealing = seal.onto(new Into(stored), nobody, 1)) {
                sealing.write(ByteBuffer.wrap(plain));
            }
            digest.update(plain);
            stored.flip();
            try (SeekableByteChannel opening =
                    seal.opening(new From(stored), nobody, 1).position(0)) {
                ByteBuffer into = ByteBuffer.wrap(plain);
                while (into.hasRemaining() && opening.read(into) > 0) {
                    continue;
                }
            }
        }
        digest.digest();
    }

    private record Into(ByteBuffer bytes) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer from) {
            int taken = from.remaining();
            bytes.put(from);
            return taken;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Memory needs no closing.
        }
    }

    private record From(ByteBuffer bytes) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer into) {
            int taken = Math.min(into.remaining(), bytes.remaining());
            into.put(bytes.slice(bytes.position(), taken));
            bytes.position(bytes.position() + taken);
            return taken == 0 ? -1 : taken;
        }

        @Override
        public long position() {
            return bytes.position();
        }

        @Override
        public SeekableByteChannel position(long to) {
            bytes.position(Math.toIntExact(to));
            return this;
        }

        @Override
        public long size() {
            return bytes.limit();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new java.nio.channels.NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new java.nio.channels.NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Memory needs no closing.
        }
    }
}
