package org.vidimus.server.media.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The top level of an MP4, QuickTime or 3GPP file: where its index is and where its media begin. Reads only headers, and stops
 * at the index.
 *
 * @param brand major brand of its {@code ftyp}, if it has one
 * @param index the {@code moov} box, if it was found and is whole
 * @param media the first {@code mdat} or {@code moof} before the index or, without an index, at all
 * @param indexCutOff whether there is an index that ends beyond the file
 */
public record Mp4File(Optional<String> brand, Optional<Box> index, Optional<Box> media, boolean indexCutOff) {
    /** Boxes looked at before the search for an index is given up. */
    private static final int MOST_LOOKED_AT = 2_000;

    private static final int MOST_LOOKED_BEHIND = 64;

    /** An index of twelve hours at 60 frames a second with all its tracks stays well below. */
    private static final long LARGEST_INDEX_BYTES = 128L * 1024 * 1024;

    public static Mp4File read(Bytes bytes) throws IOException {
        Optional<String> brand = Optional.empty();
        Optional<Box> media = Optional.empty();
        long at = 0;
        for (int i = 0; i < MOST_LOOKED_AT; i++) {
            Optional<Box> next = Box.at(bytes, at, bytes.lengthBytes());
            if (next.isEmpty()) {
                break;
            }
            Box box = next.get();
            boolean whole = box.whole(bytes.lengthBytes());
            switch (box.type()) {
                case "ftyp" -> {
                    if (brand.isEmpty() && whole && box.bodyLength() >= 4) {
                        brand = Optional.of(
                                new String(bytes.read(box.body(), 4), java.nio.charset.StandardCharsets.ISO_8859_1));
                    }
                }
                case "moov" -> {
                    boolean usable = whole && box.bodyLength() <= LARGEST_INDEX_BYTES;
                    return new Mp4File(brand, usable ? next : Optional.empty(), media, !whole);
                }
                case "mdat", "moof" -> media = media.or(() -> next);
                default -> {
                    // A box that says nothing about where things are.
                }
            }
            if (!whole) {
                break;
            }
            at = box.end();
        }
        return new Mp4File(brand, Optional.empty(), media, false);
    }

    /** Whether another file with an index of its own was put behind this one. */
    public boolean another(Bytes bytes) throws IOException {
        boolean headSeen = false;
        long at = index.map(Box::end).orElse(bytes.lengthBytes());
        for (int i = 0; i < MOST_LOOKED_BEHIND; i++) {
            Optional<Box> box = Box.at(bytes, at, bytes.lengthBytes());
            if (box.isEmpty() || !box.get().whole(bytes.lengthBytes())) {
                return false;
            }
            headSeen |= box.get().type().equals("ftyp");
            if (headSeen && box.get().type().equals("moov")) {
                return true;
            }
            at = box.get().end();
        }
        return false;
    }

    /** Whether a reader that cannot go back meets the media before it knows what they are. */
    public boolean indexComesLast() {
        return index.isPresent()
                && media.isPresent()
                && media.get().start() < index.get().start();
    }

    /** The index in memory, as a movie. */
    public Optional<Movie> movie(Bytes bytes) throws IOException {
        if (index.isEmpty()) {
            return Optional.empty();
        }
        Box box = index.get();
        Bytes memory = Bytes.of(bytes.read(box.start(), Math.toIntExact(box.end() - box.start())));
        Optional<Box> moov = Box.at(memory, 0, memory.lengthBytes());
        if (moov.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Movie.read(memory, moov.get()));
    }

    /** All whole boxes of a type at the top level, at most {@code most}. */
    public static List<Box> all(Bytes bytes, String type, int most) throws IOException {
        List<Box> found = new ArrayList<>();
        long at = 0;
        while (found.size() < most) {
            Optional<Box> box = Box.at(bytes, at, bytes.lengthBytes());
            if (box.isEmpty() || !box.get().whole(bytes.lengthBytes())) {
                break;
            }
            if (box.get().type().equals(type)) {
                found.add(box.get());
            }
            at = box.get().end();
        }
        return found;
    }
}
