package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.Arrays;
import org.vidimus.server.media.mp4.Bytes;

/** Damaged bytes, read through a few windows: near in memory, whatever their length. For one thread. */
public final class Source implements Bytes {
    private static final int WIPED_BYTES = 256;
    private static final int WINDOW_BYTES = 512 * 1024;
    private static final int WINDOWS = 6;

    private final Bytes bytes;
    private final long[] starts = new long[WINDOWS];
    private final byte[][] windows = new byte[WINDOWS][];
    private int next;
    private int last;

    public Source(Bytes bytes) {
        this.bytes = bytes;
        Arrays.fill(starts, -1);
        Arrays.fill(windows, new byte[0]);
    }

    @Override
    public long lengthBytes() {
        return bytes.lengthBytes();
    }

    @Override
    public byte[] read(long offsetBytes, int lengthBytes) throws IOException {
        if (lengthBytes > WINDOW_BYTES) {
            return bytes.read(offsetBytes, lengthBytes);
        }
        byte[] out = new byte[lengthBytes];
        copy(offsetBytes, out, 0, lengthBytes);
        return out;
    }

    /** As many of the bytes as there are; none where a damaged index points outside of the file. */
    byte[] upTo(long offset, int most) throws IOException {
        int there = offset < 0 ? 0 : (int) Math.max(0, Math.min(most, lengthBytes() - offset));
        return there == 0 ? new byte[0] : read(offset, there);
    }

    private void copy(long offset, byte[] out, int at, int length) throws IOException {
        if (offset < 0 || offset > lengthBytes() - length) {
            throw new java.io.EOFException("bytes " + offset + "+" + length + " of " + lengthBytes());
        }
        int done = 0;
        while (done < length) {
            byte[] window = window(offset + done);
            int from = (int) (offset + done - starts[last]);
            int n = Math.min(length - done, window.length - from);
            System.arraycopy(window, from, out, at + done, n);
            done += n;
        }
    }

    /** The byte there, or -1 beyond the end. */
    int u8(long offset) throws IOException {
        if (offset < 0 || offset >= lengthBytes()) {
            return -1;
        }
        byte[] window = window(offset);
        return window[(int) (offset - starts[last])] & 0xff;
    }

    /** Four bytes as a number, or -1 beyond the end. */
    long u32(long offset) throws IOException {
        return number(offset, 4);
    }

    long number(long offset, int bytesLong) throws IOException {
        if (offset < 0 || offset > lengthBytes() - bytesLong) {
            return -1;
        }
        byte[] window = window(offset);
        int from = (int) (offset - starts[last]);
        long value = 0;
        if (from + bytesLong <= window.length) {
            for (int i = 0; i < bytesLong; i++) {
                value = value << 8 | window[from + i] & 0xff;
            }
            return value;
        }
        for (int i = 0; i < bytesLong; i++) {
            value = value << 8 | u8(offset + i);
        }
        return value;
    }

    /** Where the first byte that is not zero lies, from {@code offset} on; {@code limit} if there is none. */
    long afterZeros(long offset, long limit) throws IOException {
        long at = offset;
        while (at < limit) {
            byte[] window = window(at);
            int from = (int) (at - starts[last]);
            int to = (int) Math.min(window.length, from + limit - at);
            for (int i = from; i < to; i++) {
                if (window[i] != 0) {
                    return at + i - from;
                }
            }
            at += to - from;
        }
        return limit;
    }

    private byte[] window(long offset) throws IOException {
        if (holds(last, offset)) {
            return windows[last];
        }
        for (int i = 0; i < WINDOWS; i++) {
            if (holds(i, offset)) {
                last = i;
                return windows[i];
            }
        }
        long start = offset / WINDOW_BYTES * WINDOW_BYTES;
        last = next;
        next = (next + 1) % WINDOWS;
        windows[last] = new byte[0];
        windows[last] = bytes.read(start, (int) Math.min(WINDOW_BYTES, lengthBytes() - start));
        starts[last] = start;
        return windows[last];
    }

    private boolean holds(int window, long offset) {
        return starts[window] >= 0 && offset >= starts[window] && offset < starts[window] + windows[window].length;
    }

    /** Whether one byte is repeated for so long as in no coded picture: a sector of a card that was wiped. */
    boolean monotone(long from, long until) throws IOException {
        int run = 0;
        int before = -1;
        for (long at = from; at < until; ) {
            byte[] some = read(at, (int) Math.min(64 * 1024, until - at));
            for (byte b : some) {
                run = b == before ? run + 1 : 1;
                before = b;
                if (run >= WIPED_BYTES) {
                    return true;
                }
            }
            at += some.length;
        }
        return false;
    }
}
