package org.vidimus.server.media.salvage.card;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vidimus.server.media.Decoding;
import org.vidimus.server.media.mp4.Box;
import org.vidimus.server.media.mp4.Bytes;
import org.vidimus.server.media.salvage.repair.Pieces;
import org.vidimus.server.media.salvage.repair.Source;

/**
 * Finds recordings on the image of a card: what its directories list, what they say was deleted, and what lies in clusters that
 * no file of theirs owns. Of a file that is carved, first the chain of its clusters is asked, where the table still has it; then
 * it is taken as lying in one piece; and where its boxes then lead nowhere, its index says which samples must come next, and the
 * cluster in which they do is searched for.
 */
public final class CardImage {
    /** As many as are looked for; where there are so many, there may be more. */
    public static final int MOST_FILES = 20_000;

    private static final int HEAD_BYTES = 64 * 1024;
    private static final Pattern FOOTAGE =
            Pattern.compile("(?i).*\\.(mp4|mov|m4v|3gp|lrv|avi|mkv|webm|ts|mts|m2ts|tod|mpg|mpeg|mod"
                    + "|vob|wmv|asf|flv|h264|264|avc|h265|265|hevc)");
    private static final Set<String> VIDEO = Set.of(
            "MP4",
            "QUICKTIME",
            "THREE_GP",
            "MATROSKA",
            "WEBM",
            "AVI",
            "MPEG_TS",
            "MPEG_PS",
            "FLV",
            "ASF",
            "H264",
            "H265");
    private static final long LARGEST_LISTED = 1L << 44;

    private final Source image;
    private final Optional<Volume> volume;
    private final long grid;
    private final long origin;

    private CardImage(Bytes bytes) throws IOException {
        this.image = new Source(bytes);
        this.volume = Volume.of(image);
        this.grid = volume.map(Volume::clusterBytes).map(Integer::longValue).orElse(512L);
        this.origin = volume.map(found -> found.heap() % found.clusterBytes()).orElse(0L);
    }

    /** Whether the bytes begin as an image of a card would. */
    public static boolean is(Bytes bytes) throws IOException {
        return Volume.of(bytes).isPresent();
    }

    /** All recordings that are found, in the order in which they lie on the card. */
    public static List<CardFile> files(Bytes bytes) throws IOException {
        return new CardImage(bytes).find();
    }

    private List<CardFile> find() throws IOException {
        List<CardFile> files = new ArrayList<>();
        if (volume.isPresent()) {
            for (CardFile file : volume.get().files()) {
                if (!file.extents().isEmpty() && file.lengthBytes() < LARGEST_LISTED && mayBeFootage(file)) {
                    files.add(file);
                }
            }
        }
        List<Long> starts = starts();
        for (int i = 0; i < starts.size() && files.size() < MOST_FILES; i++) {
            long start = starts.get(i);
            boolean known =
                    files.stream().anyMatch(file -> file.extents().getFirst().offset() == start);
            if (!known) {
                long bound = i + 1 < starts.size() ? starts.get(i + 1) : image.lengthBytes();
                files.add(carve(start, bound));
            }
        }
        files.sort(Comparator.comparingLong(file -> file.extents().getFirst().offset()));
        return files;
    }

    /**
     * Whether it begins as recordings do that are found without a name, or has the name of one. Where something was deleted the
     * name may be all that is left: its clusters must hold the beginning of some video.
     */
    private boolean mayBeFootage(CardFile file) throws IOException {
        if (begins(file.extents().getFirst().offset())) {
            return true;
        }
        if (!FOOTAGE.matcher(file.name()).matches()) {
            return false;
        }
        ExtentBytes bytes = new ExtentBytes(image, file.extents());
        return file.origin() == CardFile.Origin.LISTED
                || VIDEO.contains(Decoding.kindOf(bytes.read(0, (int) Math.min(HEAD_BYTES, bytes.lengthBytes()))));
    }

    /** Every place on the grid of clusters where a recording begins. */
    private List<Long> starts() throws IOException {
        List<Long> starts = new ArrayList<>();
        for (long at = origin; at + 12 <= image.lengthBytes() && starts.size() < MOST_FILES; at += grid) {
            if (begins(at)) {
                starts.add(at);
            }
        }
        return starts;
    }

