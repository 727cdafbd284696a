package org.vidimus.server.media.salvage.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** H.265 (ITU-T H.265 §7.3): parameter sets, the beginning of slice segment headers and the order of pictures. */
public final class H265 implements NalSyntax {
    private static final int IDR_W_RADL = 19;
    private static final int IDR_N_LP = 20;

    private final TreeMap<Integer, byte[]> videos = new TreeMap<>();
    private final TreeMap<Integer, Sequence> sequences = new TreeMap<>();
    private final TreeMap<Integer, Picture> pictures = new TreeMap<>();
    private int orderHigh;
    private int orderLowBefore;
    private boolean begun;

    private record Sequence(
            byte[] nal,
            int id,
            int orderBits,
            boolean planes,
            int addressBits,
            int units,
            int width,
            int height,
            int chroma,
            int depthLuma,
            int depthChroma) {}

    private record Picture(byte[] nal, int id, int sequence, boolean dependent, boolean outputFlag, int extraBits) {}

    @Override
    public void learn(byte[] nal, int offset, int length) {
        if (length < 4 || length > 8192) {
            return;
        }
        byte[] copy = Arrays.copyOfRange(nal, offset, offset + length);
        switch (copy[0] >> 1 & 0x3f) {
            case 32 -> videos.put((copy[2] & 0xff) >> 4, copy);
            case 33 -> {
                Sequence read = sequence(copy);
                if (read != null) {
                    sequences.put(read.id(), read);
                }
            }
            case 34 -> {
                Picture read = picture(copy);
                if (read != null && sequences.containsKey(read.sequence())) {
                    pictures.put(read.id(), read);
                }
            }
            default -> {
                // No parameter set.
            }
        }
    }

    @Override
    public boolean knows() {
        return !pictures.isEmpty();
    }

    @Override
    public boolean isParameterSet(int type) {
        return type >= 32 && type <= 34;
    }

    private static @Nullable Sequence sequence(byte[] nal) {
        BitReader in = BitReader.ofNal(nal, 2, nal.length - 2);
        in.skip(4);
        int layers = in.bits(3);
        in.skip(1);
        in.skip(88 + 8);
        boolean[] profile = new boolean[layers];
        boolean[] level = new boolean[layers];
        for (int i = 0; i < layers; i++) {
            profile[i] = in.flag();
            level[i] = in.flag();
        }
        if (layers > 0) {
            in.skip(2 * (8 - layers));
        }
        for (int i = 0; i < layers; i++) {
            in.skip((profile[i] ? 88 : 0) + (level[i] ? 8 : 0));
        }
        int id = in.ue();
        int chroma = in.ue();
        boolean planes = chroma == 3 && in.flag();
        int width = in.ue();
        int height = in.ue();
        int[] crop = new int[4];
        if (in.flag()) {
            for (int i = 0; i < 4; i++) {
                crop[i] = in.ue();
            }
        }
        int depthLuma = in.ue();
        int depthChroma = in.ue();
        int orderBits = in.ue() + 4;
        boolean each = in.flag();
        for (int i = each ? 0 : layers; i <= layers; i++) {
            in.ue();
            in.ue();
            in.ue();
        }
        int smallest = in.ue() + 3;
        int largest = smallest + in.ue();
        boolean possible = id < 16
                && chroma < 4
                && orderBits <= 16
                && largest >= 3
                && largest <= 6
                && width > 0
                && height > 0
                && width <= 16384
                && height <= 16384
                && !in.overrun();
        if (!possible) {
            return null;
        }
        int across = width + (1 << largest) - 1 >> largest;
        int down = height + (1 << largest) - 1 >> largest;
        int units = across * down;
        int addressBits = 32 - Integer.numberOfLeadingZeros(Math.max(0, units - 1));
        int cropX = chroma == 1 || chroma == 2 ? 2 : 1;
        int cropY = chroma == 1 ? 2 : 1;
        return new Sequence(
                nal,
                id,
                orderBits,
                planes,
                addressBits,
                units,
                width - (crop[0] + crop[1]) * cropX,
                height - (crop[2] + crop[3]) * cropY,
                chroma,
                depthLuma,
                depthChroma);
    }

    private static @Nullable Picture picture(byte[] nal) {
        BitReader in = BitReader.ofNal(nal, 2, nal.length - 2);
        int id = in.ue();
        int sequence = in.ue();
        boolean dependent = in.flag();
        boolean output = in.flag();
        int extra = in.bits(3);
        return id > 63 || sequence > 15 || in.overrun()
                ? null
                : new Picture(nal, id, sequence, dependent, output, extra);
    }

    @Override
    public @Nullable NalHead head(byte[] bytes, int offset, int available, int length) {
        if (length < 3 || available < 3 || bytes[offset] < 0) {
            return null;
        }
        int type = bytes[offset] >> 1 & 0x3f;
        int layer = (bytes[offset] & 1) << 5 | (bytes[offset + 1] & 0xff) >> 3;
        int sublayer = bytes[offset + 1] & 7;
        if (layer != 0 || sublayer == 0) {
            return null;
        }
        if (type <= 9 || type >= 16 && type <= 21) {
            return slice(bytes, offset, available, type);
        }
        return switch (type) {
            case 32, 33, 34 -> length < 8192 ? NalHead.other(type, true) : null;
            case 35 -> length < 8 ? NalHead.other(type, true) : null;
            case 36, 37 -> length <= 3 ? NalHead.other(type, false) : null;
            case 39, 40 ->
                H264.message(bytes, offset + 2, available - 2, length) ? NalHead.other(type, type == 39) : null;
            default -> null;
        };
    }

