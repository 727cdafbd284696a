package org.vidimus.server.media.salvage.codec;

/**
 * Bits of a stretch of memory, first bit first. Reading beyond the end gives zeros and is remembered: who reads asks
 * {@link #overrun} once at the end instead of at every step.
 */
public final class BitReader {
    private final byte[] bytes;
    private final int endBit;
    private int at;

    public BitReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset * 8;
        this.endBit = (offset + length) * 8;
    }

    /** The payload of a NAL unit, without the bytes that keep start codes from appearing (H.264 §7.3.1). */
    public static BitReader ofNal(byte[] nal, int offset, int length) {
        byte[] payload = new byte[length];
        int out = 0;
        int zeros = 0;
        for (int i = offset; i < offset + length; i++) {
            if (zeros >= 2 && nal[i] == 3) {
                zeros = 0;
                continue;
            }
            zeros = nal[i] == 0 ? zeros + 1 : 0;
            payload[out++] = nal[i];
        }
        return new BitReader(payload, 0, out);
    }

    public int bit() {
        int index = at++;
        return index >= endBit ? 0 : bytes[index >> 3] >> (7 - (index & 7)) & 1;
    }

    public boolean flag() {
        return bit() == 1;
    }

    /** @param count up to 32 */
    public int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    public void skip(int count) {
        at += count;
    }

    /** Exp-Golomb, unsigned (H.264 §9.1); a code of more than 31 zeros is no code and counts as an overrun. */
    public int ue() {
        int zeros = 0;
        while (zeros < 32 && !overrun() && bit() == 0) {
            zeros++;
        }
        if (zeros > 31) {
            at = endBit + 1;
            return 0;
        }
        return (int) ((1L << zeros) - 1) + bits(zeros);
    }

    public int se() {
        int code = ue();
        return (code & 1) == 1 ? (code >>> 1) + 1 : -(code >>> 1);
    }

    public boolean overrun() {
        return at > endBit;
    }

    public int left() {
        return endBit - at;
    }

    /** Bits since the first byte of the array. */
    public int position() {
        return at;
    }

    /** Whether there is more than the closing bit of a payload (H.264 §7.2, {@code more_rbsp_data}). */
    public boolean moreData() {
        int last = endBit - 1;
        while (last >= at && (bytes[last >> 3] >> (7 - (last & 7)) & 1) == 0) {
            last--;
        }
        return at < last;
    }
}
