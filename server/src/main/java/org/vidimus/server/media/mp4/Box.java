package org.vidimus.server.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One box of an ISO base media file (ISO/IEC 14496-12 §4.2): where it is and what it says of itself. Nothing it says is trusted:
 * it may claim to end beyond the file, which {@link #whole} tells.
 *
 * <pre>
 * | size: 4 | type: 4 | largesize: 8, if size is 1 | body |
 * </pre>
 *
 * @param start where the box begins
 * @param body where its content begins
 * @param end first byte after it, as claimed; a size of 0 means to the end of the file
 */
public record Box(String type, long start, long body, long end) {
    /** Far more than any file of a camera has at one level. */
    private static final int MOST_CHILDREN = 20_000;

    public long bodyLength() {
        return end - body;
    }

    /** Whether the box ends within so many bytes. */
    public boolean whole(long lengthBytes) {
        return end <= lengthBytes;
    }

    /**
     * Reads the header of the box at {@code offset}, within a parent or file that ends at {@code limit}.
     *
     * @return empty if there is no room for one, or what is there is none
     */
    public static Optional<Box> at(Bytes bytes, long offset, long limit) throws IOException {
        if (offset < 0 || offset > limit - 8) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes.read(offset, (int) Math.min(16, limit - offset)));
        long size = Integer.toUnsignedLong(head.getInt());
        byte[] type = new byte[4];
        head.get(type);
        long body = offset + 8;
        if (size == 1) {
            if (head.remaining() < 8) {
                return Optional.empty();
            }
            size = head.getLong();
            body = offset + 16;
        } else if (size == 0) {
            size = limit - offset;
        }
        // A negative 64-bit size is one of more than 2^63; both are no box of any file.
        if (size < body - offset || size > Long.MAX_VALUE - offset) {
            return Optional.empty();
        }
        return Optional.of(new Box(new String(type, StandardCharsets.ISO_8859_1), offset, body, offset + size));
    }

    /** The boxes between two places, as far as they make sense and are whole. */
    public static List<Box> between(Bytes bytes, long start, long end) throws IOException {
        List<Box> boxes = new ArrayList<>();
        long at = start;
        while (boxes.size() < MOST_CHILDREN) {
            Optional<Box> box = at(bytes, at, end);
            if (box.isEmpty() || !box.get().whole(end)) {
                break;
            }
            boxes.add(box.get());
            at = box.get().end();
        }
        return boxes;
    }

    public List<Box> children(Bytes bytes) throws IOException {
        return between(bytes, body, end);
    }

    /** The first child of each type in turn, down from this box. */
    public Optional<Box> find(Bytes bytes, String... path) throws IOException {
        Optional<Box> here = Optional.of(this);
        for (String step : path) {
            if (here.isEmpty()) {
                break;
            }
            here = here.get().children(bytes).stream()
                    .filter(box -> box.type().equals(step))
                    .findFirst();
        }
        return here;
    }

    public List<Box> all(Bytes bytes, String type) throws IOException {
        return children(bytes).stream().filter(box -> box.type().equals(type)).toList();
    }
}
