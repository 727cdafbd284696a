package org.vidimus.server.media.salvage.codec;

/**
 * Finds where a frame of AAC-LC ends that has no header: by reading its syntax (ISO/IEC 14496-3 §4.4.2, {@code raw_data_block})
 * down to the last code of its spectrum. Nothing is decoded; a frame that does not end in its end mark and zero bits is none.
 *
 * <p>SBR and parametric stereo (HE-AAC) lie in fill elements, which are passed over by their length.
 */
public final class AacFrames {
    /** Of sound, in one frame. */
    public static final int SAMPLES = 1024;

    private static final int LONGEST_BYTES = 8 * 1024;
    private static final int EIGHT_SHORT = 2;

    private final int rateIndex;
    private final int channels;

    /**
     * @param rateIndex index of the sampling rate, 0 (96 kHz) to 11 (8 kHz), of the core
     * @param channels channels of the core; 0 if unknown, then any are taken
     */
    public AacFrames(int rateIndex, int channels) {
        this.rateIndex = Math.clamp(rateIndex, 0, 11);
        this.channels = channels;
    }

    /** Reads the configuration ({@code AudioSpecificConfig}) of a track; null if it is none of AAC-LC's. */
    public static @org.jspecify.annotations.Nullable AacFrames of(byte[] config) {
        BitReader in = new BitReader(config, 0, config.length);
        int type = in.bits(5);
        int rate = in.bits(4);
        if (rate == 15) {
            rate = indexOf(in.bits(24));
        }
        int channels = in.bits(4);
        if (type == 5 || type == 29) {
            // Explicit SBR: the rate above is the core's, the next is what comes out.
            if (in.bits(4) == 15) {
                in.skip(24);
            }
            type = in.bits(5);
        }
        boolean shortFrames = in.flag();
        if (type != 2 || in.overrun() || shortFrames || rate > 11 || channels > 7) {
            return null;
        }
        return new AacFrames(rate, channels);
    }

    private static int indexOf(int rate) {
        int best = 0;
        for (int i = 0; i < 12; i++) {
            if (Math.abs(AacTables.RATES[i] - rate) < Math.abs(AacTables.RATES[best] - rate)) {
                best = i;
            }
        }
        return best;
    }

    /** @return bytes of the frame that begins at the offset, or 0 if none does within the bytes given */
    public int length(byte[] bytes, int offset) {
        int available = Math.min(bytes.length - offset, LONGEST_BYTES);
        if (available < 2) {
            return 0;
        }
        BitReader in = new BitReader(bytes, offset, available);
        int heard = 0;
        int fills = 0;
        while (!in.overrun()) {
            int element = in.bits(3);
            switch (element) {
                case 0, 3 -> {
                    in.skip(4);
                    if (!stream(in, null)) {
                        return 0;
                    }
                    heard++;
                }
                case 1 -> {
                    in.skip(4);
                    if (!pair(in)) {
                        return 0;
                    }
                    heard += 2;
                }
                case 4 -> {
                    if (!data(in)) {
                        return 0;
                    }
                }
                case 6 -> {
                    int count = in.bits(4);
                    if (count == 15) {
                        count += in.bits(8) - 1;
                    }
                    in.skip(count * 8);
                    if (++fills > 8) {
                        return 0;
                    }
                }
                case 7 -> {
                    return ended(in, offset, heard);
                }
                default -> {
                    // Coupling and program configuration: no camera writes them.
                    return 0;
                }
            }
            if (heard > 8) {
                return 0;
            }
        }
        return 0;
    }

    private int ended(BitReader in, int offset, int heard) {
        int padding = -in.position() & 7;
        boolean clean = in.bits(padding) == 0;
        int wanted = channels == 7 ? 8 : channels;
        boolean allHeard = heard > 0 && (wanted == 0 || heard == wanted);
        return clean && allHeard && !in.overrun() ? in.position() / 8 - offset : 0;
    }

    private static boolean data(BitReader in) {
        in.skip(4);
        boolean align = in.flag();
        int count = in.bits(8);
        if (count == 255) {
            count += in.bits(8);
        }
        if (align) {
            in.skip(-in.position() & 7);
        }
        in.skip(count * 8);
        return !in.overrun();
    }

    /** How the windows of one channel, or of two in common, are laid out ({@code ics_info}). */
    private record Windows(boolean eightShort, int bands, int groups, int[] groupLengths) {}

    private boolean pair(BitReader in) {
        Windows common = null;
        if (in.flag()) {
            common = windows(in);
            if (common == null) {
                return false;
            }
            int mask = in.bits(2);
            if (mask == 3) {
                return false;
            }
            if (mask == 1) {
                in.skip(common.groups() * common.bands());
            }
        }
        boolean first = stream(in, common);
        return first && stream(in, common);
    }

