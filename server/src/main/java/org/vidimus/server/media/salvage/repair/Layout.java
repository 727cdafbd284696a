package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vidimus.server.media.mp4.Box;

/**
 * The boxes at the top of damaged bytes: followed from one to the next where they lead, and searched for where they do not.
 *
 * @param boxes in order; the last of a chain may claim to end beyond the bytes or within another
 * @param unknown stretches between them that no box covers
 */
record Layout(List<Box> boxes, List<long[]> unknown) {
    private static final Set<String> TOP = Set.of(
            "ftyp", "moov", "mdat", "moof", "free", "skip", "wide", "styp", "sidx", "uuid", "meta", "mfra", "pdin",
            "prft", "udta");
    private static final int MOST_BOXES = 200_000;

    static Layout of(Source source) throws IOException {
        List<Box> boxes = new ArrayList<>();
        List<long[]> unknown = new ArrayList<>();
        long length = source.lengthBytes();
        long at = 0;
        while (at < length && boxes.size() < MOST_BOXES) {
            Optional<Box> box = Box.at(source, at, length).filter(found -> TOP.contains(found.type()));
            if (box.isPresent() && (box.get().whole(length) && leads(source, box.get()) || at == length - 8)) {
                boxes.add(box.get());
                at = box.get().end();
                continue;
            }
            if (box.isPresent() && believable(source, box.get())) {
                // It claims more than there is, or leads nowhere: what is known to begin inside ends it.
                boolean open = source.u32(at) == 0;
                long claimed =
                        open ? length : Math.min(length, Math.max(box.get().end(), at + 8));
                long next = signature(source, box.get().body(), claimed);
                long end = next < 0 ? claimed : next;
                boxes.add(new Box(box.get().type(), at, box.get().body(), end));
                at = end;
                continue;
            }
            long next = signature(source, at + 1, length);
            long end = next < 0 ? length : next;
            unknown.add(new long[] {at, end});
            at = end;
        }
        return new Layout(boxes, unknown);
    }

    /** Whether another box or the end follows. */
    private static boolean leads(Source source, Box box) throws IOException {
        if (box.end() == source.lengthBytes()) {
            return box.type().equals("mdat") ? endsThere(source, box) : true;
        }
        if (box.end() > source.lengthBytes() - 8) {
            return true;
        }
        return Box.at(source, box.end(), source.lengthBytes())
                .filter(next -> TOP.contains(next.type()))
                .isPresent();
    }

    /** A box of size 0 reaches to the end of the file, which a camera that lost power never got to correct. */
    private static boolean endsThere(Source source, Box box) throws IOException {
        return source.u32(box.start()) != 0;
    }

    private static boolean believable(Source source, Box box) throws IOException {
        return box.bodyLength() >= 0 && (box.type().equals("mdat") || known(source, box.start() + 4));
    }

    /** The next place where a file, an index or a fragment begins for certain; -1 if there is none. */
    static long signature(Source source, long from, long until) throws IOException {
        long at = from + 4;
        while (at + 4 <= until) {
            int c = source.u8(at);
            if (c == 0 && source.u32(at) == 0) {
                at = Math.max(at + 1, source.afterZeros(at, until));
                continue;
            }
            if ((c == 'f' || c == 'm') && known(source, at) && at - 4 >= from) {
                return at - 4;
            }
            at++;
        }
        return -1;
    }

    /** @param at of the four characters of the type */
    private static boolean known(Source source, long at) throws IOException {
        long word = source.u32(at);
        long size = source.u32(at - 4);
        if (word == type("ftyp")) {
            return size >= 16 && size <= 1024 && letters(source, at + 4);
        }
        if (word == type("moov")) {
            long child = source.u32(at + 8);
            return size >= 16
                    && (child == type("mvhd")
                            || child == type("trak")
                            || child == type("udta")
                            || child == type("iods"));
        }
        if (word == type("moof")) {
            return size >= 24 && source.u32(at + 8) == type("mfhd");
        }
        return false;
    }

    private static boolean letters(Source source, long at) throws IOException {
        for (int i = 0; i < 4; i++) {
            int c = source.u8(at + i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static long type(String name) {
        long value = 0;
        for (byte b : name.getBytes(StandardCharsets.ISO_8859_1)) {
            value = value << 8 | b;
        }
        return value;
    }
}
