package org.vidimus.server.media.mp4;

import java.io.EOFException;
import java.io.IOException;

/** Bytes that can be read anywhere; cheapest in rising order. */
public interface Bytes {
    long lengthBytes();

    /**
     * Reads exactly so many bytes.
     *
     * @throws EOFException if they reach beyond the end
     */
    byte[] read(long offsetBytes, int lengthBytes) throws IOException;

    /** A view of bytes in memory; the array is not copied. */
    static Bytes of(byte[] array) {
        return new Bytes() {
            @Override
            public long lengthBytes() {
                return array.length;
            }

            @Override
            public byte[] read(long offsetBytes, int lengthBytes) throws IOException {
                if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes > array.length - lengthBytes) {
                    throw new EOFException("bytes " + offsetBytes + "+" + lengthBytes + " of " + array.length);
                }
                byte[] bytes = new byte[lengthBytes];
                System.arraycopy(array, (int) offsetBytes, bytes, 0, lengthBytes);
                return bytes;
            }
        };
    }
}
