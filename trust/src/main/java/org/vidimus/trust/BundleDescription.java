package org.vidimus.trust;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a bundle says of itself in {@code metadata/bundle.txt}, {@code vidimus.bundle/v1}: signed by the ledger's key, it is
 * the root from which every other byte of the bundle is checked. Line-based text with one spelling only; see
 * {@code docs/spec/bundle.md}.
 *
 * @param made when, UTC, in microseconds
 * @param by who exported it
 * @param service the agency, as it calls itself
 * @param purpose as stated, where it was stated
 * @param checkpoint of the ledger that all proofs are against; without extensions
 * @param evidence what is inside, kept in order of the ids
 * @param originals the files under {@code data/}, kept in order of evidence and number
 * @param files every other file but the ones that come from this one, kept in order of the paths
 */
public record BundleDescription(
        UUID id,
        Instant made,
        Actor by,
        String service,
        Optional<String> purpose,
        Checkpoint checkpoint,
        List<EvidenceLine> evidence,
        List<OriginalLine> originals,
        List<FileLine> files) {
    /** First line. */
    public static final String HEADER = "vidimus.bundle/v1";

    private static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

    /**
     * One piece of evidence.
     *
     * @param entries how many entries its history has, up to and including the attempt of this export
     * @param lastIndex leaf index of that attempt
     * @param title as shown to people
     */
    public record EvidenceLine(UUID evidence, long entries, long lastIndex, String title) {
        public EvidenceLine {
            title = Text.wellFormed(title);
            if (entries < 1 || lastIndex < 0) {
                throw new IllegalArgumentException("a history has at least the attempt of the export");
            }
        }

        String line() {
            return evidence + " " + entries + " " + lastIndex + " " + Escape.escape(title);
        }
    }

    /**
     * One original.
     *
     * @param number from 1, within its evidence
     * @param safeName {@link SafeName} that the file has in the bundle after its number
     * @param name as it was received
     */
    public record OriginalLine(
            UUID evidence, int number, long lengthBytes, Sha256 sha256, String safeName, String name) {
        public OriginalLine {
            name = Text.wellFormed(name);
            if (number < 1 || lengthBytes < 0) {
                throw new IllegalArgumentException("original " + number + " of " + lengthBytes + " bytes");
            }
            if (!SafeName.is(safeName)) {
                throw new IllegalArgumentException("not a safe file name");
            }
        }

        /** An original under the safe form of its name. */
        public static OriginalLine of(UUID evidence, int number, long lengthBytes, Sha256 sha256, String name) {
            return new OriginalLine(evidence, number, lengthBytes, sha256, SafeName.of(name), name);
        }

        /** Where it is in the bag: {@code data/<evidence>/<number>-<safe name>}. */
        public String path() {
            return "data/" + evidence + "/" + number + "-" + safeName;
        }

        String line() {
            return evidence + " " + number + " " + lengthBytes + " " + sha256 + " " + safeName + " "
                    + Escape.escape(name);
        }
    }

    /** One other file of the bag, by its path in the bag. */
    public record FileLine(String path, long lengthBytes, Sha256 sha256) {
        public FileLine {
            if (!BagPath.isSafe(path)) {
                throw new IllegalArgumentException("not a safe path");
            }
        }

        String line() {
            return sha256 + " " + lengthBytes + " " + path;
        }
    }

    /** Sorts what has an order, and refuses repetition. */
    public BundleDescription {
        made = made.truncatedTo(ChronoUnit.MICROS);
        service = Text.wellFormed(service);
        purpose = purpose.map(Text::wellFormed);
        evidence = sortedOnce(evidence, Comparator.comparing(EvidenceLine::evidence, BY_TEXT));
        originals = sortedOnce(
                originals,
                Comparator.comparing(OriginalLine::evidence, BY_TEXT).thenComparingInt(OriginalLine::number));
        files = sortedOnce(files, (left, right) -> BagPath.ORDER.compare(left.path(), right.path()));
        if (!checkpoint.extensions().isEmpty()) {
            throw new IllegalArgumentException("the checkpoint is named without extensions");
        }
    }

    private static <T> List<T> sortedOnce(List<T> items, Comparator<T> order) {
        var sorted = new ArrayList<>(items);
        sorted.sort(order);
        for (int i = 1; i < sorted.size(); i++) {
            if (order.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                throw new IllegalArgumentException("listed twice: " + sorted.get(i));
            }
        }
        return List.copyOf(sorted);
    }

    /** The one folder of the zip: {@code vidimus-<id>}. */
    public String folder() {
        return folder(id);
    }

    static String folder(UUID id) {
        return "vidimus-" + id;
    }

    BundleDescription withFiles(List<FileLine> all) {
        return new BundleDescription(id, made, by, service, purpose, checkpoint, evidence, originals, all);
    }

    /** The bytes of {@code metadata/bundle.txt}. */
    public byte[] encode() {
        var text = new StringBuilder(1024).append(HEADER).append('\n');
        line(text, "id", id.toString());
        line(text, "made", Stamp.micros(made));
        line(text, "by", by.line());
        line(text, "service", Escape.escape(service));
        purpose.ifPresent(why -> line(text, "purpose", Escape.escape(why)));
        line(text, "origin", checkpoint.origin());
        line(text, "checkpoint", checkpoint.size() + " " + checkpoint.root());
        evidence.forEach(item -> line(text, "evidence", item.line()));
        originals.forEach(item -> line(text, "original", item.line()));
        files.forEach(item -> line(text, "file", item.line()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    /**
     * The text whose signed note is {@code metadata/bundle.txt.sig}. Its second line is no number, so it can never be taken
     * for a checkpoint, which the same key signs.
     */
    public static String textToSign(UUID id, byte[] encoded) {
        return HEADER + "\nbundle " + id + "\nsha256 " + Sha256.of(encoded) + "\n";
    }

    /**
     * Reads a description in its one spelling.
     *
     * @throws Malformed with {@link FindingCode#BUNDLE_TEXT_MALFORMED}
     */
    public static BundleDescription parse(byte[] bytes) {
        return BundleDescriptionReader.read(bytes);
    }
}
