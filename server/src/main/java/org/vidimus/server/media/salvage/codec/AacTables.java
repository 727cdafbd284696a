package org.vidimus.server.media.salvage.codec;

/**
 * What the codes of AAC look like (ISO/IEC 14496-3 §4.A.1 and §4.5.4), as far as it takes to pass over them.
 *
 * <p>All its Huffman codes are canonical: within a book the codes of one length follow each other in value, and those of the
 * next length follow on. How many codes there are of each length therefore says where every code ends. Of the books whose codes
 * are followed by signs and escapes, a digit a code says by what, in order of value.
 */
final class AacTables {
    static final int[] RATES = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000};

    /** The one book whose codes are followed by escapes is the longest. */
    private static final int ESCAPING = 289;

    private AacTables() {}

    /** One code book. */
    static final class Book {
        private final int[] counts;
        private final byte[] after;

        /**
         * @param counts how many codes there are of 1 bit, of 2 bits, ...
         * @param after for each code the number of signs that follow it, and, in the longest book, 3 more for each
         *     escape; empty if nothing follows
         */
        Book(String counts, String after) {
            this.counts = java.util.Arrays.stream(counts.split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            this.after = new byte[after.length()];
            for (int i = 0; i < after.length(); i++) {
                this.after[i] = (byte) (after.charAt(i) - '0');
            }
        }

        /** @return which code it is, in order of value, or -1 at the end of the bits */
        int read(BitReader in) {
            int value = 0;
            int first = 0;
            int before = 0;
            for (int count : counts) {
                value = value << 1 | in.bit();
                first <<= 1;
                if (value - first < count) {
                    return in.overrun() ? -1 : before + value - first;
                }
                before += count;
                first += count;
            }
            return -1;
        }

        /** Passes over a code and what belongs to it. */
        boolean pass(BitReader in) {
            int code = read(in);
            if (code < 0) {
                return false;
            }
            if (after.length == 0) {
                return true;
            }
            int more = after[code];
            int escapes = after.length < ESCAPING ? 0 : more > 5 ? 2 : more > 2 ? 1 : 0;
            in.skip(more - 3 * escapes);
            for (int i = 0; i < escapes; i++) {
                int ones = 0;
                while (in.bit() == 1) {
                    // An escape of more than 13 bits is beyond what the standard has.
                    if (++ones > 8) {
                        return false;
                    }
                }
                in.skip(ones + 4);
            }
            return !in.overrun();
        }
    }

    static final Book SCALE_FACTORS = new Book("1,0,1,3,2,4,3,5,4,6,6,6,5,8,4,7,3,7,46", "");

    static final Book[] SPECTRUM = {
        new Book("1,0,0,0,8,0,24,0,24,8,16", ""),
        new Book("0,0,1,1,7,24,15,19,14", ""),
        new Book(
                "1,0,0,4,2,6,3,5,15,15,8,9,3,3,5,2",
                "011112222232343311223232331221224334323244332333223243344233333344442233434443233"),
        new Book(
                "0,0,0,10,6,0,9,21,8,14,11,2",
                "433331202222121144443333333333332222222222221111444444333333333433344422222243333"),
        new Book("1,0,0,4,4,0,4,12,12,12,18,10,4", ""),
        new Book("0,0,0,9,0,16,13,8,23,8,4", ""),
        new Book("1,0,2,1,0,4,5,10,14,15,8,4", "0112221122211222222221122212122222222211222222222222112222222222"),
        new Book("0,0,1,5,7,10,14,15,8,4", "2212120112222222221122222222221212222222121222222222221212222112"),
        new Book(
                "1,0,2,1,0,4,3,8,11,20,31,38,32,14,4",
                "0112221122211222222221122222221212222222212222222212221222212222112222222222222122212222"
                        + "222222222222222212212222222122222222222222212212222122222222222222222222222222222"),
        new Book(
                "0,0,0,3,8,14,17,25,31,41,22,8",
                "2222112222211222202211222222222222121222222222222121222222222222222222122222122222222222"
                        + "222222121222222212222221222222222222222221212122222222222222212122212221222222122"),
        new Book(
                "0,0,0,2,6,7,16,59,55,95,43,6",
                "0281122222212122222221122222222222222255555251215255552222255225552252555252255222155222"
                        + "2125522525222222252212222221222222222222221222222222224222222421222222222222222222222222"
                        + "2222221222222222222222222122222222222222222222222222211222222222222222222222222221221212"
                        + "2212222211222212212112112")
    };

    /** By how much each scale factor code changes the factor, in order of the codes' value. */
    private static final int[] STEPS = {
        0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, 6, -6, 7, -7, 8, -8, 9, -9, 10, -10, -11, 11, 12, -12, 13, -13, 14, -14,
        16, 15, 17, 18, -15, -17, -16, 19, -18, -19, 20, -20, 21, -21, 22, -22, 23, -23, -25, 25, -27, -24, -26, 24,
        -28, 27, 29, -30, -29, 26, -31, -34, -33, -32, -36, 28, -35, -38, -37, 30, -39, -41, -57, -59, -58, -60, 38, 39,
        40, 41, 42, 57, 37, 31, 32, 33, 34, 35, 36, 44, 51, 52, 53, 54, 55, 56, 50, 45, 46, 47, 48, 49, 58, -54, -52,
        -51, -50, -55, 43, 60, 59, -56, -53, -45, -44, -42, -40, -43, -49, -48, -46, -47
    };

    private static final int[] LONG_96 = {
        0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 64, 72, 80, 88, 96, 108, 120, 132, 144, 156, 172, 188,
        212, 240, 276, 320, 384, 448, 512, 576, 640, 704, 768, 832, 896, 960, 1024
    };

    private static final int[] LONG_64 = {
        0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 64, 72, 80, 88, 100, 112, 124, 140, 156, 172, 192, 216,
        240, 268, 304, 344, 384, 424, 464, 504, 544, 584, 624, 664, 704, 744, 784, 824, 864, 904, 944, 984, 1024
    };

    private static final int[] LONG_48 = {
        0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 88, 96, 108, 120, 132, 144, 160, 176, 196, 216,
        240, 264, 292, 320, 352, 384, 416, 448, 480, 512, 544, 576, 608, 640, 672, 704, 736, 768, 800, 832, 864, 896,
        928, 1024
    };

    private static final int[] LONG_32 = {
        0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 88, 96, 108, 120, 132, 144, 160, 176, 196, 216,
        240, 264, 292, 320, 352, 384, 416, 448, 480, 512, 544, 576, 608, 640, 672, 704, 736, 768, 800, 832, 864, 896,
        928, 960, 992, 1024
    };

    private static final int[] LONG_24 = {
        0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 52, 60, 68, 76, 84, 92, 100, 108, 116, 124, 136, 148, 160, 172,
        188, 204, 220, 240, 260, 284, 308, 336, 364, 396, 432, 468, 508, 552, 600, 652, 704, 768, 832, 896, 960, 1024
    };

    private static final int[] LONG_16 = {
        0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 100, 112, 124, 136, 148, 160, 172, 184, 196, 212, 228, 244, 260,
        280, 300, 320, 344, 368, 396, 424, 456, 492, 532, 572, 616, 664, 716, 772, 832, 896, 960, 1024
    };

    private static final int[] LONG_8 = {
        0, 12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 172, 188, 204, 220, 236, 252, 268, 288, 308, 328,
        348, 372, 396, 420, 448, 476, 508, 544, 580, 620, 664, 712, 764, 820, 880, 944, 1024
    };

    private static final int[] SHORT_96 = {0, 4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 92, 128};

    private static final int[] SHORT_48 = {0, 4, 8, 12, 16, 20, 28, 36, 44, 56, 68, 80, 96, 112, 128};

    private static final int[] SHORT_24 = {0, 4, 8, 12, 16, 20, 24, 28, 36, 44, 52, 64, 76, 92, 108, 128};

    private static final int[] SHORT_16 = {0, 4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 60, 72, 88, 108, 128};

    private static final int[] SHORT_8 = {0, 4, 8, 12, 16, 20, 24, 28, 36, 44, 52, 60, 72, 88, 108, 128};

    static int scaleFactorStep(int code) {
        return STEPS[code];
    }

    /** Where the bands of a long window begin, by index of the sampling rate; the last entry ends the last band. */
    static int[] longBands(int rateIndex) {
        return switch (rateIndex) {
            case 0, 1 -> LONG_96;
            case 2 -> LONG_64;
            case 3, 4 -> LONG_48;
            case 5 -> LONG_32;
            case 6, 7 -> LONG_24;
            case 8, 9, 10 -> LONG_16;
            default -> LONG_8;
        };
    }

    /** The same of one of eight short windows. */
    static int[] shortBands(int rateIndex) {
        return switch (rateIndex) {
            case 0, 1, 2 -> SHORT_96;
            case 3, 4, 5 -> SHORT_48;
            case 6, 7 -> SHORT_24;
            case 8, 9, 10 -> SHORT_16;
            default -> SHORT_8;
        };
    }
}
