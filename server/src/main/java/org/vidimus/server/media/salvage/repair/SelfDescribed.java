package org.vidimus.server.media.salvage.repair;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Box;
import org.vidimus.server.media.salvage.codec.AacFrames;
import org.vidimus.server.media.salvage.codec.H264;
import org.vidimus.server.media.salvage.codec.H265;
import org.vidimus.server.media.salvage.codec.NalHead;
import org.vidimus.server.media.salvage.codec.NalSyntax;
import org.vidimus.server.media.salvage.repair.Recovered.Note;

/**
 * Tracks described by the stream alone, where there is neither an index nor a sound file: many cameras repeat the parameter sets
 * of their pictures in the stream. The sampling rate and channels of AAC are guessed: the guess under which most frames can be
 * read to their end.
 */
final class SelfDescribed {
    private static final long SEARCH_BYTES = 64L << 20;
    private static final long SOUND_SEARCH_BYTES = 2L << 20;
    private static final int FEW_FRAMES = 8;
    private static final int SURE_FRAMES = 24;

    private SelfDescribed() {}

    static List<TrackShape.Indexed> tracks(Source source, List<Box> media, List<Note> notes) throws IOException {
        List<TrackShape.Indexed> tracks = new ArrayList<>();
        for (Box box : media) {
            long end = Math.min(box.end(), source.lengthBytes());
            for (NalSyntax syntax : List.of(new H264(), new H265())) {
                if (tracks.isEmpty() && learn(source, box.body(), end, syntax)) {
                    tracks.add(new TrackShape.Indexed(video(syntax), Tables.NONE));
                    notes.add(new Note("described-by-stream", 0));
                }
            }
            if (!tracks.isEmpty()) {
                TrackShape sound = sound(source, box.body(), end, FEW_FRAMES, 2);
                if (sound != null) {
                    tracks.add(new TrackShape.Indexed(sound, Tables.NONE));
                    notes.add(new Note("sound-guessed", sound.timescale()));
                }
                return tracks;
            }
        }
        return tracks;
    }

    /** Sound that lies beside pictures which are known: the index of a recording may have lost it. */
    static Optional<TrackShape.Indexed> soundBeside(
            Source source, List<Box> media, List<TrackShape.Indexed> known, List<Note> notes) throws IOException {
        int free =
                known.stream().mapToInt(track -> track.shape().number()).max().orElse(0) + 1;
        for (Box box : media) {
            TrackShape sound = sound(source, box.body(), Math.min(box.end(), source.lengthBytes()), SURE_FRAMES, free);
            if (sound != null) {
                notes.add(new Note("sound-guessed", sound.timescale()));
                return Optional.of(new TrackShape.Indexed(sound, Tables.NONE));
            }
        }
        return Optional.empty();
    }

    /** Finds parameter sets between lengths of four bytes, or after start codes. */
    private static boolean learn(Source source, long from, long until, NalSyntax syntax) throws IOException {
        long end = Math.min(until, from + SEARCH_BYTES);
        for (long at = from; at + 8 < end && !syntax.knows(); at++) {
            long length = source.u32(at);
            if (length < 4 || length > 4096 || at + 4 + length > until) {
                continue;
            }
            if (parameterSet(source, at + 4, (int) length, syntax)) {
                byte[] nal = source.read(at + 4, (int) length);
                syntax.learn(nal, 0, nal.length);
                at += 3 + length;
            }
        }
        return syntax.knows();
    }

    private static boolean parameterSet(Source source, long at, int length, NalSyntax syntax) throws IOException {
        byte[] start = source.upTo(at, Math.min(length, 8));
        if (start.length < 4) {
            return false;
        }
        NalHead head = syntax.head(start, 0, start.length, length);
        return head != null && syntax.isParameterSet(head.type());
    }

