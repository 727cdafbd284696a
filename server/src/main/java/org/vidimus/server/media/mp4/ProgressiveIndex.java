package org.vidimus.server.media.mp4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a plain MP4 with one index out of a fragmented one, without moving its media. Browsers know the length of such a file and
 * seek in it at once; a fragmented one they would have to read through.
 *
 * <pre>
 * written: | ftyp | moov (empty) | moof | mdat | moof | mdat | …
 * served:  | ftyp | moov (full)  | mdat: | moof | mdat | moof | mdat | …
 * </pre>
 *
 * All fragments become the content of one {@code mdat}; the full index names the stretches in it that are media, and nothing names
 * what lies between.
 */
public final class ProgressiveIndex {
    private static final int MEDIA_HEAD_BYTES = 16;

    private final Fragments fragments;
    private final Bytes old;
    private final Box moov;
    private final Map<Integer, SampleTable> tables = new LinkedHashMap<>();

    private ProgressiveIndex(Fragments fragments) throws IOException {
        this.fragments = fragments;
        this.old = Bytes.of(fragments.index());
        this.moov = Box.at(old, 0, old.lengthBytes()).orElseThrow(() -> new IOException("the proxy has no index"));
    }

    /** What is served before the fragments. */
    public static byte[] head(Fragments fragments) throws IOException {
        ProgressiveIndex index = new ProgressiveIndex(fragments);
        for (Box trak : index.moov.all(index.old, "trak")) {
            int id = index.trackId(trak);
            index.tables.put(id, new SampleTable(index.defaults(id)));
        }
        for (Fragments.Head head : fragments.heads()) {
            index.add(head);
        }
        // Twice: offsets depend on the length of what holds them, and that length does not depend on the offsets.
        long length = index.write(0).length;
        return index.write(length - fragments.bodyOffsetBytes());
    }

