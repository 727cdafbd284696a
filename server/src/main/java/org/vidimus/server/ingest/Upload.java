package org.vidimus.server.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.trust.Sha256;

/**
 * One announced file.
 *
 * @param object empty when the bytes went: a duplicate's, or an expired one's
 * @param evidence what it belongs to; reserved until it is sealed
 * @param original number within the evidence, once it is one
 * @param offsetBytes what is durable
 * @param madeBy the person or token that announced it
 * @param sha256 of all bytes, once they are here
 * @param securedAt when the stored copy was read back; of a duplicate, that of the original it duplicates
 */
record Upload(
        UploadId id,
        UploadState state,
        Optional<ObjectId> object,
        EvidenceId evidence,
        Optional<Integer> original,
        long lengthBytes,
        long offsetBytes,
        Description description,
        Optional<UUID> cameraId,
        List<String> flags,
        UUID madeBy,
        Optional<PersonId> wearer,
        Optional<UnitId> unit,
        Optional<Sha256> sha256,
        Optional<Trouble> problem,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> securedAt,
        Optional<Instant> erasedAt) {
    /** What is wrong with it, in the words that its sender got. */
    record Trouble(String code, String detail) {}

    Subject subject() {
        return Subject.upload(id.value());
    }

    boolean complete() {
        return offsetBytes == lengthBytes;
    }

    /** Whether it is an original whose stored copy is known to be broken. */
    boolean isBroken() {
        return (state == UploadState.SEALED && problem.isPresent())
                || (state == UploadState.SECURED && securedAt.isEmpty());
    }

    /** Whether bytes of it are kept that were not taken as evidence. */
    boolean inQuarantine() {
        return (state == UploadState.REFUSED || state == UploadState.EXPIRED) && object.isPresent();
    }

    /** The bytes' object, while there is one. */
    ObjectId bytes() {
        return object.orElseThrow(() -> new IllegalStateException("upload " + id + " has no bytes any more"));
    }

    Mishaps.Mishap mishap(Mishaps.Cause cause, Trouble trouble) {
        return new Mishaps.Mishap(
                cause,
                description.camera(),
                cameraId,
                unit,
                wearer,
                description.recording(),
                Optional.of(description.part()),
                description.name(),
                Optional.of(id.value()),
                trouble.code() + ": " + trouble.detail());
    }

    /** What was declared and what came, for an answer. */
    Map<String, Object> digests() {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("lengthBytes", lengthBytes);
        facts.put("offsetBytes", offsetBytes);
        description.sha256().ifPresent(declared -> facts.put("declaredSha256", declared.toString()));
        sha256.ifPresent(received -> facts.put("receivedSha256", received.toString()));
        return facts;
    }
}
