package org.vidimus.server.media.salvage.repair;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.vidimus.server.media.mp4.Bytes;

/**
 * A playable MP4 of samples that were found: a new index, then the samples' own bytes, not one of them changed. It is a view of
 * the source and takes only its index's memory.
 */
public final class MovieFile implements Bytes {
    private static final int MOVIE_SCALE = 1000;

    private final Bytes source;
    private final byte[] head;
    private final Body body;

    private MovieFile(Bytes source, byte[] head, Body body) {
        this.source = source;
        this.head = head;
        this.body = body;
    }

    /** What is copied, in the order of the source: which track, which sample. */
    private static final class Body {
        final long[] starts;
        final long[] offsets;
        final int[] lengths;
        final boolean[] prefixed;
        int count;
        long total;

        Body(int most) {
            starts = new long[most];
            offsets = new long[most];
            lengths = new int[most];
            prefixed = new boolean[most];
        }

        void add(long offset, int length, boolean lengthBefore) {
            starts[count] = total;
            offsets[count] = offset;
            lengths[count] = length;
            prefixed[count++] = lengthBefore;
            total += length + (lengthBefore ? 4 : 0);
        }
    }

    /** @throws IllegalArgumentException if there is no sample */
    public static MovieFile of(Bytes source, List<FoundTrack> tracks) throws IOException {
        int entries = 0;
        int pieces = 0;
        for (FoundTrack track : tracks) {
            entries += track.count();
            pieces += track.startCodes() ? track.firstPieceOf(track.count()) : track.count();
        }
        if (entries == 0) {
            throw new IllegalArgumentException("no sample to write");
        }
        long[][] order = new long[entries][];
        int at = 0;
        for (int t = 0; t < tracks.size(); t++) {
            for (int s = 0; s < tracks.get(t).count(); s++) {
                order[at++] = new long[] {tracks.get(t).offset(s), t, s};
            }
        }
        Arrays.sort(order, (a, b) -> Long.compare(a[0], b[0]));
        Body body = new Body(pieces);
        long[][] places = new long[tracks.size()][];
        for (int t = 0; t < tracks.size(); t++) {
            places[t] = new long[tracks.get(t).count()];
        }
        for (long[] entry : order) {
            FoundTrack track = tracks.get((int) entry[1]);
            int sample = (int) entry[2];
            places[(int) entry[1]][sample] = body.total;
            if (track.startCodes()) {
                for (int p = track.firstPieceOf(sample); p < track.firstPieceOf(sample + 1); p++) {
                    body.add(track.pieceOffset(p), track.pieceLength(p), true);
                }
            } else {
                body.add(entry[0], track.length(sample), false);
            }
        }
        byte[] first = index(tracks, places, 0);
        long mdat = 24 + first.length + 16L;
        byte[] index = index(tracks, places, mdat);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(box("ftyp", "isom\0\0\2\0isommp42".getBytes(StandardCharsets.ISO_8859_1)));
        head.writeBytes(index);
        head.writeBytes(ByteBuffer.allocate(16)
                .putInt(1)
                .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
                .putLong(body.total + 16)
                .array());
        return new MovieFile(source, head.toByteArray(), body);
    }

    @Override
    public long lengthBytes() {
        return head.length + body.total;
    }