    private byte[] write(long shift) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(ForwardIndex.boxed("ftyp", text("isom"), new byte[] {0, 0, 2, 0}, text("isomiso2avc1mp41")));
        head.writeBytes(index(shift));
        long media = fragments.lengthBytes() - fragments.bodyOffsetBytes() + MEDIA_HEAD_BYTES;
        head.writeBytes(ByteBuffer.allocate(MEDIA_HEAD_BYTES)
                .putInt(1)
                .put(text("mdat"))
                .putLong(media)
                .array());
        return head.toByteArray();
    }

    private byte[] index(long shift) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        long timescale = uint(moov, "mvhd", 12, 20);
        long longest = 0;
        for (Box trak : moov.all(old, "trak")) {
            longest = Math.max(longest, scaled(trak, timescale));
        }
        for (Box child : moov.children(old)) {
            switch (child.type()) {
                case "mvhd" -> content.writeBytes(withDuration(child, 16, 24, longest));
                case "trak" -> content.writeBytes(track(child, timescale, shift));
                case "mvex" -> {
                    // Promises fragments, of which there are none any more.
                }
                default -> content.writeBytes(copy(child));
            }
        }
        return ForwardIndex.boxed("moov", content.toByteArray());
    }

    private byte[] track(Box trak, long timescale, long shift) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        long duration = scaled(trak, timescale);
        for (Box child : trak.children(old)) {
            switch (child.type()) {
                case "tkhd" -> content.writeBytes(withDuration(child, 20, 28, duration));
                case "edts" -> content.writeBytes(edits(child, trak, timescale));
                case "mdia" -> content.writeBytes(media(child, table(trak), shift));
                default -> content.writeBytes(copy(child));
            }
        }
        return ForwardIndex.boxed("trak", content.toByteArray());
    }

    private byte[] media(Box mdia, SampleTable table, long shift) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Box child : mdia.children(old)) {
            switch (child.type()) {
                case "mdhd" -> content.writeBytes(withDuration(child, 16, 24, table.duration()));
                case "minf" -> content.writeBytes(information(child, table, shift));
                default -> content.writeBytes(copy(child));
            }
        }
        return ForwardIndex.boxed("mdia", content.toByteArray());
    }

    private byte[] information(Box minf, SampleTable table, long shift) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Box child : minf.children(old)) {
            if (child.type().equals("stbl")) {
                Optional<Box> description = child.find(old, "stsd");
                if (description.isEmpty()) {
                    throw new IOException("a track of the proxy is not described");
                }
                content.writeBytes(ForwardIndex.boxed("stbl", copy(description.get()), table.boxes(shift)));
            } else {
                content.writeBytes(copy(child));
            }
        }
        return ForwardIndex.boxed("minf", content.toByteArray());
    }

    /** The last edit of a fragmented file has no length yet; it lasts as long as its track does from there on. */
    private byte[] edits(Box edts, Box trak, long timescale) throws IOException {
        Optional<Box> list = edts.find(old, "elst");
        if (list.isEmpty()) {
            return copy(edts);
        }
        byte[] bytes = copy(list.get());
        ByteBuffer box = ByteBuffer.wrap(bytes);
        boolean wide = bytes[8] == 1;
        int entry = wide ? 20 : 12;
        int count = (int) Math.min(Integer.toUnsignedLong(box.getInt(12)), (bytes.length - 16) / entry);
        if (count > 0) {
            int last = 16 + (count - 1) * entry;
            long start = wide ? box.getLong(last + 8) : box.getInt(last + 4);
            SampleTable table = table(trak);
            long shown = Math.max(0, table.end() - Math.max(0, start));
            long length = Math.round((double) shown * timescale / Math.max(1, table.timescale()));
            if (wide) {
                box.putLong(last, length);
            } else {
                box.putInt(last, (int) Math.min(length, 0xffff_ffffL));
            }
        }
        return ForwardIndex.boxed("edts", bytes);
    }

    /** Sets the duration of a full box, whose fields are wide in version 1. */
    private byte[] withDuration(Box box, int narrowAt, int wideAt, long duration) throws IOException {
        byte[] bytes = copy(box);
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        if (bytes[8] == 1) {
            fields.putLong(8 + wideAt, duration);
        } else {
            fields.putInt(8 + narrowAt, (int) Math.min(duration, 0xffff_fffeL));
        }
        return bytes;
    }

    private void add(Fragments.Head head) throws IOException {
        Bytes bytes = Bytes.of(head.moof());
        Box moof = Box.at(bytes, 0, bytes.lengthBytes()).orElseThrow(() -> new IOException("no fragment"));
        for (Box traf : moof.all(bytes, "traf")) {
            Run run = Run.of(bytes, traf);
            SampleTable table = tables.get(run.track());
            if (table == null) {
                throw new IOException(
                        "a fragment of the proxy is of track " + run.track() + ", which is not in its index");
            }
            table.add(run, bytes, traf, head.offsetBytes());
        }
    }

    private SampleTable.Defaults defaults(int track) throws IOException {
        long timescale = 1;
        for (Box trak : moov.all(old, "trak")) {
            if (trackId(trak) == track) {
                Box mdia = trak.find(old, "mdia").orElseThrow(() -> new IOException("a track without media"));
                timescale = uint(mdia, "mdhd", 12, 20);
            }
        }
        Optional<Box> mvex = moov.find(old, "mvex");
        if (mvex.isPresent()) {
            for (Box trex : mvex.get().all(old, "trex")) {
                ByteBuffer body = ByteBuffer.wrap(old.read(trex.body(), 24));
                if (body.getInt(4) == track) {
                    return new SampleTable.Defaults(timescale, body.getInt(12), body.getInt(16), body.getInt(20));
                }
            }
        }
        return new SampleTable.Defaults(timescale, 0, 0, 0);
    }

    private SampleTable table(Box trak) throws IOException {
        return Optional.ofNullable(tables.get(trackId(trak))).orElseThrow(() -> new IOException("no such track"));
    }

    private int trackId(Box trak) throws IOException {
        return (int) uint(trak, "tkhd", 12, 20);
    }

    private long scaled(Box trak, long timescale) throws IOException {
        SampleTable table = table(trak);
        return Math.round((double) table.duration() * timescale / Math.max(1, table.timescale()));
    }

    /** A field of a child full box, at one place in version 0 and another in version 1. */
    private long uint(Box parent, String child, int narrowAt, int wideAt) throws IOException {
        Box box = parent.find(old, child).orElseThrow(() -> new IOException("the proxy lacks " + child));
        boolean wide = old.read(box.body(), 1)[0] == 1;
        return Integer.toUnsignedLong(ByteBuffer.wrap(old.read(box.body() + (wide ? wideAt : narrowAt), 4))
                .getInt());
    }

    private byte[] copy(Box box) throws IOException {
        return old.read(box.start(), Math.toIntExact(box.end() - box.start()));
    }

    static byte[] text(String letters) {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * What a fragment says for all its samples of a track ({@code tfhd}, {@code tfdt}).
     *
     * @param decodeTime when its first sample is decoded; -1 if it does not say
     */
    record Run(int track, int flags, ByteBuffer head, long decodeTime) {
        static Run of(Bytes bytes, Box traf) throws IOException {
            Box tfhd = traf.find(bytes, "tfhd").orElseThrow(() -> new IOException("a fragment without a head"));
            ByteBuffer body = ByteBuffer.wrap(bytes.read(tfhd.body(), (int) tfhd.bodyLength()));
            int flags = body.getInt() & 0xffffff;
            int track = body.getInt();
            Optional<Box> tfdt = traf.find(bytes, "tfdt");
            long time = -1;
            if (tfdt.isPresent()) {
                ByteBuffer times = ByteBuffer.wrap(
                        bytes.read(tfdt.get().body(), (int) tfdt.get().bodyLength()));
                time = times.getInt() >>> 24 == 1 ? times.getLong() : Integer.toUnsignedLong(times.getInt());
            }
            return new Run(track, flags, body, time);
        }
    }
}
