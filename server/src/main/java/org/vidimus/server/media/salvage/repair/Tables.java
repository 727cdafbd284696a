package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.media.mp4.Box;
import org.vidimus.server.media.mp4.Bytes;

/**
 * The sample tables of one track as columns (ISO/IEC 14496-12 §8.6, §8.7). They are read as far as they are there: a table that
 * was cut off gives the samples it still names, and no count it claims is believed.
 *
 * @param chunk number of the chunk each sample lies in, from 0
 */
record Tables(
        int count, long[] offsets, int[] lengths, long[] times, int[] shifts, boolean[] syncs, int[] chunk, long end) {
    /** Twelve hours of sound at 48,000 single samples a second are beyond it, and are read as runs of one size. */
    private static final int MOST = 20_000_000;

    static final Tables NONE =
            new Tables(0, new long[0], new int[0], new long[0], new int[0], new boolean[0], new int[0], 0);

    /** Children of a box, the last of which may be cut off by the end of the bytes. */
    static List<Box> children(Bytes bytes, Box box) throws IOException {
        long end = Math.min(box.end(), bytes.lengthBytes());
        List<Box> whole = new java.util.ArrayList<>(Box.between(bytes, box.body(), end));
        long at = whole.isEmpty() ? box.body() : whole.getLast().end();
        Optional<Box> cut = Box.at(bytes, at, end);
        cut.filter(last -> last.body() < end && last.type().chars().allMatch(c -> c >= ' ' && c < 0x100))
                .ifPresent(last -> whole.add(new Box(last.type(), last.start(), last.body(), end)));
        return whole;
    }

    static Optional<Box> find(Bytes bytes, Box box, String... path) throws IOException {
        Optional<Box> here = Optional.of(box);
        for (String step : path) {
            if (here.isEmpty()) {
                return here;
            }
            here = children(bytes, here.get()).stream()
                    .filter(child -> child.type().equals(step))
                    .findFirst();
        }
        return here;
    }

    static Tables read(Bytes bytes, Box stbl, long fileLength) throws IOException {
        Column sizes = column(bytes, stbl, "stsz", 8, 4);
        Column chunks = column(bytes, stbl, "stco", 4, 4);
        boolean wide = chunks.count() == 0;
        if (wide) {
            chunks = column(bytes, stbl, "co64", 4, 8);
        }
        Column runs = column(bytes, stbl, "stsc", 4, 12);
        int all = sizes.head().length >= 8 ? ByteBuffer.wrap(sizes.head()).getInt(4) : 0;
        long claimed = sizes.head().length >= 12
                ? Integer.toUnsignedLong(ByteBuffer.wrap(sizes.head()).getInt(8))
                : 0;
        long possible = all > 0 ? Math.min(claimed, fileLength / all + 1) : sizes.count();
        int count = (int) Math.min(possible, MOST);
        if (count == 0 || chunks.count() == 0 || runs.count() == 0) {
            return NONE;
        }
        long[] offsets = new long[count];
        int[] lengths = new int[count];
        int[] chunkOf = new int[count];
        int sample = 0;
        int run = 0;
        for (int chunk = 0; chunk < chunks.count() && sample < count; chunk++) {
            while (run + 1 < runs.count() && runs.u32((run + 1) * 12) <= chunk + 1) {
                run++;
            }
            long perChunk = runs.u32(run * 12 + 4);
            long at = wide ? chunks.u64(chunk * 8) : chunks.u32(chunk * 4);
            for (long i = 0; i < perChunk && sample < count; i++) {
                int length = all > 0 ? all : (int) Math.min(Integer.MAX_VALUE, sizes.u32(sample * 4));
                offsets[sample] = at;
                lengths[sample] = length;
                chunkOf[sample++] = chunk;
                at += length;
            }
        }
        return timed(bytes, stbl, sample, offsets, lengths, chunkOf);
    }

    private static Tables timed(Bytes bytes, Box stbl, int count, long[] offsets, int[] lengths, int[] chunkOf)
            throws IOException {
        long[] times = new long[count];
        int[] shifts = new int[count];
        boolean[] syncs = new boolean[count];
        Column stts = column(bytes, stbl, "stts", 4, 8);
        long time = 0;
        int sample = 0;
        long delta = 0;
        for (int i = 0; i < stts.count() && sample < count; i++) {
            long n = stts.u32(i * 8);
            delta = stts.u32(i * 8 + 4);
            for (long k = 0; k < n && sample < count; k++) {
                times[sample++] = time;
                time += delta;
            }
        }
        while (sample < count) {
            times[sample++] = time;
            time += delta;
        }
        Column ctts = column(bytes, stbl, "ctts", 4, 8);
        sample = 0;
        for (int i = 0; i < ctts.count() && sample < count; i++) {
            long n = ctts.u32(i * 8);
            int shift = (int) ctts.u32(i * 8 + 4);
            for (long k = 0; k < n && sample < count; k++) {
                shifts[sample++] = shift;
            }
        }
        Column stss = column(bytes, stbl, "stss", 4, 4);
        if (stss.head().length == 0) {
            Arrays.fill(syncs, true);
        }
        for (int i = 0; i < stss.count(); i++) {
            long n = stss.u32(i * 4);
            if (n >= 1 && n <= count) {
                syncs[(int) n - 1] = true;
            }
        }
        return new Tables(
                count,
                Arrays.copyOf(offsets, count),
                Arrays.copyOf(lengths, count),
                times,
                shifts,
                syncs,
                Arrays.copyOf(chunkOf, count),
                time);
    }

    /** Entries of a table: as many as it claims, or as there is room for. */
    private record Column(byte[] head, ByteBuffer body, int count) {
        long u32(int at) {
            return Integer.toUnsignedLong(body.getInt(at));
        }

        long u64(int at) {
            return body.getLong(at);
        }
    }

    private static Column column(Bytes bytes, Box stbl, String type, int headBytes, int entryBytes) throws IOException {
        Optional<Box> box = find(bytes, stbl, type);
        int headLength = 4 + headBytes;
        if (box.isEmpty() || box.get().bodyLength() < headLength || box.get().bodyLength() > 256L * 1024 * 1024) {
            return new Column(new byte[0], ByteBuffer.allocate(0), 0);
        }
        byte[] body = bytes.read(box.get().body(), (int) box.get().bodyLength());
        long claimed = Integer.toUnsignedLong(ByteBuffer.wrap(body).getInt(headLength - 4));
        int count = (int) Math.min(claimed, (body.length - headLength) / entryBytes);
        return new Column(
                Arrays.copyOf(body, headLength),
                ByteBuffer.wrap(body, headLength, body.length - headLength).slice(),
                count);
    }
}
