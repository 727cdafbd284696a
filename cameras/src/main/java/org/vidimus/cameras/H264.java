package org.vidimus.cameras;

import java.io.ByteArrayOutputStream;

/**
 * The little of H.264 that needs no encoder (ITU-T H.264, baseline profile): pictures whose macroblocks are samples as they are
 * ({@code I_PCM}, §7.3.5), and pictures that repeat the one before ({@code P_Skip}, §7.3.4). Any decoder plays it.
 */
final class H264 {
    private static final int WIDE = Picture.WIDTH / 16;
    private static final int HIGH = Picture.HEIGHT / 16;
    private static final int I_PCM = 25;
    private static final int ONLY_I = 7;
    private static final int ONLY_P = 5;

    private H264() {}

    /** §7.3.2.1 */
    static byte[] sequenceParameters() {
        Bits bits = new Bits();
        bits.put(66, 8).put(0xC0, 8).put(11, 8);
        bits.ue(0).ue(0).ue(2).ue(1).put(0, 1);
        bits.ue(WIDE - 1).ue(HIGH - 1);
        bits.put(1, 1).put(1, 1).put(0, 1).put(0, 1);
        return bits.unit(0x67);
    }

    /** §7.3.2.2; the loop filter is off, for samples as they are need none. */
    static byte[] pictureParameters() {
        Bits bits = new Bits();
        bits.ue(0).ue(0).put(0, 1).put(0, 1).ue(0).ue(0).ue(0).put(0, 1).put(0, 2);
        bits.ue(0).ue(0).ue(0).put(1, 1).put(0, 1).put(0, 1);
        return bits.unit(0x68);
    }

    /** @param id differs from that of the key picture before */
    static byte[] key(Picture picture, int id) {
        Bits bits = new Bits();
        bits.ue(0).ue(ONLY_I).ue(0).put(0, 4).ue(id & 1).put(0, 2).ue(0).ue(1);
        for (int block = 0; block < WIDE * HIGH; block++) {
            bits.ue(I_PCM).align();
            int x = block % WIDE * 16;
            int y = block / WIDE * 16;
            bits.samples(picture.luma, Picture.WIDTH, x, y, 16);
            bits.samples(picture.blue, Picture.WIDTH / 2, x / 2, y / 2, 8);
            bits.samples(picture.red, Picture.WIDTH / 2, x / 2, y / 2, 8);
        }
        return bits.unit(0x65);
    }

    /** @param number of pictures since the key picture */
    static byte[] repeat(int number) {
        Bits bits = new Bits();
        bits.ue(0).ue(ONLY_P).ue(0).put(number & 15, 4).put(0, 1).put(0, 1).put(0, 1);
        bits.ue(0).ue(1).ue(WIDE * HIGH);
        return bits.unit(0x41);
    }

    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int open;
        private int count;

        Bits put(int value, int width) {
            for (int bit = width - 1; bit >= 0; bit--) {
                open = open << 1 | (value >> bit & 1);
                if (++count == 8) {
                    bytes.write(open);
                    open = 0;
                    count = 0;
                }
            }
            return this;
        }

        /** §9.1; for 0, the signed codes are the same. */
        Bits ue(int value) {
            int width = 32 - Integer.numberOfLeadingZeros(value + 1);
            return put(0, width - 1).put(value + 1, width);
        }

        void align() {
            while (count != 0) {
                put(0, 1);
            }
        }

        void samples(byte[] plane, int stride, int x, int y, int size) {
            for (int row = 0; row < size; row++) {
                bytes.write(plane, (y + row) * stride + x, size);
            }
        }

        /** §7.3.1: the header, then the bytes, with 3 put in wherever two zeros come before a byte up to 3. */
        byte[] unit(int header) {
            put(1, 1);
            align();
            ByteArrayOutputStream unit = new ByteArrayOutputStream();
            unit.write(header);
            int zeros = 0;
            for (byte next : bytes.toByteArray()) {
                if (zeros >= 2 && (next & 0xFF) <= 3) {
                    unit.write(3);
                    zeros = 0;
                }
                unit.write(next);
                zeros = next == 0 ? zeros + 1 : 0;
            }
            return unit.toByteArray();
        }
    }
}
