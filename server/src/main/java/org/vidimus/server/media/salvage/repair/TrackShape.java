package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Box;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.codec.AacFrames;
import org.vidimus.server.media.salvage.codec.H264;
import org.vidimus.server.media.salvage.codec.H265;
import org.vidimus.server.media.salvage.codec.NalSyntax;

/**
 * How one track is described: everything of a {@code trak} but where its samples are.
 *
 * @param number track number ({@code track_ID})
 * @param format four characters of its sample description
 * @param description whole {@code stsd} box
 * @param header the {@code tkhd} box, for its rotation and size
 * @param handlerBox whole {@code hdlr} box
 * @param mediaHeader whole {@code vmhd}, {@code smhd}, {@code nmhd} or {@code gmhd} box
 * @param language the packed language of {@code mdhd}
 * @param editStart where in the media the first edit begins, in the track's units
 * @param editDelayMillis for how long nothing of the track is shown at first
 */
record TrackShape(
        int number,
        String handler,
        String format,
        long timescale,
        byte[] description,
        byte[] header,
        byte[] handlerBox,
        byte[] mediaHeader,
        int language,
        long editStart,
        long editDelayMillis) {
    private static final int MOST_TRACKS = 32;

    /** A track with its samples, as an index names them. */
    record Indexed(TrackShape shape, Tables tables) {}

    /** All tracks that an index describes well enough; it may be cut off. */
    static List<Indexed> tracks(Bytes bytes, Box moov, long fileLength) throws IOException {
        List<Indexed> tracks = new ArrayList<>();
        long movieScale = movieScale(bytes, moov);
        for (Box trak : Tables.children(bytes, moov)) {
            if (trak.type().equals("trak") && tracks.size() < MOST_TRACKS) {
                one(bytes, trak, fileLength, movieScale).ifPresent(tracks::add);
            }
        }
        return tracks;
    }

    private static Optional<Indexed> one(Bytes bytes, Box trak, long fileLength, long movieScale) throws IOException {
        Optional<Box> mdhd = Tables.find(bytes, trak, "mdia", "mdhd");
        Optional<Box> hdlr = Tables.find(bytes, trak, "mdia", "hdlr");
        Optional<Box> stbl = Tables.find(bytes, trak, "mdia", "minf", "stbl");
        Optional<Box> stsd = Tables.find(bytes, trak, "mdia", "minf", "stbl", "stsd");
        boolean enough = stsd.isPresent()
                && mdhd.isPresent()
                && hdlr.isPresent()
                && stbl.isPresent()
                && stsd.get().bodyLength() >= 16
                && stsd.get().bodyLength() < 1_000_000
                && mdhd.get().bodyLength() >= 24
                && hdlr.get().bodyLength() >= 12
                && hdlr.get().bodyLength() < 65_536;
        if (!enough) {
            return Optional.empty();
        }
        ByteBuffer times = ByteBuffer.wrap(whole(bytes, mdhd.get()));
        boolean wide = times.get(8) == 1;
        long timescale = Math.max(1, Integer.toUnsignedLong(times.getInt(8 + (wide ? 20 : 12))));
        int languageAt = 8 + (wide ? 32 : 20);
        int language = languageAt + 2 <= times.limit() ? times.getShort(languageAt) & 0xffff : 0x55c4;
        byte[] description = whole(bytes, stsd.get());
        Optional<Box> tkhd = Tables.find(bytes, trak, "tkhd");
        byte[] header = tkhd.isPresent() && tkhd.get().bodyLength() >= 84 ? whole(bytes, tkhd.get()) : new byte[0];
        int number = header.length == 0 ? 1 : ByteBuffer.wrap(header).getInt(header[8] == 1 ? 28 : 20);
        TrackShape shape = new TrackShape(
                number,
                text(bytes, hdlr.get().body() + 8),
                new String(description, 20, 4, StandardCharsets.ISO_8859_1),
                timescale,
                description,
                header,
                whole(bytes, hdlr.get()),
                mediaHeader(bytes, trak),
                language,
                editStart(bytes, trak),
                editDelayMillis(bytes, trak, movieScale));
        return Optional.of(new Indexed(shape, Tables.read(bytes, stbl.get(), fileLength)));
    }

    private static byte[] mediaHeader(Bytes bytes, Box trak) throws IOException {
        Optional<Box> minf = Tables.find(bytes, trak, "mdia", "minf");
        if (minf.isPresent()) {
            for (Box box : Tables.children(bytes, minf.get())) {
                if (List.of("vmhd", "smhd", "nmhd", "gmhd", "hmhd", "sthd").contains(box.type())
                        && box.bodyLength() < 65_536) {
                    return whole(bytes, box);
                }
            }
        }
        return new byte[0];
    }

    private static Optional<ByteBuffer> edits(Bytes bytes, Box trak) throws IOException {
        Optional<Box> elst = Tables.find(bytes, trak, "edts", "elst");
        if (elst.isEmpty() || elst.get().bodyLength() < 20 || elst.get().bodyLength() > 65_536) {
            return Optional.empty();
        }
        return Optional.of(
                ByteBuffer.wrap(bytes.read(elst.get().body(), (int) elst.get().bodyLength())));
    }

    private static long editStart(Bytes bytes, Box trak) throws IOException {
        Optional<ByteBuffer> edits = edits(bytes, trak);
        if (edits.isEmpty()) {
            return 0;
        }
        ByteBuffer body = edits.get();
        boolean wide = body.get(0) == 1;
        int entry = wide ? 20 : 12;
        for (int at = 8; at + entry <= body.limit(); at += entry) {
            long start = wide ? body.getLong(at + 8) : body.getInt(at + 4);
            if (start >= 0) {
                return start;
            }
        }
        return 0;
    }

    /** Units of time a second in which edits are counted. */
    private static long movieScale(Bytes bytes, Box moov) throws IOException {
        Optional<Box> mvhd = Tables.find(bytes, moov, "mvhd");
        if (mvhd.isEmpty() || mvhd.get().bodyLength() < 32) {
            return 1000;
        }
        ByteBuffer body = ByteBuffer.wrap(bytes.read(mvhd.get().body(), 32));
        return Math.max(1, Integer.toUnsignedLong(body.getInt(body.get(0) == 1 ? 20 : 12)));
    }

    /** An edit without media before all others. */
    private static long editDelayMillis(Bytes bytes, Box trak, long movieScale) throws IOException {
        Optional<ByteBuffer> edits = edits(bytes, trak);
        if (edits.isEmpty()) {
            return 0;
        }
        ByteBuffer body = edits.get();
        boolean wide = body.get(0) == 1;
        if (body.limit() < 8 + (wide ? 20 : 12)) {
            return 0;
        }
        long start = wide ? body.getLong(16) : body.getInt(12);
        long lasts = wide ? body.getLong(8) : Integer.toUnsignedLong(body.getInt(8));
        // More than an hour of nothing is no camera's doing.
        return start == -1 && lasts > 0 && lasts / movieScale < 3600 ? lasts * 1000 / movieScale : 0;
    }

    private static byte[] whole(Bytes bytes, Box box) throws IOException {
        byte[] all = bytes.read(box.start(), Math.toIntExact(box.end() - box.start()));
        ByteBuffer.wrap(all).putInt(0, all.length);
        return all;
    }

    private static String text(Bytes bytes, long at) throws IOException {
        return new String(bytes.read(at, 4), StandardCharsets.ISO_8859_1);
    }

    /** The same, shown from the beginning. */
    TrackShape withoutDelay() {
        return new TrackShape(
                number,
                handler,
                format,
                timescale,
                description,
                header,
                handlerBox,
                mediaHeader,
                language,
                editStart,
                0);
    }

    boolean video() {
        return handler.equals("vide");
    }

    boolean audio() {
        return handler.equals("soun");
    }

    /** What finds its pictures, if they are coded in NAL units. */
    @Nullable
    Supplier<NalSyntax> syntax() {
        return switch (format) {
            case "avc1", "avc3", "dva1", "dvav" -> () -> configured(new H264());
            case "hvc1", "hev1", "dvh1", "dvhe" -> () -> configured(new H265());
            default -> null;
        };
    }

    private NalSyntax configured(NalSyntax syntax) {
        byte[] config = box(syntax instanceof H264 ? "avcC" : "hvcC");
        if (syntax instanceof H264) {
            parameterSets(config, syntax);
        } else {
            parameterArrays(config, syntax);
        }
        return syntax;
    }

    private static void parameterSets(byte[] config, NalSyntax syntax) {
        int at = 6;
        int left = config.length > 5 ? config[5] & 0x1f : 0;
        boolean pictures = false;
        while (at + 2 <= config.length) {
            if (left == 0) {
                if (pictures) {
                    return;
                }
                pictures = true;
                left = config[at++] & 0xff;
                continue;
            }
            int length = (config[at] & 0xff) << 8 | config[at + 1] & 0xff;
            at += 2;
            if (at + length > config.length) {
                return;
            }
            syntax.learn(config, at, length);
            at += length;
            left--;
        }
    }

    private static void parameterArrays(byte[] config, NalSyntax syntax) {
        int at = 23;
        int arrays = config.length > 22 ? config[22] & 0xff : 0;
        for (int i = 0; i < arrays && at + 3 <= config.length; i++) {
            int count = (config[at + 1] & 0xff) << 8 | config[at + 2] & 0xff;
            at += 3;
            for (int k = 0; k < count && at + 2 <= config.length; k++) {
                int length = (config[at] & 0xff) << 8 | config[at + 1] & 0xff;
                at += 2;
                if (at + length > config.length) {
                    return;
                }
                syntax.learn(config, at, length);
                at += length;
            }
        }
    }

    /** Bytes of the length before each NAL unit. */
    int nalLengthBytes() {
        byte[] avc = box("avcC");
        if (avc.length > 4) {
            return (avc[4] & 3) + 1;
        }
        byte[] hevc = box("hvcC");
        return hevc.length > 21 ? (hevc[21] & 3) + 1 : 4;
    }

    /** The content of a box within the sample description; empty if there is none. */
    private byte[] box(String type) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 24; at + 8 <= description.length; at++) {
            boolean here = description[at + 4] == name[0]
                    && description[at + 5] == name[1]
                    && description[at + 6] == name[2]
                    && description[at + 7] == name[3];
            if (here) {
                int size = ByteBuffer.wrap(description).getInt(at);
                if (size >= 8 && at + size <= description.length) {
                    return java.util.Arrays.copyOfRange(description, at + 8, at + size);
                }
            }
        }
        return new byte[0];
    }

    /** What finds its frames, if they are AAC-LC. */
    @Nullable
    AacFrames aac() {
        if (!format.equals("mp4a")) {
            return null;
        }
        byte[] esds = box("esds");
        // The configuration is the descriptor of tag 5; lengths are in groups of seven bits.
        for (int at = 4; at + 2 < esds.length; at++) {
            if (esds[at] == 5 && at >= 4) {
                int length = 0;
                int p = at + 1;
                int more;
                do {
                    more = p < esds.length ? esds[p++] & 0xff : 0;
                    length = length << 7 | more & 0x7f;
                } while ((more & 0x80) != 0);
                if (length >= 2 && length <= 64 && p + length <= esds.length) {
                    AacFrames frames = AacFrames.of(java.util.Arrays.copyOfRange(esds, p, p + length));
                    if (frames != null) {
                        return frames;
                    }
                }
            }
        }
        return null;
    }

    /** Bytes of one sample of plain sound, or 0 if it is none. */
    int plainBytes() {
        if (!audio() || description.length < 44) {
            return 0;
        }
        ByteBuffer body = ByteBuffer.wrap(description);
        int channels = body.getShort(40) & 0xffff;
        int bits = body.getShort(42) & 0xffff;
        return switch (format) {
            case "twos", "sowt", "raw ", "lpcm", "ipcm", "NONE" -> Math.max(1, channels * Math.max(8, bits) / 8);
            case "in24" -> channels * 3;
            case "in32", "fl32" -> channels * 4;
            case "fl64" -> channels * 8;
            case "ulaw", "alaw" -> channels;
            default -> 0;
        };
    }
}