    private @Nullable NalHead slice(byte[] bytes, int offset, int available, int type) {
        BitReader in = BitReader.ofNal(bytes, offset + 2, Math.min(available, HEAD_BYTES) - 2);
        boolean first = in.flag();
        boolean point = type >= 16;
        if (point) {
            in.skip(1);
        }
        int pictureId = in.ue();
        Picture picture = pictures.get(pictureId);
        if (picture == null) {
            return null;
        }
        Sequence sequence = sequences.get(picture.sequence());
        if (sequence == null) {
            return null;
        }
        boolean dependent = false;
        if (!first) {
            dependent = picture.dependent() && in.flag();
            int address = in.bits(sequence.addressBits());
            if (address == 0 || address >= sequence.units()) {
                return null;
            }
        }
        int orderLow = 0;
        if (!dependent) {
            in.skip(picture.extraBits());
            int kind = in.ue();
            // 2 is intra, which a point of entry has to be.
            if (kind > 2 || point && kind != 2) {
                return null;
            }
            in.skip(picture.outputFlag() ? 1 : 0);
            in.skip(sequence.planes() ? 2 : 0);
            if (type != IDR_W_RADL && type != IDR_N_LP) {
                orderLow = in.bits(sequence.orderBits());
            }
        }
        if (in.overrun()) {
            return null;
        }
        // Even types below 16 are of pictures that nothing of their own layer leans on.
        boolean reference = point || (type & 1) == 1;
        return new NalHead(type, true, false, first, point, reference, 0, orderLow, 0, pictureId, type, false, false);
    }

    @Override
    public boolean startsAnother(NalHead lastSlice, NalHead next) {
        return next.slice() ? next.first() : next.opens();
    }

    @Override
    public void restart() {
        orderHigh = 0;
        orderLowBefore = 0;
        begun = false;
    }

    @Override
    public boolean refreshes(NalHead slice) {
        return slice.type() == IDR_W_RADL
                || slice.type() == IDR_N_LP
                || slice.sync() && slice.type() < IDR_W_RADL && !begun;
    }

    @Override
    public int order(NalHead slice) {
        Picture picture = pictures.get(slice.parameters());
        Sequence sequence = picture == null ? null : sequences.get(picture.sequence());
        if (sequence == null) {
            return 0;
        }
        if (refreshes(slice)) {
            restart();
        }
        begun = true;
        int cycle = 1 << sequence.orderBits();
        int high = orderHigh;
        if (slice.orderLow() < orderLowBefore && orderLowBefore - slice.orderLow() >= cycle / 2) {
            high += cycle;
        } else if (slice.orderLow() > orderLowBefore && slice.orderLow() - orderLowBefore > cycle / 2) {
            high -= cycle;
        }
        // Leading and unreferenced pictures do not move the count (§8.3.1).
        if (slice.reference() && !(slice.type() >= 6 && slice.type() <= 9)) {
            orderHigh = high;
            orderLowBefore = slice.orderLow();
        }
        return high + slice.orderLow();
    }

    @Override
    public int missingBetween(NalHead before, NalHead next) {
        return -1;
    }

    @Override
    public int orderCycle() {
        return sequences.isEmpty() ? 0 : 1 << sequences.firstEntry().getValue().orderBits();
    }

    @Override
    public long @Nullable [] timing() {
        return null;
    }

    @Override
    public int @Nullable [] size() {
        if (sequences.isEmpty()) {
            return null;
        }
        Sequence sequence = sequences.firstEntry().getValue();
        return new int[] {sequence.width(), sequence.height()};
    }

    /** {@code hvcC} (ISO/IEC 14496-15 §8.3.3.1), its profile copied from the sequence. */
    @Override
    public byte @Nullable [] configuration() {
        if (pictures.isEmpty()) {
            return null;
        }
        Sequence sequence = sequences.firstEntry().getValue();
        byte[] payload = unescaped(sequence.nal());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        out.write(payload, 3, 12);
        out.writeBytes(new byte[] {
            (byte) 0xf0,
            0,
            (byte) 0xfc,
            (byte) (0xfc | sequence.chroma()),
            (byte) (0xf8 | sequence.depthLuma()),
            (byte) (0xf8 | sequence.depthChroma()),
            0,
            0,
            0x0f
        });
        List<byte[]> sps = sequences.values().stream().map(Sequence::nal).toList();
        List<byte[]> pps = pictures.values().stream().map(Picture::nal).toList();
        out.write(3);
        array(out, 32, List.copyOf(videos.values()));
        array(out, 33, sps);
        array(out, 34, pps);
        return out.toByteArray();
    }

    private static void array(ByteArrayOutputStream out, int type, List<byte[]> nals) {
        out.write(0x80 | type);
        out.write(nals.size() >> 8);
        out.write(nals.size());
        for (byte[] nal : nals) {
            out.write(nal.length >> 8);
            out.write(nal.length);
            out.writeBytes(nal);
        }
    }

    private static byte[] unescaped(byte[] nal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int zeros = 0;
        for (byte b : nal) {
            if (zeros >= 2 && b == 3) {
                zeros = 0;
                continue;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            out.write(b);
        }
        byte[] all = out.toByteArray();
        return all.length >= 15 ? all : Arrays.copyOf(all, 15);
    }
}