    private boolean begins(long at) throws IOException {
        if (at + 12 > image.lengthBytes()) {
            return false;
        }
        byte[] head = image.read(at, 12);
        String type = new String(head, 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
        boolean mp4 = type.equals("ftyp") && head[0] == 0 && head[1] == 0 && head[2] <= 4;
        boolean avi = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).matches("(?s)RIFF....AVI ");
        boolean matroska =
                head[0] == 0x1a && (head[1] & 0xff) == 0x45 && (head[2] & 0xff) == 0xdf && (head[3] & 0xff) == 0xa3;
        return mp4 || avi || matroska;
    }

    private CardFile carve(long start, long bound) throws IOException {
        String name = "carved-" + start;
        if (volume.isPresent()) {
            long cluster = (start - volume.get().heap()) / volume.get().clusterBytes() + 2;
            if (volume.get().next(cluster) != 0) {
                List<CardFile.Extent> chain = volume.get().chain(cluster, LARGEST_LISTED);
                if (chain.size() > 0 && chain.getLast().offset() > 0) {
                    return new CardFile(name, CardFile.Origin.CARVED, trimmed(chain));
                }
            }
        }
        long end = endOfBoxes(start);
        if (end > 0) {
            return new CardFile(name, CardFile.Origin.CARVED, List.of(new CardFile.Extent(start, end - start)));
        }
        List<CardFile.Extent> pieced = pieced(start);
        if (!pieced.isEmpty()) {
            return new CardFile(name, CardFile.Origin.CARVED, pieced);
        }
        return new CardFile(name, CardFile.Origin.CARVED, List.of(new CardFile.Extent(start, bound - start)));
    }

    /** A chain ends with its cluster, a file before: at the end of its last box, if the boxes make sense to there. */
    private List<CardFile.Extent> trimmed(List<CardFile.Extent> chain) throws IOException {
        ExtentBytes bytes = new ExtentBytes(image, chain);
        long end = 0;
        for (Box box : Box.between(bytes, 0, bytes.lengthBytes())) {
            if (box.type().chars().anyMatch(c -> c < ' ' || c > '~')) {
                break;
            }
            end = box.end();
        }
        return end > bytes.lengthBytes() - grid && end <= bytes.lengthBytes() ? cut(chain, end) : chain;
    }

    private static List<CardFile.Extent> cut(List<CardFile.Extent> extents, long length) {
        List<CardFile.Extent> kept = new ArrayList<>();
        long left = length;
        for (CardFile.Extent extent : extents) {
            if (left > 0) {
                kept.add(new CardFile.Extent(extent.offset(), Math.min(left, extent.length())));
                left -= extent.length();
            }
        }
        return kept;
    }

    /** The end of a file in one piece: its boxes lead from one to the next and there is an index; 0 if they do not. */
    private long endOfBoxes(long start) throws IOException {
        boolean index = false;
        boolean media = false;
        long at = start;
        while (true) {
            Optional<Box> box = Box.at(image, at, image.lengthBytes());
            boolean ends = box.isEmpty()
                    || !known(box.get())
                    || !box.get().whole(image.lengthBytes())
                    || at > start && box.get().type().equals("ftyp");
            if (ends) {
                return index && media ? at : 0;
            }
            index |= box.get().type().equals("moov") && Pieces.isIndex(image, box.get());
            media |= box.get().type().equals("mdat");
            at = box.get().end();
        }
    }

    private static boolean known(Box box) {
        return List.of(
                        "ftyp", "moov", "mdat", "moof", "free", "skip", "wide", "uuid", "udta", "sidx", "styp", "mfra",
                        "meta", "pdin")
                .contains(box.type());
    }

    /** A file in several pieces, by its index: before its media, or where the length of its media says that it must be. */
    private List<CardFile.Extent> pieced(long start) throws IOException {
        return Pieces.of(image, start, grid).stream()
                .map(piece -> new CardFile.Extent(piece[0], piece[1]))
                .toList();
    }
}
