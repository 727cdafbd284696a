package org.vidimus.server.media.salvage.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.media.mp4.Box;
import org.vidimus.server.media.salvage.codec.AacFrames;

/**
 * Puts a file together that lies on a card in several pieces, without its directory: its index names every sample and its
 * length, and a sample that does not continue where the last one ended begins a piece in another cluster, where it reads as one.
 */
public final class Pieces {
    /** How far ahead the next piece is searched for. */
    private static final long FARTHEST_BYTES = 4L << 30;

    private static final int MOST_PIECES = 256;
    private static final int WITNESSES = 3;

    private final Source image;
    private final long start;
    private final long grid;

    private Pieces(Source image, long start, long grid) {
        this.image = image;
        this.start = start;
        this.grid = grid;
    }

    /** Whether a box is an index with at least one track. */
    public static boolean isIndex(Source source, Box moov) throws IOException {
        return moov.whole(source.lengthBytes())
                && !TrackShape.tracks(source, moov, source.lengthBytes()).isEmpty();
    }

    /**
     * @param grid bytes of a cluster
     * @return offset and length of each piece; empty if no index of the file is found
     */
    public static List<long[]> of(Source image, long start, long grid) throws IOException {
        return new Pieces(image, start, grid).find();
    }

    /** A sample of any track, by where it lies in the file. */
    private record Place(
            long offset,
            int length,
            @Nullable VideoFinder video,
            @Nullable AacFrames sound) {
        boolean tells() {
            return video != null || sound != null && length > 16;
        }
    }

    private List<long[]> find() throws IOException {
        long at = start;
        Optional<Box> media = Optional.empty();
        Optional<Box> index = Optional.empty();
        while (media.isEmpty()) {
            Optional<Box> box = Box.at(image, at, image.lengthBytes());
            if (box.isEmpty() || box.get().end() <= at) {
                return List.of();
            }
            switch (box.get().type()) {
                case "mdat" -> media = box;
                case "moov" -> index = box;
                case "ftyp", "free", "wide", "skip", "uuid" -> {
                    // Before the media.
                }
                default -> {
                    return List.of();
                }
            }
            at = box.get().end();
        }
        long logicalEnd = media.get().end() - start;
        if (index.isPresent()) {
            return pieces(index.get(), logicalEnd, 0);
        }
        return indexBehind(logicalEnd);
    }

    /** The index comes after the media: a whole number of clusters later than it would without foreign ones between. */
    private List<long[]> indexBehind(long logicalEnd) throws IOException {
        for (long away = grid; away <= FARTHEST_BYTES; away += grid) {
            long at = start + logicalEnd + away;
            if (at + 16 > image.lengthBytes()) {
                return List.of();
            }
            Optional<Box> box = Box.at(image, at, image.lengthBytes());
            if (box.isPresent()
                    && box.get().type().equals("moov")
                    && isIndex(image, box.get())
                    && names(box.get(), logicalEnd)) {
                return pieces(box.get(), logicalEnd, box.get().end() - box.get().start());
            }
        }
        return List.of();
    }

    private boolean names(Box moov, long logicalEnd) throws IOException {
        long last = 0;
        for (TrackShape.Indexed track : TrackShape.tracks(image, moov, image.lengthBytes())) {
            Tables tables = track.tables();
            for (int i = 0; i < tables.count(); i++) {
                last = Math.max(last, tables.offsets()[i] + tables.lengths()[i]);
            }
        }
        return last <= logicalEnd && last > logicalEnd - 64 * 1024;
    }

