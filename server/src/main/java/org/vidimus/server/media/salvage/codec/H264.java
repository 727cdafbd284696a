package org.vidimus.server.media.salvage.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** H.264 (ITU-T H.264 §7.3): parameter sets, slice headers and the order of pictures. Longer than most: it is one syntax. */
public final class H264 implements NalSyntax {
    private final TreeMap<Integer, Sequence> sequences = new TreeMap<>();
    private final TreeMap<Integer, Picture> pictures = new TreeMap<>();
    private int orderHigh;
    private int orderLowBefore;
    private int frameOffset;
    private int frameBefore;

    /** A sequence parameter set. */
    private record Sequence(
            byte[] nal,
            int id,
            int frameBits,
            int orderType,
            int orderBits,
            boolean deltaAlwaysZero,
            int width,
            int height,
            int units,
            boolean framesOnly,
            boolean planes,
            int chroma,
            long @Nullable [] timing) {}

    /** A picture parameter set. */
    private record Picture(
            byte[] nal,
            int id,
            int sequence,
            boolean arithmetic,
            boolean orderPresent,
            int references0,
            int references1,
            boolean weighted,
            int weightedB,
            boolean redundant,
            boolean groups) {}

    @Override
    public void learn(byte[] nal, int offset, int length) {
        if (length < 3 || length > 4096) {
            return;
        }
        int type = nal[offset] & 0x1f;
        byte[] copy = Arrays.copyOfRange(nal, offset, offset + length);
        if (type == 7) {
            Sequence read = sequence(copy);
            if (read != null) {
                sequences.put(read.id(), read);
            }
        } else if (type == 8) {
            Picture read = picture(copy);
            if (read != null && sequences.containsKey(read.sequence())) {
                pictures.put(read.id(), read);
            }
        }
    }

    @Override
    public boolean knows() {
        return !pictures.isEmpty();
    }

    @Override
    public boolean isParameterSet(int type) {
        return type == 7 || type == 8;
    }

    private static @Nullable Sequence sequence(byte[] nal) {
        BitReader in = BitReader.ofNal(nal, 1, nal.length - 1);
        int profile = in.bits(8);
        in.skip(16);
        int id = in.ue();
        int chroma = 1;
        boolean planes = false;
        if (profile == 100
                || profile == 110
                || profile == 122
                || profile == 244
                || profile == 44
                || profile == 83
                || profile == 86
                || profile == 118
                || profile == 128) {
            chroma = in.ue();
            if (chroma == 3) {
                planes = in.flag();
            }
            in.ue();
            in.ue();
            in.skip(1);
            if (in.flag()) {
                for (int i = 0; i < (chroma == 3 ? 12 : 8); i++) {
                    if (in.flag()) {
                        scaling(in, i < 6 ? 16 : 64);
                    }
                }
            }
        }
        int frameBits = in.ue() + 4;
        int orderType = in.ue();
        int orderBits = 0;
        boolean alwaysZero = false;
        if (orderType == 0) {
            orderBits = in.ue() + 4;
        } else if (orderType == 1) {
            alwaysZero = in.flag();
            in.se();
            in.se();
            int cycle = in.ue();
            for (int i = 0; i < Math.min(cycle, 255); i++) {
                in.se();
            }
        }
        int references = in.ue();
        in.skip(1);
        int width = in.ue() + 1;
        int heightUnits = in.ue() + 1;
        boolean framesOnly = in.flag();
        if (!framesOnly) {
            in.skip(1);
        }
        in.skip(1);
        int[] crop = new int[4];
        if (in.flag()) {
            for (int i = 0; i < 4; i++) {
                crop[i] = in.ue();
            }
        }
        boolean possible = id < 32
                && chroma < 4
                && frameBits <= 16
                && orderType < 3
                && orderBits <= 16
                && references <= 16
                && width <= 1024
                && heightUnits <= 1024
                && !in.overrun();
        if (!possible) {
            return null;
        }
        long[] timing = in.flag() ? timing(in) : null;
        int heightFactor = framesOnly ? 1 : 2;
        int cropX = chroma == 1 || chroma == 2 ? 2 : 1;
        int cropY = (chroma == 1 ? 2 : 1) * heightFactor;
        return new Sequence(
                nal,
                id,
                frameBits,
                orderType,
                orderBits,
                alwaysZero,
                width * 16 - (crop[0] + crop[1]) * cropX,
                heightUnits * heightFactor * 16 - (crop[2] + crop[3]) * cropY,
                width * heightUnits * heightFactor,
                framesOnly,
                planes,
                chroma,
                timing);
    }

