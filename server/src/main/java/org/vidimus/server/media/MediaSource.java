package org.vidimus.server.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.vault.Vault;

/**
 * The bytes of one sealed file, for reading here and there. Going forward uses the stream that is open, whose skipping is free;
 * going back opens another. Reading is for one thread; {@link #stream} for any.
 */
final class MediaSource implements Bytes, AutoCloseable {
    private final Opener opener;
    private final long lengthBytes;
    private @Nullable InputStream open;
    private long position;

    private MediaSource(Opener opener, long lengthBytes) {
        this.opener = opener;
        this.lengthBytes = lengthBytes;
    }

    /** Opens a stretch of the bytes. */
    @FunctionalInterface
    interface Opener {
        InputStream open(long offsetBytes, long lengthBytes) throws IOException;
    }

    static MediaSource of(Opener opener, long lengthBytes) {
        return new MediaSource(opener, lengthBytes);
    }

    /** A rendition as it is served: what is served first is found behind the rest of it. */
    static MediaSource of(Vault vault, Rendition rendition) {
        return new MediaSource(
                (offset, length) -> open(vault, rendition, offset, length), rendition.wholeLengthBytes());
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public byte[] read(long offsetBytes, int length) throws IOException {
        if (offsetBytes < 0 || length < 0 || offsetBytes > lengthBytes - length) {
            throw new EOFException("bytes " + offsetBytes + "+" + length + " of " + lengthBytes);
        }
        byte[] bytes = at(offsetBytes).readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the sealed bytes end at " + (offsetBytes + bytes.length) + " of " + lengthBytes);
        }
        position = offsetBytes + length;
        return bytes;
    }

    /** As much as there is of the first so many bytes. */
    byte[] head(int most) throws IOException {
        return read(0, (int) Math.min(most, lengthBytes));
    }

    /** A stream of its own over a stretch; the caller closes it. */
    InputStream stream(long offsetBytes, long length) throws IOException {
        return length == 0 ? InputStream.nullInputStream() : opener.open(offsetBytes, length);
    }

    private InputStream at(long offsetBytes) throws IOException {
        InputStream now = open;
        if (now == null || offsetBytes < position) {
            close();
            now = stream(offsetBytes, lengthBytes - offsetBytes);
            open = now;
        } else {
            now.skipNBytes(offsetBytes - position);
        }
        position = offsetBytes;
        return now;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private static InputStream open(Vault vault, Rendition rendition, long offset, long length) throws IOException {
        long fromHead = Math.max(0, Math.min(length, rendition.headLengthBytes() - offset));
        long bodyOffset = rendition.offsetBytes() + Math.max(0, offset - rendition.headLengthBytes());
        if (fromHead == 0) {
            return vault.open(rendition.object(), bodyOffset, length);
        }
        InputStream head = vault.open(rendition.object(), rendition.headOffsetBytes() + offset, fromHead);
        if (fromHead == length) {
            return head;
        }
        return new SequenceInputStream(head, vault.open(rendition.object(), bodyOffset, length - fromHead));
    }
}
