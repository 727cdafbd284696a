package org.vidimus.server.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.Card;
import org.vidimus.server.evidence.Detail;
import org.vidimus.server.evidence.Details;
import org.vidimus.server.evidence.Position;
import org.vidimus.server.evidence.Viewing;
import org.vidimus.server.evidence.ViewingCopies;
import org.vidimus.trust.BundleDescription;
import org.vidimus.trust.BundleFile;

/**
 * {@code metadata/evidence/<id>.json}: what is known about one piece of evidence, for people and programs. Facts are grouped by
 * where they come from, because they do not all weigh the same.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvidenceMetadata(
        String format,
        Evidence evidence,
        @Nullable Person wearer,
        @Nullable Person unit,
        @Nullable Camera camera,
        Times times,
        @Nullable Place place,
        List<File> originals,
        List<Integer> missingParts,
        List<Viewable> renditions) {
    static final String FORMAT = "vidimus.evidence/v1";

    record Evidence(
            UUID id, String kind, String title, @Nullable Category category, Derivation derivation) {}

    record Category(String id, String english, String german) {}

    /** How it came to be. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Derivation(String kind, String meaning, @Nullable String how) {
        static Derivation received() {
            return new Derivation("received", "received as it is; every original is bit for bit what came in", null);
        }

        static Derivation copy(int original, ViewingCopies.Recipe recipe) {
            return new Derivation(
                    "rendition",
                    "made by machine from original " + original + ", for viewing; not an original",
                    how(recipe));
        }

        private static String how(ViewingCopies.Recipe recipe) {
            return switch (recipe) {
                case MP4 ->
                    "ffmpeg: first picture and first sound track as H.264 and AAC in MP4, taken over where they were that, else"
                            + " encoded anew, the picture at most 1280 pixels on its longer edge; everything else left out";
                case JPEG ->
                    "ffmpeg: decoded and encoded anew as JPEG, at most 4096 pixels on its longer edge; everything else left"
                            + " out";
            };
        }
    }

    record Person(UUID id, String name) {}

    /** @param clockOffsetMs camera clock minus true time, as a dock measured it */
    record Camera(
            String serial,
            @Nullable String recording,
            @Nullable Instant cameraStart,
            @Nullable Long clockOffsetMs) {}

    /** @param recordedStart what the camera said, less the offset of its clock */
    record Times(
            @Nullable Instant recordedStart,
            @Nullable Instant recordedEnd,
            Instant receivedAt,
            @Nullable Long durationMs) {}

    record Place(@Nullable String name, @Nullable Position position) {}

    /**
     * @param path in the bag
     * @param name exactly as received, whatever characters it has
     * @param media what examining the file found; a finding of the server, not part of what was received
     */
    record File(
            int n,
            String path,
            String name,
            String sha256,
            long lengthBytes,
            String mediaType,
            @Nullable Integer part,
            @Nullable String sidecarOf,
            @Nullable Instant recordedStart,
            @Nullable Instant recordedEnd,
            @Nullable Instant cameraStart,
            @Nullable Long clockOffsetMs,
            Instant receivedAt,
            @Nullable Instant securedAt,
            Viewing.@Nullable Media media) {}

    /**
     * A machine-made copy for viewing. Never an original.
     *
     * @param path in the bag
     * @param ofOriginal number of the original that it was made from
     * @param ofSha256 digest of that original
     */
    record Viewable(
            String path, int ofOriginal, String ofSha256, String sha256, long lengthBytes, Derivation derivation) {
        static Viewable of(BundleFile file, Detail.File original, ViewingCopies.Recipe recipe) {
            return new Viewable(
                    file.path(),
                    original.n(),
                    original.sha256(),
                    file.sha256().toString(),
                    file.lengthBytes(),
                    Derivation.copy(original.n(), recipe));
        }
    }

    static EvidenceMetadata of(
            Detail detail, List<BundleDescription.OriginalLine> lines, List<Viewable> renditions, Details details) {
        Card card = detail.card();
        return new EvidenceMetadata(
                FORMAT,
                new Evidence(
                        card.id(), card.kind().name(), card.title(), category(card, details), Derivation.received()),
                person(card.wearer()),
                person(card.unit()),
                Optional.ofNullable(card.camera())
                        .map(serial -> new Camera(serial, card.recording(), card.cameraStart(), card.clockOffsetMs()))
                        .orElse(null),
                new Times(card.recordedStart(), card.recordedEnd(), card.receivedAt(), card.durationMs()),
                card.place() == null && card.position() == null ? null : new Place(card.place(), card.position()),
                detail.originals().stream().map(file -> file(file, lines)).toList(),
                card.missingParts(),
                renditions);
    }

    private static @Nullable Category category(Card card, Details details) {
        String id = card.category();
        if (id == null) {
            return null;
        }
        return new Category(
                id,
                details.category(id, Locale.ENGLISH).orElse(id),
                details.category(id, Locale.GERMAN).orElse(id));
    }

    private static @Nullable Person person(Card.@Nullable Named named) {
        return named == null ? null : new Person(named.id(), named.name());
    }

    private static File file(Detail.File file, List<BundleDescription.OriginalLine> lines) {
        String path = lines.stream()
                .filter(line -> line.number() == file.n())
                .findFirst()
                .orElseThrow()
                .path();
        return new File(
                file.n(),
                path,
                file.name(),
                file.sha256(),
                file.lengthBytes(),
                file.mediaType(),
                file.part(),
                file.sidecarOf(),
                file.recordedStart(),
                file.recordedEnd(),
                file.cameraStart(),
                file.clockOffsetMs(),
                file.receivedAt(),
                file.securedAt(),
                file.media());
    }
}
