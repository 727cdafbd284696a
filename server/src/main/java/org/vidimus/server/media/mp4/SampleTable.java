package org.vidimus.server.media.mp4;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The samples of one track, collected fragment by fragment, and the tables of a plain index made of them. */
final class SampleTable {
    private static final int NOT_SYNC = 0x10000;

    private final Defaults defaults;
    private int[] sizes = new int[1024];
    private long[] durations = new long[1024];
    private int[] shifts = new int[1024];
    private boolean[] syncs = new boolean[1024];
    private int samples;
    private long[] chunkOffsets = new long[64];
    private int[] chunkSamples = new int[64];
    private int chunks;
    private long duration;
    private long end;

    SampleTable(Defaults defaults) {
        this.defaults = defaults;
    }

    /** What holds for a sample of the track unless its fragment says otherwise ({@code trex}). */
    record Defaults(long timescale, int duration, int size, int flags) {}

    long timescale() {
        return defaults.timescale();
    }

    /** Of all samples, as they are decoded. */
    long duration() {
        return duration;
    }

    /** When the last picture goes. Where pictures are shown in another order than decoded, that is later than their duration. */
    long end() {
        return end;
    }

    /** Adds the samples of one fragment, which began at {@code moofOffset}. */
    void add(ProgressiveIndex.Run run, Bytes bytes, Box traf, long moofOffset) throws IOException {
        ByteBuffer head = run.head();
        long base = moofOffset;
        if ((run.flags() & 0x1) != 0) {
            base = head.getLong();
        }
        if ((run.flags() & 0x2) != 0) {
            head.getInt();
        }
        int defaultDuration = (run.flags() & 0x8) != 0 ? head.getInt() : defaults.duration();
        int defaultSize = (run.flags() & 0x10) != 0 ? head.getInt() : defaults.size();
        int defaultFlags = (run.flags() & 0x20) != 0 ? head.getInt() : defaults.flags();
        catchUp(run.decodeTime());
        for (Box trun : traf.all(bytes, "trun")) {
            ByteBuffer body = ByteBuffer.wrap(bytes.read(trun.body(), (int) trun.bodyLength()));
            int flags = body.getInt() & 0xffffff;
            int count = body.getInt();
            long offset = base + ((flags & 0x1) != 0 ? body.getInt() : 0);
            int firstFlags = (flags & 0x4) != 0 ? body.getInt() : defaultFlags;
            boolean firstSaid = (flags & 0x4) != 0;
            chunk(offset, count);
            for (int i = 0; i < count; i++) {
                int length = (flags & 0x100) != 0 ? body.getInt() : defaultDuration;
                int size = (flags & 0x200) != 0 ? body.getInt() : defaultSize;
                int own = (flags & 0x400) != 0 ? body.getInt() : defaultFlags;
                int shift = (flags & 0x800) != 0 ? body.getInt() : 0;
                sample(
                        size,
                        Integer.toUnsignedLong(length),
                        shift,
                        ((i == 0 && firstSaid ? firstFlags : own) & NOT_SYNC) == 0);
            }
        }
    }

    /** All tables, with every chunk moved by {@code shift}. */
    byte[] boxes(long shift) throws IOException {
        ByteArrayOutputStream boxes = new ByteArrayOutputStream();
        boxes.writeBytes(times());
        if (anyShift()) {
            boxes.writeBytes(compositionTimes());
        }
        if (!allSync()) {
            boxes.writeBytes(syncSamples());
        }
        boxes.writeBytes(chunkMap());
        boxes.writeBytes(sizes());
        boxes.writeBytes(offsets(shift));
        return boxes.toByteArray();
    }

    /** A fragment that begins later than the one before ended lengthens the last sample, so that nothing moves. */
    private void catchUp(long decodeTime) {
        if (decodeTime > duration && samples > 0) {
            durations[samples - 1] += decodeTime - duration;
            duration = decodeTime;
        }
    }

    private void chunk(long offset, int count) {
        if (chunks == chunkOffsets.length) {
            chunkOffsets = Arrays.copyOf(chunkOffsets, chunks * 2);
            chunkSamples = Arrays.copyOf(chunkSamples, chunks * 2);
        }
        chunkOffsets[chunks] = offset;
        chunkSamples[chunks++] = count;
    }

    private void sample(int size, long length, int shift, boolean sync) {
        if (samples == sizes.length) {
            sizes = Arrays.copyOf(sizes, samples * 2);
            durations = Arrays.copyOf(durations, samples * 2);
            shifts = Arrays.copyOf(shifts, samples * 2);
            syncs = Arrays.copyOf(syncs, samples * 2);
        }
        sizes[samples] = size;
        durations[samples] = length;
        shifts[samples] = shift;
        syncs[samples++] = sync;
        duration += length;
        end = Math.max(end, duration + shift);
    }

    private byte[] times() throws IOException {
        Runs runs = new Runs();
        for (int i = 0; i < samples; i++) {
            runs.add((int) durations[i]);
        }
        return runs.box("stts", 0);
    }

    private byte[] compositionTimes() throws IOException {
        Runs runs = new Runs();
        for (int i = 0; i < samples; i++) {
            runs.add(shifts[i]);
        }
        return runs.box("ctts", 1 << 24);
    }

    private byte[] syncSamples() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int count = 0;
        for (int i = 0; i < samples; i++) {
            count += syncs[i] ? 1 : 0;
        }
        out.writeInt(0);
        out.writeInt(count);
        for (int i = 0; i < samples; i++) {
            if (syncs[i]) {
                out.writeInt(i + 1);
            }
        }
        return ForwardIndex.boxed("stss", bytes.toByteArray());
    }

    private byte[] chunkMap() throws IOException {
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(runs);
        int count = 0;
        int before = -1;
        for (int i = 0; i < chunks; i++) {
            if (chunkSamples[i] != before) {
                out.writeInt(i + 1);
                out.writeInt(chunkSamples[i]);
                out.writeInt(1);
                before = chunkSamples[i];
                count++;
            }
        }
        return ForwardIndex.boxed("stsc", counted(0, count), runs.toByteArray());
    }

    private byte[] sizes() {
        ByteBuffer out =
                ByteBuffer.allocate(12 + samples * 4).putInt(0).putInt(0).putInt(samples);
        for (int i = 0; i < samples; i++) {
            out.putInt(sizes[i]);
        }
        return ForwardIndex.boxed("stsz", out.array());
    }

    private byte[] offsets(long shift) {
        ByteBuffer out = ByteBuffer.allocate(8 + chunks * 8).putInt(0).putInt(chunks);
        for (int i = 0; i < chunks; i++) {
            out.putLong(chunkOffsets[i] + shift);
        }
        return ForwardIndex.boxed("co64", out.array());
    }

    private boolean anyShift() {
        for (int i = 0; i < samples; i++) {
            if (shifts[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean allSync() {
        for (int i = 0; i < samples; i++) {
            if (!syncs[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] counted(int versionAndFlags, int count) {
        return ByteBuffer.allocate(8).putInt(versionAndFlags).putInt(count).array();
    }

    /** Run-length codes a column. */
    private static final class Runs {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int runs;
        private int count;
        private int value;

        void add(int next) throws IOException {
            if (count > 0 && next != value) {
                flush();
            }
            value = next;
            count++;
        }

        private void flush() throws IOException {
            out.writeInt(count);
            out.writeInt(value);
            runs++;
            count = 0;
        }

        byte[] box(String type, int versionAndFlags) throws IOException {
            if (count > 0) {
                flush();
            }
            return ForwardIndex.boxed(type, counted(versionAndFlags, runs), bytes.toByteArray());
        }
    }
}
