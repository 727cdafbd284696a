package org.vidimus.server.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Takes apart an AVI that our own ffmpeg writes into a pipe: pictures and sound come by one stream, so that one pass over a
 * recording makes both.
 */
final class AviStream {
    private static final int LARGEST_CHUNK_BYTES = 16 * 1024 * 1024;

    private AviStream() {}

    /** Gets the chunks as they come. */
    interface Listener {
        void picture(byte[] jpeg);

        void sound(byte[] samples);
    }

    static void read(InputStream in, Listener listener) throws IOException {
        byte[] head = new byte[8];
        while (in.readNBytes(head, 0, 8) == 8) {
            String id = new String(head, 0, 4, StandardCharsets.ISO_8859_1);
            int size = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
            if (id.equals("RIFF") || id.equals("LIST")) {
                // A list is entered: its length is not known yet when it is written into a pipe.
                in.skipNBytes(4);
                continue;
            }
            if (size < 0 || size > LARGEST_CHUNK_BYTES) {
                throw new IOException("a chunk " + id + " of " + size + " bytes does not belong into this stream");
            }
            chunk(in, id, size, listener);
        }
    }

    private static void chunk(InputStream in, String id, int size, Listener listener) throws IOException {
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            // The child was stopped in the middle; what came before is whole.
            return;
        }
        if (id.endsWith("dc") && size > 0) {
            listener.picture(body);
        } else if (id.endsWith("wb")) {
            listener.sound(body);
        }
        if (size % 2 == 1) {
            try {
                in.skipNBytes(1);
            } catch (EOFException e) {
                // The last chunk needs no padding.
                return;
            }
        }
    }
}
