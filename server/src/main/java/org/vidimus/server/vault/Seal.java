package org.vidimus.server.vault;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.util.UUID;

/**
 * Seals and opens parts under one data key: Tink's streaming AEAD AES256-GCM-HKDF-SHA256 with 64 KiB segments, so that a range
 * opens without the rest. Each part has a salt, and so a key, of its own. Safe for use by many threads.
 *
 * <p>Associated data, so that a part opens as nothing but itself:
 *
 * <pre>
 * bytes   0..15  "vidimus.part/v1" and a zero
 * bytes  16..31  object id, big-endian
 * bytes  32..35  part number, big-endian
 * </pre>
 */
final class Seal {
    static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final byte[] PURPOSE = "vidimus.part/v1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final AesGcmHkdfStreaming cipher;

    Seal(byte[] dataKey) throws InvalidAlgorithmParameterException {
        cipher = new AesGcmHkdfStreaming(dataKey, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    }

    /** Seals what is written to the channel; closing it writes the last segment and closes {@code stored}. */
    WritableByteChannel onto(WritableByteChannel stored, ObjectId object, int part) throws IOException {
        try {
            return cipher.newEncryptingChannel(stored, associatedData(object, part));
        } catch (GeneralSecurityException e) {
            throw new IOException("part " + part + " of object " + object + " cannot be sealed", e);
        }
    }

    /**
     * Opens a part; each segment is checked before any byte of it is given out.
     *
     * @throws IOException with a {@link GeneralSecurityException} as its cause where the seal does not hold, here or from
     *     the channel's {@code read}
     */
    SeekableByteChannel opening(SeekableByteChannel stored, ObjectId object, int part) throws IOException {
        try {
            return cipher.newSeekableDecryptingChannel(stored, associatedData(object, part));
        } catch (GeneralSecurityException e) {
            throw new IOException("part " + part + " of object " + object + " does not open", e);
        }
    }

    /** Length of the ciphertext of so many plain bytes. */
    int storedBytes(int lengthBytes) {
        return Math.toIntExact(cipher.expectedCiphertextSize(lengthBytes));
    }

    private static byte[] associatedData(ObjectId object, int part) {
        UUID id = object.value();
        return ByteBuffer.allocate(PURPOSE.length + 16 + 4)
                .put(PURPOSE)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(part)
                .array();
    }
}
