package org.vidimus.server.ingest.bodyworn;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.ingest.Deliveries;
import org.vidimus.server.ingest.Deliveries.Reason;
import org.vidimus.server.vault.ObjectId;

/**
 * One version of an object.
 *
 * @param etag as Swift shows it: the MD5, or in quotation marks that of a large object's pieces
 * @param content small ones are kept here, not in the vault
 * @param object where the vault has its bytes
 * @param original number within the evidence, once it is one
 * @param part of the recording, where it is a clip
 * @param problem why it is in quarantine
 */
record Thing(
        UUID id,
        UUID container,
        String name,
        int version,
        Kind kind,
        State state,
        String etag,
        long lengthBytes,
        String contentType,
        Meta meta,
        byte @Nullable [] content,
        Optional<ObjectId> object,
        Optional<UUID> upload,
        Optional<EvidenceId> evidence,
        Optional<Integer> original,
        Optional<Integer> part,
        Optional<Reason> problem,
        Instant madeAt) {
    static final String KEY_ENDING = ".key";

    enum Kind {
        CLIP,
        KEY,
        TRACK,
        BOOKMARK,
        OTHER;

        static Kind of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("bookmark_")) {
                return BOOKMARK;
            }
            if (lower.endsWith(KEY_ENDING)) {
                return KEY;
            }
            if (lower.endsWith("_gpstrail.json")) {
                return TRACK;
            }
            return lower.endsWith(".mkv") || lower.endsWith(".mp4") ? CLIP : OTHER;
        }
    }

    enum State {
        STORED,
        SEALED,
        DUPLICATE,
        QUARANTINED,
        HELD,
        JOINED;

        static State of(Deliveries.End end) {
            return switch (end) {
                case SEALED -> SEALED;
                case DUPLICATE -> DUPLICATE;
                case QUARANTINED -> QUARANTINED;
            };
        }
    }

    /** The same after it was taken out of the quarantine, with what came of that. */
    Thing ended(Deliveries.Taken taken, int number) {
        boolean duplicate = taken.end() == Deliveries.End.DUPLICATE;
        return new Thing(
                id,
                container,
                name,
                version,
                kind,
                State.of(taken.end()),
                etag,
                lengthBytes,
                contentType,
                meta,
                content,
                duplicate ? Optional.empty() : object,
                upload,
                taken.end() == Deliveries.End.QUARANTINED ? Optional.empty() : Optional.of(taken.evidence()),
                taken.original(),
                kind == Kind.CLIP && !duplicate ? Optional.of(number) : Optional.empty(),
                taken.reason(),
                madeAt);
    }

    boolean isEvidence() {
        return state == State.SEALED || state == State.DUPLICATE;
    }

    /** The name without what comes after its last point. */
    static String stem(String name) {
        int point = name.lastIndexOf('.');
        return point <= 0 ? name : name.substring(0, point);
    }
}
