package org.vidimus.server.media.salvage.card;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.vidimus.server.media.mp4.Bytes;

/** A file of a card as bytes of its own. */
public final class ExtentBytes implements Bytes {
    private final Bytes image;
    private final List<CardFile.Extent> extents;
    private final long length;

    public ExtentBytes(Bytes image, List<CardFile.Extent> extents) {
        this.image = image;
        this.extents = List.copyOf(extents);
        this.length = extents.stream().mapToLong(CardFile.Extent::length).sum();
    }

    @Override
    public long lengthBytes() {
        return length;
    }

    @Override
    public byte[] read(long offsetBytes, int lengthBytes) throws IOException {
        if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes > length - lengthBytes) {
            throw new EOFException("bytes " + offsetBytes + "+" + lengthBytes + " of " + length);
        }
        byte[] out = new byte[lengthBytes];
        int done = 0;
        long start = 0;
        for (CardFile.Extent extent : extents) {
            long within = offsetBytes + done - start;
            if (done < lengthBytes && within >= 0 && within < extent.length()) {
                int n = (int) Math.min(lengthBytes - done, extent.length() - within);
                System.arraycopy(image.read(extent.offset() + within, n), 0, out, done, n);
                done += n;
            }
            start += extent.length();
        }
        return out;
    }

    /** Where a byte of the file lies in the image. */
    public long inImage(long offset) {
        long start = 0;
        for (CardFile.Extent extent : extents) {
            if (offset < start + extent.length()) {
                return extent.offset() + offset - start;
            }
            start += extent.length();
        }
        return extents.isEmpty()
                ? 0
                : extents.getLast().offset() + extents.getLast().length();
    }
}
