package org.vidimus.server.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One track of a movie, with the tables that say where its samples lie (ISO/IEC 14496-12 §8.6, §8.7). The tables are read from
 * what is there, never from the count they claim.
 *
 * @param format four characters of its first sample description, such as {@code gpmd}
 * @param timescale units a second of its times
 */
public record Track(Bytes bytes, Box trak, String handler, String format, long timescale) {
    /** One sample: where it lies, and when it is shown within its track. */
    public record Sample(long offsetBytes, int lengthBytes, double seconds, double durationSeconds) {}

    static Track read(Bytes bytes, Box trak) throws IOException {
        return new Track(
                bytes,
                trak,
                fourCharacters(bytes, trak.find(bytes, "mdia", "hdlr"), 8),
                fourCharacters(bytes, trak.find(bytes, "mdia", "minf", "stbl", "stsd"), 12),
                timescale(bytes, trak.find(bytes, "mdia", "mdhd")));
    }

    /** The samples in their order, at most {@code most}; none if a table is missing. */
    public List<Sample> samples(int most) throws IOException {
        Optional<Box> table = trak.find(bytes, "mdia", "minf", "stbl");
        if (table.isEmpty()) {
            return List.of();
        }
        long[] chunks = chunkOffsets(table.get());
        Sizes sizes = sizes(table.get());
        ByteBuffer runs = entries(table.get(), "stsc", 12);
        ByteBuffer times = entries(table.get(), "stts", 8);
        List<Sample> samples = new ArrayList<>();
        Clock clock = new Clock(times, timescale);
        int perChunk = 0;
        long nextRun = 1;
        int number = 0;
        for (int chunk = 1; chunk <= chunks.length; chunk++) {
            while (chunk >= nextRun && runs.remaining() >= 12) {
                runs.getInt();
                perChunk = runs.getInt();
                runs.getInt();
                nextRun =
                        runs.remaining() >= 12 ? Integer.toUnsignedLong(runs.getInt(runs.position())) : Long.MAX_VALUE;
            }
            long offset = chunks[chunk - 1];
            for (int i = 0; i < perChunk; i++) {
                Optional<Integer> length = sizes.of(number++);
                if (length.isEmpty() || samples.size() >= most) {
                    return samples;
                }
                double at = clock.seconds();
                samples.add(new Sample(offset, length.get(), at, clock.advance()));
                offset += length.get();
            }
        }
        return samples;
    }

    private long[] chunkOffsets(Box table) throws IOException {
        ByteBuffer narrow = entries(table, "stco", 4);
        if (narrow.hasRemaining()) {
            long[] offsets = new long[narrow.remaining() / 4];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = Integer.toUnsignedLong(narrow.getInt());
            }
            return offsets;
        }
        ByteBuffer wide = entries(table, "co64", 8);
        long[] offsets = new long[wide.remaining() / 8];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = wide.getLong();
        }
        return offsets;
    }

    /** One size for all, or one each. */
    private record Sizes(int all, long count, ByteBuffer each) {
        Optional<Integer> of(int sample) {
            if (all != 0) {
                return all > 0 && sample < count ? Optional.of(all) : Optional.empty();
            }
            if (sample >= each.limit() / 4) {
                return Optional.empty();
            }
            int size = each.getInt(sample * 4);
            return size < 0 ? Optional.empty() : Optional.of(size);
        }
    }

    private Sizes sizes(Box table) throws IOException {
        Optional<Box> box = table.find(bytes, "stsz");
        if (box.isEmpty() || box.get().bodyLength() < 12) {
            return new Sizes(0, 0, ByteBuffer.allocate(0));
        }
        ByteBuffer body = body(box.get());
        body.getInt();
        int all = body.getInt();
        long count = Integer.toUnsignedLong(body.getInt());
        int there = (int) Math.min(count, body.remaining() / 4);
        return new Sizes(all, count, body.slice(body.position(), there * 4));
    }

    /** The entries of a full box with a count: as many as it claims, or as there is room for. */
    private ByteBuffer entries(Box table, String type, int entryBytes) throws IOException {
        Optional<Box> box = table.find(bytes, type);
        if (box.isEmpty() || box.get().bodyLength() < 8) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer body = body(box.get());
        body.getInt();
        long count = Integer.toUnsignedLong(body.getInt());
        int there = (int) Math.min(count, body.remaining() / entryBytes);
        return body.slice(body.position(), there * entryBytes);
    }

    private ByteBuffer body(Box box) throws IOException {
        return ByteBuffer.wrap(bytes.read(box.body(), Math.toIntExact(box.bodyLength())));
    }

    private static String fourCharacters(Bytes bytes, Optional<Box> box, int offset) throws IOException {
        if (box.isEmpty() || box.get().bodyLength() < offset + 4) {
            return "";
        }
        return new String(bytes.read(box.get().body() + offset, 4), StandardCharsets.ISO_8859_1);
    }

    private static long timescale(Bytes bytes, Optional<Box> box) throws IOException {
        if (box.isEmpty() || box.get().bodyLength() < 24) {
            return 1;
        }
        ByteBuffer body = ByteBuffer.wrap(bytes.read(box.get().body(), 24));
        boolean wide = body.getInt(0) >>> 24 == 1;
        return Math.max(1, Integer.toUnsignedLong(body.getInt(wide ? 20 : 12)));
    }

    /** Walks the run-length coded times of a track. */
    private static final class Clock {
        private final ByteBuffer runs;
        private final double timescale;
        private long left;
        private long delta;
        private double units;

        Clock(ByteBuffer runs, long timescale) {
            this.runs = runs;
            this.timescale = timescale;
        }

        double seconds() {
            return units / timescale;
        }

        /** Goes to the next sample, and returns how long this one lasts. */
        double advance() {
            if (left == 0 && runs.remaining() >= 8) {
                left = Integer.toUnsignedLong(runs.getInt());
                delta = Integer.toUnsignedLong(runs.getInt());
            }
            left = Math.max(0, left - 1);
            units += delta;
            return delta / timescale;
        }
    }
}
