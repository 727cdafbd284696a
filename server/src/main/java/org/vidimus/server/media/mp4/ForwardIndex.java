package org.vidimus.server.media.mp4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a reader that cannot go back read a file whose index comes last: the index is put before the media, and the places it
 * names are moved by its own length. Nothing is copied but the index; the file itself stays as it is.
 *
 * <pre>
 * before: | head | media … | index | tail |
 * after:  | head | index' | media … | tail |
 * </pre>
 *
 * @param headEnd where the index is put in
 * @param index the rewritten index
 * @param oldIndex where the index was, and what is left out there
 */
public record ForwardIndex(long headEnd, byte[] index, Box oldIndex) {
    private static final Set<String> ON_THE_WAY = Set.of("moov", "trak", "mdia", "minf", "stbl");
    private static final int DEEPEST = 6;

    /** Empty if the file needs none, or its index cannot be rewritten. */
    public static Optional<ForwardIndex> of(Mp4File file, Bytes bytes) throws IOException {
        if (!file.indexComesLast()) {
            return Optional.empty();
        }
        Box old = file.index().orElseThrow();
        long headEnd = file.media().orElseThrow().start();
        Bytes memory = Bytes.of(bytes.read(old.start(), Math.toIntExact(old.end() - old.start())));
        Optional<Box> moov = Box.at(memory, 0, memory.lengthBytes());
        if (moov.isEmpty()) {
            return Optional.empty();
        }
        // Written twice: its length does not depend on how far it moves the media, but must be known for it.
        boolean wide = bytes.lengthBytes() + memory.lengthBytes() * 2 > 0xffff_ffffL;
        int length = new Writer(memory, wide, 0, headEnd, old.start()).write(moov.get(), 0).length;
        byte[] index = new Writer(memory, wide, length, headEnd, old.start()).write(moov.get(), 0);
        return Optional.of(new ForwardIndex(headEnd, index, old));
    }

    /** Rewrites the boxes on the way to chunk offsets; copies all others. */
    private record Writer(Bytes bytes, boolean wide, long shift, long from, long to) {
        byte[] write(Box box, int depth) throws IOException {
            if (box.type().equals("stco") || box.type().equals("co64")) {
                return offsets(box);
            }
            if (!ON_THE_WAY.contains(box.type()) || depth > DEEPEST) {
                return bytes.read(box.start(), Math.toIntExact(box.end() - box.start()));
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (Box child : box.children(bytes)) {
                content.writeBytes(write(child, depth + 1));
            }
            return boxed(box.type(), content.toByteArray());
        }

        private byte[] offsets(Box box) throws IOException {
            boolean wasWide = box.type().equals("co64");
            ByteBuffer body = ByteBuffer.wrap(bytes.read(box.body(), Math.toIntExact(box.bodyLength())));
            int versionAndFlags = body.getInt();
            int count = (int) Math.min(Integer.toUnsignedLong(body.getInt()), body.remaining() / (wasWide ? 8 : 4));
            boolean asWide = wide || wasWide;
            ByteBuffer moved = ByteBuffer.allocate(8 + count * (asWide ? 8 : 4));
            moved.putInt(versionAndFlags).putInt(count);
            for (int i = 0; i < count; i++) {
                long offset = wasWide ? body.getLong() : Integer.toUnsignedLong(body.getInt());
                long now = offset >= from && offset < to ? offset + shift : offset;
                if (asWide) {
                    moved.putLong(now);
                } else {
                    moved.putInt((int) now);
                }
            }
            return boxed(asWide ? "co64" : "stco", moved.array());
        }
    }

    static byte[] boxed(String type, byte[]... contents) {
        int length = 8;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteBuffer box = ByteBuffer.allocate(length);
        box.putInt(length).put(type.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] content : contents) {
            box.put(content);
        }
        return box.array();
    }
}
