package org.vidimus.cameras;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An MP4 file with one H.264 track (ISO/IEC 14496-12 and -15), its index in front. */
final class Mp4 {
    private static final long SECONDS_1904_TO_1970 = 2_082_844_800L;
    private static final int TICKS = 1000;
    private static final int[] MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

    private final List<byte[]> samples = new ArrayList<>();
    private final List<Integer> keys = new ArrayList<>();
    private final int sampleTicks;

    Mp4(int sampleMillis) {
        sampleTicks = sampleMillis * TICKS / 1000;
    }

    void key(byte[] unit) {
        samples.add(unit);
        keys.add(samples.size());
    }

    void add(byte[] unit) {
        samples.add(unit);
    }

    /** The whole file. */
    byte[] file(Instant created, byte[] sequence, byte[] picture) {
        byte[] type = box("ftyp", text("isom"), ints(512), text("isomiso2avc1mp41"));
        int length = index(created, sequence, picture, 0).length;
        byte[] index = index(created, sequence, picture, type.length + length + 8);
        return join(type, index, data());
    }

    /** What is left when the camera goes off while it writes: no index. */
    byte[] cutShort() {
        return join(box("ftyp", text("isom"), ints(512), text("isomiso2avc1mp41")), data());
    }

    private byte[] data() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] sample : samples) {
            all.writeBytes(ints(sample.length));
            all.writeBytes(sample);
        }
        return box("mdat", all.toByteArray());
    }

    private byte[] index(Instant created, byte[] sequence, byte[] picture, int dataAt) {
        int at = (int) (created.getEpochSecond() + SECONDS_1904_TO_1970);
        int length = samples.size() * sampleTicks;
        byte[] header = full(
                "mvhd",
                0,
                ints(at, at, TICKS, length, 0x10000, 0x01000000, 0, 0),
                ints(MATRIX),
                ints(0, 0, 0, 0, 0, 0, 2));
        byte[] track = full(
                "tkhd",
                3,
                ints(at, at, 1, 0, length, 0, 0, 0, 0),
                ints(MATRIX),
                ints(Picture.WIDTH << 16, Picture.HEIGHT << 16));
        byte[] media = full("mdhd", 0, ints(at, at, TICKS, length, 0x55C40000));
        byte[] handler = full("hdlr", 0, ints(0), text("vide"), ints(0, 0, 0), text("video\0"));
        byte[] where = box("dinf", full("dref", 0, ints(1), full("url ", 1)));
        byte[] table = box("stbl", description(sequence, picture), table(dataAt));
        byte[] info = box("minf", full("vmhd", 1, ints(0, 0)), where, table);
        return box("moov", header, box("trak", track, box("mdia", media, handler, info)));
    }

    private static byte[] description(byte[] sequence, byte[] picture) {
        byte[] config = box(
                "avcC",
                new byte[] {1, sequence[1], sequence[2], sequence[3], (byte) 0xFF, (byte) 0xE1},
                shorts(sequence.length),
                sequence,
                new byte[] {1},
                shorts(picture.length),
                picture);
        byte[] entry = box(
                "avc1",
                new byte[6],
                shorts(1),
                new byte[16],
                shorts(Picture.WIDTH, Picture.HEIGHT),
                ints(0x480000, 0x480000, 0),
                shorts(1),
                new byte[32],
                shorts(24, 0xFFFF),
                config);
        return full("stsd", 0, ints(1), entry);
    }

    private byte[] table(int dataAt) {
        int[] sizes = samples.stream().mapToInt(sample -> sample.length + 4).toArray();
        int[] sync = keys.stream().mapToInt(Integer::intValue).toArray();
        return join(
                full("stts", 0, ints(1, samples.size(), sampleTicks)),
                full("stss", 0, ints(sync.length), ints(sync)),
                full("stsc", 0, ints(1, 1, samples.size(), 1)),
                full("stsz", 0, ints(0, sizes.length), ints(sizes)),
                full("stco", 0, ints(1, dataAt)));
    }

    static byte[] box(String type, byte[]... parts) {
        byte[] inside = join(parts);
        return join(ints(inside.length + 8), text(type), inside);
    }

    private static byte[] full(String type, int flags, byte[]... parts) {
        return box(type, ints(flags), join(parts));
    }

    private static byte[] text(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 2);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return buffer.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