    private @org.jspecify.annotations.Nullable Windows windows(BitReader in) {
        if (in.flag()) {
            return null;
        }
        int sequence = in.bits(2);
        in.skip(1);
        if (sequence != EIGHT_SHORT) {
            int bands = in.bits(6);
            // Prediction belongs to AAC Main and LTP, not to LC.
            return in.flag() || bands > AacTables.longBands(rateIndex).length - 1
                    ? null
                    : new Windows(false, bands, 1, new int[] {1});
        }
        int bands = in.bits(4);
        int[] lengths = new int[8];
        lengths[0] = 1;
        int groups = 1;
        for (int i = 0; i < 7; i++) {
            if (in.flag()) {
                lengths[groups - 1]++;
            } else {
                lengths[groups++] = 1;
            }
        }
        return bands > AacTables.shortBands(rateIndex).length - 1 ? null : new Windows(true, bands, groups, lengths);
    }

    /** {@code individual_channel_stream}. */
    private boolean stream(BitReader in, @org.jspecify.annotations.Nullable Windows common) {
        int gain = in.bits(8);
        Windows windows = common == null ? windows(in) : common;
        if (windows == null) {
            return false;
        }
        int[] books = new int[windows.groups() * windows.bands()];
        if (!sections(in, windows, books) || !scaleFactors(in, books, gain)) {
            return false;
        }
        if (in.flag() && !pulses(in, windows)) {
            return false;
        }
        if (in.flag() && !noiseShaping(in, windows)) {
            return false;
        }
        // Gain control belongs to another profile.
        return !in.flag() && spectrum(in, windows, books) && !in.overrun();
    }

    private static boolean sections(BitReader in, Windows windows, int[] books) {
        int lengthBits = windows.eightShort() ? 3 : 5;
        int escape = (1 << lengthBits) - 1;
        for (int group = 0; group < windows.groups(); group++) {
            int band = 0;
            while (band < windows.bands()) {
                int book = in.bits(4);
                int length = 0;
                int more;
                do {
                    more = in.bits(lengthBits);
                    length += more;
                } while (more == escape && !in.overrun());
                if (book == 12 || length == 0 || band + length > windows.bands() || in.overrun()) {
                    return false;
                }
                for (int i = 0; i < length; i++) {
                    books[group * windows.bands() + band++] = book;
                }
            }
        }
        return true;
    }

    private static boolean scaleFactors(BitReader in, int[] books, int gain) {
        boolean noiseBefore = false;
        int factor = gain;
        for (int book : books) {
            if (book == 0) {
                continue;
            }
            if (book == 13 && !noiseBefore) {
                noiseBefore = true;
                in.skip(9);
                continue;
            }
            int step = AacTables.SCALE_FACTORS.read(in);
            if (step < 0) {
                return false;
            }
            if (book < 12) {
                factor += AacTables.scaleFactorStep(step);
                if (factor < 0 || factor > 255) {
                    return false;
                }
            }
        }
        return !in.overrun();
    }

    private static boolean pulses(BitReader in, Windows windows) {
        if (windows.eightShort()) {
            return false;
        }
        int count = in.bits(2) + 1;
        int start = in.bits(6);
        in.skip(count * 9);
        return start <= windows.bands();
    }

    private static boolean noiseShaping(BitReader in, Windows windows) {
        boolean small = windows.eightShort();
        for (int window = 0; window < (small ? 8 : 1); window++) {
            int filters = in.bits(small ? 1 : 2);
            int resolution = filters == 0 ? 0 : in.bits(1);
            for (int i = 0; i < filters; i++) {
                in.skip(small ? 4 : 6);
                int order = in.bits(small ? 3 : 5);
                if (order > (small ? 7 : 12)) {
                    return false;
                }
                if (order > 0) {
                    in.skip(1);
                    int compressed = in.bit();
                    in.skip(order * (3 + resolution - compressed));
                }
            }
        }
        return !in.overrun();
    }

    private boolean spectrum(BitReader in, Windows windows, int[] books) {
        int[] bands = windows.eightShort() ? AacTables.shortBands(rateIndex) : AacTables.longBands(rateIndex);
        for (int group = 0; group < windows.groups(); group++) {
            for (int band = 0; band < windows.bands(); band++) {
                int book = books[group * windows.bands() + band];
                if (book == 0 || book > 11) {
                    continue;
                }
                AacTables.Book codes = AacTables.SPECTRUM[book - 1];
                int lines = (bands[band + 1] - bands[band]) * windows.groupLengths()[group];
                for (int i = 0; i < lines; i += book < 5 ? 4 : 2) {
                    if (!codes.pass(in)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