    @Override
    public byte[] read(long offsetBytes, int lengthBytes) throws IOException {
        if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes > lengthBytes() - lengthBytes) {
            throw new EOFException("bytes " + offsetBytes + "+" + lengthBytes + " of " + lengthBytes());
        }
        byte[] out = new byte[lengthBytes];
        int done = 0;
        if (offsetBytes < head.length) {
            done = (int) Math.min(lengthBytes, head.length - offsetBytes);
            System.arraycopy(head, (int) offsetBytes, out, 0, done);
        }
        while (done < lengthBytes) {
            long at = offsetBytes + done - head.length;
            int entry = Arrays.binarySearch(body.starts, 0, body.count, at);
            entry = entry >= 0 ? lastAt(entry) : -entry - 2;
            int within = (int) (at - body.starts[entry]);
            if (body.prefixed[entry] && within < 4) {
                out[done++] = (byte) (body.lengths[entry] >> 8 * (3 - within));
                continue;
            }
            within -= body.prefixed[entry] ? 4 : 0;
            int n = Math.min(lengthBytes - done, body.lengths[entry] - within);
            System.arraycopy(source.read(body.offsets[entry] + within, n), 0, out, done, n);
            done += n;
        }
        return out;
    }

    /** Of entries that begin at one place only the last has bytes. */
    private int lastAt(int entry) {
        int last = entry;
        while (last + 1 < body.count && body.starts[last + 1] == body.starts[entry]) {
            last++;
        }
        return last;
    }

    /** All of it from its first byte; reads the source in pieces of some hundred KiB. */
    public InputStream stream() {
        return new InputStream() {
            private long at;
            private byte[] piece = new byte[0];
            private int used;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (used == piece.length) {
                    int next = (int) Math.min(256 * 1024, lengthBytes() - at);
                    if (next == 0) {
                        return -1;
                    }
                    piece = MovieFile.this.read(at, next);
                    at += next;
                    used = 0;
                }
                int n = Math.min(length, piece.length - used);
                System.arraycopy(piece, used, bytes, offset, n);
                used += n;
                return n;
            }
        };
    }

    private static byte[] index(List<FoundTrack> tracks, long[][] places, long base) throws IOException {
        ByteArrayOutputStream traks = new ByteArrayOutputStream();
        long longest = 0;
        int highest = 0;
        for (int t = 0; t < tracks.size(); t++) {
            FoundTrack track = tracks.get(t);
            highest = Math.max(highest, t + 1);
            longest = Math.max(longest, shownUntil(track) * MOVIE_SCALE / track.timescale());
            traks.writeBytes(trak(track, t + 1, places[t], base));
        }
        ByteBuffer mvhd = ByteBuffer.allocate(108 - 8 + 12);
        mvhd.putInt(1 << 24)
                .putLong(0)
                .putLong(0)
                .putInt(MOVIE_SCALE)
                .putLong(longest)
                .putInt(0x10000)
                .putShort((short) 0x100);
        mvhd.putShort((short) 0).putLong(0);
        matrix(mvhd);
        mvhd.position(mvhd.position() + 24).putInt(highest + 1);
        return box("moov", box("mvhd", mvhd.array()), traks.toByteArray());
    }

    private static void matrix(ByteBuffer out) {
        out.putInt(0x10000)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(0x10000)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(0x40000000);
    }

    /** When the last picture goes, counted from the first that is shown. */
    private static long shownUntil(FoundTrack track) {
        return Math.max(1, track.end() - track.time(0) - mediaStart(track));
    }

    /** Where in its media, as it is written, a track's showing begins: at its first picture, or where the camera's sound does. */
    private static long mediaStart(FoundTrack track) {
        if (!track.video()) {
            return track.time(0) == 0 ? Math.max(0, track.shape().editStart()) : 0;
        }
        long first = Long.MAX_VALUE;
        for (int i = 0; i < Math.min(track.count(), 64); i++) {
            first = Math.min(first, track.time(i) + track.shift(i));
        }
        return Math.max(0, first - track.time(0));
    }

    /** By how much the track begins later than the recording, in units of the movie. */
    private static long startsLate(FoundTrack track) {
        // Sound that lost its beginning still lies as much earlier as the camera's own edit puts it.
        long early = track.video() || track.count() == 0
                ? 0
                : Math.min(track.time(0), Math.max(0, track.shape().editStart()));
        long first = track.count() == 0 ? 0 : track.time(0) - early;
        return first * MOVIE_SCALE / track.timescale() + track.shape().editDelayMillis() * MOVIE_SCALE / 1000;
    }

    private static byte[] trak(FoundTrack track, int number, long[] places, long base) throws IOException {
        TrackShape shape = track.shape();
        long shown = shownUntil(track) * MOVIE_SCALE / track.timescale();
        long late = startsLate(track);
        ByteBuffer tkhd = ByteBuffer.allocate(96);
        byte[] old = shape.header();
        int tail = old.length == 0 ? 0 : old[8] == 1 ? 8 + 36 : 8 + 24;
        tkhd.putInt(1 << 24 | 3).putLong(0).putLong(0).putInt(number).putInt(0).putLong(shown + late);
        if (old.length >= tail + 60 && tail > 0) {
            tkhd.put(old, tail, 60);
        } else {
            tkhd.putLong(0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) (track.audio() ? 0x100 : 0))
                    .putShort((short) 0);
            matrix(tkhd);
            tkhd.putLong(0);
        }
        ByteBuffer mdhd = ByteBuffer.allocate(36);
        mdhd.putInt(1 << 24)
                .putLong(0)
                .putLong(0)
                .putInt((int) track.timescale())
                .putLong(track.end() - track.time(0));
        mdhd.putShort((short) shape.language());
        byte[] dref = box("dref", new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, box("url ", new byte[] {0, 0, 0, 1}));
        byte[] stbl = box("stbl", shape.description(), tables(track, places, base));
        byte[] minf = box("minf", mediaHeader(shape), box("dinf", dref), stbl);
        byte[] mdia = box("mdia", box("mdhd", mdhd.array()), shape.handlerBox(), minf);
        return box("trak", box("tkhd", tkhd.array()), edits(late, shown, mediaStart(track)), mdia);
    }

    private static byte[] mediaHeader(TrackShape shape) throws IOException {
        if (shape.mediaHeader().length > 0) {
            return shape.mediaHeader();
        }
        return shape.video()
                ? box("vmhd", new byte[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0})
                : shape.audio() ? box("smhd", new byte[8]) : box("nmhd", new byte[4]);
    }

    private static byte[] edits(long late, long shown, long mediaStart) throws IOException {
        int count = late > 0 ? 2 : 1;
        ByteBuffer elst = ByteBuffer.allocate(8 + count * 20).putInt(1 << 24).putInt(count);
        if (late > 0) {
            elst.putLong(late).putLong(-1).putInt(0x10000);
        }
        elst.putLong(shown).putLong(mediaStart).putInt(0x10000);
        return box("edts", box("elst", elst.array()));
    }

    private static byte[] tables(FoundTrack track, long[] places, long base) throws IOException {
        int n = track.count();
        Runs stts = new Runs(2);
        Runs ctts = new Runs(2);
        Runs stsc = new Runs(3);
        ByteArrayOutputStream stss = new ByteArrayOutputStream();
        ByteArrayOutputStream stsz = new ByteArrayOutputStream();
        ByteArrayOutputStream co64 = new ByteArrayOutputStream();
        DataOutputStream syncs = new DataOutputStream(stss);
        DataOutputStream sizes = new DataOutputStream(stsz);
        DataOutputStream offsets = new DataOutputStream(co64);
        boolean shifted = false;
        boolean allSync = true;
        int chunks = 0;
        int inChunk = 0;
        long samples = 0;
        int syncCount = 0;
        for (int i = 0; i < n; i++) {
            int units = track.units(i);
            long next = i + 1 < n ? track.time(i + 1) : track.time(i) + track.duration(i);
            long lasts = Math.max(0, next - track.time(i));
            if (units > 1) {
                long each = Math.max(1, track.duration(i) / units);
                stts.add(units - 1, (int) each);
                stts.add(1, (int) Math.max(1, lasts - each * (units - 1)));
            } else {
                stts.add(1, (int) lasts);
            }
            ctts.add(units, track.shift(i));
            shifted |= track.shift(i) != 0;
            samples += units;
            if (track.sync(i)) {
                syncs.writeInt((int) samples);
                syncCount++;
            } else {
                allSync = false;
            }
            if (track.unitBytes() == 0) {
                sizes.writeInt(track.written(i));
            }
            boolean follows = i > 0 && places[i] == places[i - 1] + track.written(i - 1);
            if (!follows || inChunk >= 64) {
                if (inChunk > 0) {
                    stsc.chunk(chunks, inChunk);
                }
                chunks++;
                inChunk = 0;
                offsets.writeLong(base + places[i]);
            }
            inChunk += units;
        }
        stsc.chunk(chunks, inChunk);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(box("stts", counted(stts.count()), stts.bytes()));
        if (shifted) {
            out.writeBytes(box("ctts", counted(ctts.count()), ctts.bytes()));
        }
        if (!allSync) {
            out.writeBytes(box("stss", counted(syncCount), stss.toByteArray()));
        }
        out.writeBytes(box("stsc", counted(stsc.count()), stsc.bytes()));
        byte[] sizesHead = ByteBuffer.allocate(12)
                .putInt(0)
                .putInt(track.unitBytes())
                .putInt((int) samples)
                .array();
        out.writeBytes(box("stsz", sizesHead, stsz.toByteArray()));
        out.writeBytes(box("co64", counted(chunks), co64.toByteArray()));
        return out.toByteArray();
    }

    private static byte[] counted(int count) {
        return ByteBuffer.allocate(8).putInt(0).putInt(count).array();
    }

    /** A run-length coded column. */
    private static final class Runs {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private final int width;
        private int runs;
        private int count;
        private int value;

        Runs(int width) {
            this.width = width;
        }

        void add(int n, int next) throws IOException {
            if (n == 0) {
                return;
            }
            if (count > 0 && next != value) {
                flush();
            }
            value = next;
            count += n;
        }

        private void flush() throws IOException {
            out.writeInt(count);
            out.writeInt(value);
            runs++;
            count = 0;
        }

        void chunk(int number, int samples) throws IOException {
            if (runs == 0 || samples != value) {
                out.writeInt(number);
                out.writeInt(samples);
                out.writeInt(1);
                value = samples;
                runs++;
            }
        }

        int count() throws IOException {
            if (width == 2 && count > 0) {
                flush();
            }
            return runs;
        }

        byte[] bytes() throws IOException {
            count();
            return bytes.toByteArray();
        }
    }

    static byte[] box(String type, byte[]... contents) throws IOException {
        int length = 8;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).putInt(length).put(type.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] content : contents) {
            out.put(content);
        }
        return out.array();
    }
}