    static TrackShape video(NalSyntax syntax) throws IOException {
        int[] size = syntax.size();
        byte[] config = syntax.configuration();
        if (size == null || config == null) {
            throw new IllegalStateException("asked before parameter sets were known");
        }
        boolean avc = syntax instanceof H264;
        ByteBuffer entry = ByteBuffer.allocate(78);
        entry.putShort(6, (short) 1).putShort(24, (short) size[0]).putShort(26, (short) size[1]);
        entry.putInt(28, 0x480000)
                .putInt(32, 0x480000)
                .putShort(40, (short) 1)
                .putShort(74, (short) 24)
                .putShort(76, (short) -1);
        byte[] coded =
                MovieFile.box(avc ? "avc1" : "hvc1", entry.array(), MovieFile.box(avc ? "avcC" : "hvcC", config));
        ByteBuffer header = ByteBuffer.allocate(92);
        header.putInt(92)
                .putInt(0x746b6864)
                .putInt(3)
                .putInt(20, 1)
                .putInt(48, 0x10000)
                .putInt(64, 0x10000);
        header.putInt(80, 0x40000000).putInt(84, size[0] << 16).putInt(88, size[1] << 16);
        return new TrackShape(
                1,
                "vide",
                avc ? "avc1" : "hvc1",
                90_000,
                stsd(coded),
                header.array(),
                handler("vide"),
                new byte[0],
                0x55c4,
                0,
                0);
    }

    private static byte[] stsd(byte[] entry) throws IOException {
        return MovieFile.box("stsd", new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, entry);
    }

    private static byte[] handler(String type) throws IOException {
        return MovieFile.box(
                "hdlr",
                ("\0\0\0\0\0\0\0\0" + type + "\0\0\0\0\0\0\0\0\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** GoPro's measurements, which tell themselves wherever they are. */
    static TrackShape measurements() throws IOException {
        byte[] entry = MovieFile.box("gpmd", new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
        return new TrackShape(
                9,
                "meta",
                "gpmd",
                1000,
                stsd(entry),
                new byte[0],
                handler("meta"),
                MovieFile.box("gmhd", MovieFile.box("gmin", new byte[16])),
                0x55c4,
                0,
                0);
    }

    /** The configuration of AAC under which most frames follow each other. */
    private static @Nullable TrackShape sound(Source source, long from, long until, int least, int number)
            throws IOException {
        int best = 0;
        int[] guess = null;
        byte[] bytes = source.upTo(from, (int) Math.min(SOUND_SEARCH_BYTES, until - from));
        for (int[] rate : new int[][] {{3, 48_000}, {4, 44_100}, {8, 16_000}, {5, 32_000}, {6, 24_000}, {11, 8_000}}) {
            for (int channels = 1; channels <= 2; channels++) {
                int found = frames(bytes, new AacFrames(rate[0], channels), channels);
                if (found > best * 5 / 4 && found >= least) {
                    best = found;
                    guess = new int[] {rate[0], rate[1], channels};
                }
            }
        }
        return guess == null ? null : aac(number, guess[0], guess[1], guess[2]);
    }

    private static int frames(byte[] bytes, AacFrames frames, int channels) {
        int count = 0;
        int at = 0;
        while (at < bytes.length) {
            boolean likely = channels == 2
                    ? (bytes[at] & 0xfe) == 0x20
                    : (bytes[at] & 0xfe) == 0 && at + 1 < bytes.length && bytes[at + 1] != 0;
            int length = likely ? frames.length(bytes, at) : 0;
            if (length > 32) {
                count++;
                at += length;
            } else {
                at++;
            }
        }
        return count;
    }

    private static TrackShape aac(int number, int rateIndex, int rate, int channels) throws IOException {
        ByteArrayOutputStream esds = new ByteArrayOutputStream();
        esds.writeBytes(
                new byte[] {0, 0, 0, 0, 3, 25, 0, 1, 0, 4, 17, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 2});
        int config = 2 << 11 | rateIndex << 7 | channels << 3;
        esds.write(config >> 8);
        esds.write(config);
        esds.writeBytes(new byte[] {6, 1, 2});
        ByteBuffer entry = ByteBuffer.allocate(28);
        entry.putShort(6, (short) 1)
                .putShort(16, (short) channels)
                .putShort(18, (short) 16)
                .putInt(24, rate << 16);
        byte[] coded = MovieFile.box("mp4a", entry.array(), MovieFile.box("esds", esds.toByteArray()));
        return new TrackShape(
                number, "soun", "mp4a", rate, stsd(coded), new byte[0], handler("soun"), new byte[0], 0x55c4, 0, 0);
    }
}