    private List<long[]> pieces(Box moov, long logicalEnd, long indexBytes) throws IOException {
        List<Place> places = places(moov);
        List<long[]> pieces = new ArrayList<>();
        long away = 0;
        long pieceFrom = 0;
        for (int i = 0; i < places.size() && pieces.size() < MOST_PIECES; i++) {
            Place place = places.get(i);
            if (!place.tells() || reads(place, away)) {
                continue;
            }
            long further = continued(places, i, away);
            if (further < 0) {
                continue;
            }
            long cut = boundary(place, away, further);
            pieces.add(new long[] {start + pieceFrom + away, cut - pieceFrom});
            pieceFrom = cut;
            away = further;
        }
        long end = logicalEnd + indexBytes;
        long lastAway = indexBytes > 0 ? moov.start() - start - logicalEnd : away;
        if (lastAway != away) {
            // The last samples tell nothing of the last break: the index does.
            long cut = logicalEnd / grid * grid;
            pieces.add(new long[] {start + pieceFrom + away, cut - pieceFrom});
            pieceFrom = cut;
        }
        pieces.add(new long[] {
            start + pieceFrom + lastAway, Math.min(end - pieceFrom, image.lengthBytes() - start - pieceFrom - lastAway)
        });
        return pieces;
    }

    private List<Place> places(Box moov) throws IOException {
        List<Place> places = new ArrayList<>();
        for (TrackShape.Indexed track : TrackShape.tracks(image, moov, image.lengthBytes())) {
            var syntax = track.shape().syntax();
            VideoFinder video = syntax == null
                    ? null
                    : new VideoFinder(image, syntax.get(), track.shape().nalLengthBytes(), Integer.MAX_VALUE);
            AacFrames sound = track.shape().aac();
            for (int i = 0; i < track.tables().count(); i++) {
                places.add(new Place(track.tables().offsets()[i], track.tables().lengths()[i], video, sound));
            }
        }
        places.sort(Comparator.comparingLong(Place::offset));
        return places;
    }

    private boolean reads(Place place, long away) throws IOException {
        long at = start + place.offset() + away;
        if (at < 0 || place.length() <= 0 || at > image.lengthBytes() - place.length()) {
            return false;
        }
        if (place.video() != null) {
            Finder.Hit hit = place.video().at(at, at + place.length());
            return hit != null && !hit.damaged() && hit.length() == place.length();
        }
        return place.sound() != null && place.sound().length(image.upTo(at, place.length()), 0) == place.length();
    }

    /** How far on the samples after a break lie; the broken one itself may lie in both pieces. */
    private long continued(List<Place> places, int broken, long away) throws IOException {
        List<Place> witnesses = places.subList(broken + 1, places.size()).stream()
                .filter(Place::tells)
                .limit(WITNESSES)
                .toList();
        if (witnesses.isEmpty()) {
            return -1;
        }
        for (long further = away + grid; further <= away + FARTHEST_BYTES; further += grid) {
            if (start + witnesses.getFirst().offset() + further >= image.lengthBytes()) {
                return -1;
            }
            if (reads(witnesses.getFirst(), further)) {
                boolean all = true;
                for (Place witness : witnesses) {
                    all &= reads(witness, further);
                }
                if (all) {
                    return further;
                }
            }
        }
        return -1;
    }

    /** The border of clusters, within the broken sample, at which the file goes over: that with which the sample reads. */
    private long boundary(Place place, long away, long further) throws IOException {
        if (reads(place, further)) {
            // It lies in the next piece from its first byte on. The sample before may have lost its end, which shows
            // nowhere.
            return place.offset() / grid * grid;
        }
        // A file begins with a cluster: its borders are multiples of their size from there.
        long first = (place.offset() + grid - 1) / grid * grid;
        long last = place.offset() + place.length();
        for (long cut = first; cut < last; cut += grid) {
            if (readsAcross(place, cut, away, further)) {
                return cut;
            }
        }
        return Math.min(first, last);
    }

    private boolean readsAcross(Place place, long cut, long away, long further) throws IOException {
        int before = (int) (cut - place.offset());
        byte[] bytes = new byte[place.length()];
        System.arraycopy(image.read(start + place.offset() + away, before), 0, bytes, 0, before);
        System.arraycopy(
                image.read(start + cut + further, place.length() - before), 0, bytes, before, place.length() - before);
        if (place.sound() != null) {
            return place.sound().length(bytes, 0) == place.length();
        }
        Source alone = new Source(org.vidimus.server.media.mp4.Bytes.of(bytes));
        Finder.Hit hit =
                place.video() == null ? null : place.video().over(alone).at(0, bytes.length);
        return hit != null && !hit.damaged() && hit.length() == place.length();
    }
}