    private static void scaling(BitReader in, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = last + in.se() + 256 & 255;
            }
            last = next == 0 ? last : next;
        }
    }

    private static long @Nullable [] timing(BitReader in) {
        if (in.flag() && in.bits(8) == 255) {
            in.skip(32);
        }
        if (in.flag()) {
            in.skip(1);
        }
        if (in.flag()) {
            in.skip(4);
            if (in.flag()) {
                in.skip(24);
            }
        }
        if (in.flag()) {
            in.ue();
            in.ue();
        }
        if (!in.flag()) {
            return null;
        }
        long units = Integer.toUnsignedLong(in.bits(32)) * 2;
        long scale = Integer.toUnsignedLong(in.bits(32));
        // A tick is a field; what gives less than one or more than 480 pictures a second is no timing.
        return in.overrun() || units == 0 || scale < units || scale / units > 480 ? null : new long[] {units, scale};
    }

    private static @Nullable Picture picture(byte[] nal) {
        BitReader in = BitReader.ofNal(nal, 1, nal.length - 1);
        int id = in.ue();
        int sequence = in.ue();
        boolean arithmetic = in.flag();
        boolean orderPresent = in.flag();
        int groups = in.ue();
        if (groups > 0) {
            // Flexible macroblock order: no camera writes it.
            return null;
        }
        int references0 = in.ue() + 1;
        int references1 = in.ue() + 1;
        boolean weighted = in.flag();
        int weightedB = in.bits(2);
        in.se();
        in.se();
        in.se();
        in.skip(2);
        boolean redundant = in.flag();
        if (id > 255 || sequence > 31 || references0 > 32 || references1 > 32 || weightedB == 3 || in.overrun()) {
            return null;
        }
        return new Picture(
                nal,
                id,
                sequence,
                arithmetic,
                orderPresent,
                references0,
                references1,
                weighted,
                weightedB,
                redundant,
                false);
    }

    @Override
    public @Nullable NalHead head(byte[] bytes, int offset, int available, int length) {
        int first = bytes[offset];
        int type = first & 0x1f;
        int importance = first >> 5 & 3;
        if (first < 0 || length < 2) {
            return null;
        }
        return switch (type) {
            case 1, 5 -> slice(bytes, offset, available, type, importance);
            case 6 ->
                importance == 0 && message(bytes, offset + 1, available - 1, length) ? NalHead.other(type, true) : null;
            case 7, 8 -> importance != 0 && length < 4096 ? NalHead.other(type, true) : null;
            case 9 ->
                importance == 0 && length < 8 && (bytes[offset + 1] & 0x1f) == 0x10 ? NalHead.other(type, true) : null;
            case 10, 11 -> importance == 0 && length <= 2 ? NalHead.other(type, false) : null;
            case 12 -> importance == 0 && filling(bytes, offset + 1, available - 1) ? NalHead.other(type, false) : null;
            default -> null;
        };
    }

    /** Whether a unit of messages begins with one that fits into it (§7.3.2.3). */
    static boolean message(byte[] bytes, int offset, int available, int length) {
        int at = offset;
        int end = offset + available;
        while (at < end && bytes[at] == -1) {
            at++;
        }
        int kind = at < end ? (at - offset) * 255 + (bytes[at++] & 0xff) : 256;
        int size = 0;
        while (at < end && bytes[at] == -1) {
            size += 255;
            at++;
        }
        size += at < end ? bytes[at] & 0xff : 0;
        return length > 3 && kind < 256 && size + 2 <= length && length < 256 * 1024;
    }

    private static boolean filling(byte[] bytes, int offset, int available) {
        for (int i = offset; i < offset + available - 1; i++) {
            if (bytes[i] != -1) {
                return false;
            }
        }
        return true;
    }

    private @Nullable NalHead slice(byte[] bytes, int offset, int available, int type, int importance) {
        boolean refresh = type == 5;
        if (refresh && importance == 0 || available < 4) {
            return null;
        }
        BitReader in = BitReader.ofNal(bytes, offset + 1, Math.min(available, HEAD_BYTES) - 1);
        int firstUnit = in.ue();
        int kind = in.ue();
        int pictureId = in.ue();
        Picture picture = pictures.get(pictureId);
        if (picture == null || kind > 9) {
            return null;
        }
        Sequence sequence = sequences.get(picture.sequence());
        if (sequence == null || firstUnit >= sequence.units()) {
            return null;
        }
        boolean intra = kind % 5 == 2 || kind % 5 == 4;
        if (refresh && !intra) {
            return null;
        }
        if (sequence.planes()) {
            in.skip(2);
        }
        int frame = in.bits(sequence.frameBits());
        boolean field = false;
        boolean bottom = false;
        if (!sequence.framesOnly() && in.flag()) {
            field = true;
            bottom = in.flag();
        }
        int instant = refresh ? in.ue() : 0;
        if (refresh && (frame != 0 || instant > 65535)) {
            return null;
        }
        int orderLow = 0;
        int shift = 0;
        if (sequence.orderType() == 0) {
            orderLow = in.bits(sequence.orderBits());
            if (picture.orderPresent() && !field) {
                shift = in.se();
            }
        } else if (sequence.orderType() == 1 && !sequence.deltaAlwaysZero()) {
            shift = in.se();
            if (picture.orderPresent() && !field) {
                in.se();
            }
        }
        if (picture.redundant()) {
            in.ue();
        }
        if (!rest(in, kind % 5, picture, sequence, refresh, importance)) {
            return null;
        }
        return new NalHead(
                type,
                true,
                false,
                firstUnit == 0,
                refresh,
                importance != 0,
                frame,
                orderLow,
                shift,
                pictureId,
                instant,
                field,
                bottom);
    }

    /** The rest of the header only proves that it is one. */
    private static boolean rest(
            BitReader in, int kind, Picture picture, Sequence sequence, boolean refresh, int importance) {
        boolean b = kind == 1;
        boolean p = kind == 0 || kind == 3;
        int references0 = picture.references0();
        int references1 = picture.references1();
        if (b) {
            in.skip(1);
        }
        if ((p || b) && in.flag()) {
            references0 = in.ue() + 1;
            references1 = b ? in.ue() + 1 : references1;
            if (references0 > 32 || references1 > 32) {
                return false;
            }
        }
        if ((p || b) && !reordered(in) || b && !reordered(in)) {
            return false;
        }
        if (picture.weighted() && p || picture.weightedB() == 1 && b) {
            in.ue();
            if (sequence.chroma() != 0 && !sequence.planes()) {
                in.ue();
            }
            weights(in, references0, sequence);
            if (b) {
                weights(in, references1, sequence);
            }
        }
        if (importance != 0) {
            if (refresh) {
                in.skip(2);
            } else if (in.flag() && !marked(in)) {
                return false;
            }
        }
        if (picture.arithmetic() && (p || b) && in.ue() > 2) {
            return false;
        }
        int quality = in.se();
        return quality >= -87 && quality <= 87 && !in.overrun();
    }

    private static boolean reordered(BitReader in) {
        if (!in.flag()) {
            return true;
        }
        for (int i = 0; i < 66; i++) {
            int what = in.ue();
            if (what == 3) {
                return true;
            }
            if (what > 3 || in.overrun()) {
                return false;
            }
            in.ue();
        }
        return false;
    }

    private static void weights(BitReader in, int references, Sequence sequence) {
        for (int i = 0; i < references && !in.overrun(); i++) {
            if (in.flag()) {
                in.se();
                in.se();
            }
            if (sequence.chroma() != 0 && !sequence.planes() && in.flag()) {
                in.se();
                in.se();
                in.se();
                in.se();
            }
        }
    }

    private static boolean marked(BitReader in) {
        for (int i = 0; i < 66; i++) {
            int what = in.ue();
            if (what == 0) {
                return true;
            }
            if (what > 6 || in.overrun()) {
                return false;
            }
            if (what != 5) {
                in.ue();
            }
            if (what == 3) {
                in.ue();
            }
        }
        return false;
    }

    @Override
    public boolean startsAnother(NalHead lastSlice, NalHead next) {
        if (!next.slice()) {
            return next.opens();
        }
        // Both fields of a frame are one sample.
        boolean secondField = next.field()
                && lastSlice.field()
                && next.bottom() != lastSlice.bottom()
                && next.frameNumber() == lastSlice.frameNumber()
                && next.first();
        return !secondField && (next.first() || next.another(lastSlice));
    }

    @Override
    public void restart() {
        orderHigh = 0;
        orderLowBefore = 0;
        frameOffset = 0;
        frameBefore = 0;
    }

    @Override
    public int order(NalHead slice) {
        Sequence sequence = of(slice);
        if (sequence == null) {
            return 0;
        }
        if (slice.sync()) {
            restart();
        }
        if (sequence.orderType() == 0) {
            int cycle = 1 << sequence.orderBits();
            int high = orderHigh;
            if (slice.orderLow() < orderLowBefore && orderLowBefore - slice.orderLow() >= cycle / 2) {
                high += cycle;
            } else if (slice.orderLow() > orderLowBefore && slice.orderLow() - orderLowBefore > cycle / 2) {
                high -= cycle;
            }
            if (slice.reference()) {
                orderHigh = high;
                orderLowBefore = slice.orderLow();
            }
            return high + slice.orderLow() + Math.min(0, slice.orderShift());
        }
        // Types 1 and 2: in the order of decoding, unless a camera plays with type 1, which none was seen to do.
        if (!slice.sync() && slice.frameNumber() < frameBefore) {
            frameOffset += 1 << sequence.frameBits();
        }
        frameBefore = slice.frameNumber();
        return 2 * (frameOffset + slice.frameNumber()) - (slice.reference() ? 0 : 1);
    }

    @Override
    public boolean refreshes(NalHead slice) {
        return slice.sync();
    }

    @Override
    public int missingBetween(NalHead before, NalHead next) {
        Sequence sequence = of(next);
        if (sequence == null || next.sync() || before.parameters() != next.parameters()) {
            return -1;
        }
        int cycle = 1 << sequence.frameBits();
        int step = next.frameNumber() - before.frameNumber() + cycle & cycle - 1;
        return before.reference() ? step - 1 : step;
    }

    @Override
    public int orderCycle() {
        return sequences.isEmpty() ? 0 : 1 << sequences.firstEntry().getValue().frameBits();
    }

    private @Nullable Sequence of(NalHead slice) {
        Picture picture = pictures.get(slice.parameters());
        return picture == null ? null : sequences.get(picture.sequence());
    }

    @Override
    public long @Nullable [] timing() {
        return sequences.isEmpty() ? null : sequences.firstEntry().getValue().timing();
    }

    @Override
    public int @Nullable [] size() {
        if (sequences.isEmpty()) {
            return null;
        }
        Sequence sequence = sequences.firstEntry().getValue();
        return new int[] {sequence.width(), sequence.height()};
    }

    @Override
    public byte @Nullable [] configuration() {
        if (pictures.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] first = sequences.firstEntry().getValue().nal();
        out.writeBytes(new byte[] {1, first[1], first[2], first[3], (byte) 0xff, (byte) (0xe0 | sequences.size())});
        sequences.values().forEach(sequence -> sized(out, sequence.nal()));
        out.write(pictures.size());
        pictures.values().forEach(picture -> sized(out, picture.nal()));
        return out.toByteArray();
    }

    private static void sized(ByteArrayOutputStream out, byte[] nal) {
        out.write(nal.length >> 8);
        out.write(nal.length);
        out.writeBytes(nal);
    }
}
