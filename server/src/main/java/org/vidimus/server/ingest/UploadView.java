package org.vidimus.server.ingest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vidimus.trust.Sha256;

/**
 * An upload as the API shows it.
 *
 * @param sha256 of all bytes, once they are here; {@code declaredSha256} is what the sender said
 * @param securedAt when the stored copy was read back; of a duplicate, the copy that it duplicates. The camera's file may go
 *     from then on, and not before
 */
record UploadView(
        UUID id,
        UploadState state,
        long offsetBytes,
        long lengthBytes,
        String name,
        @Nullable String camera,
        @Nullable String recording,
        int part,
        @Nullable String sha256,
        @Nullable String declaredSha256,
        @Nullable UUID evidence,
        @Nullable Integer original,
        @Nullable Problem problem,
        List<String> flags,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant securedAt,
        @Nullable Instant erasedAt) {
    record Problem(String code, String detail) {}

    static UploadView of(Upload upload) {
        Description description = upload.description();
        boolean arrived = upload.original().isPresent();
        return new UploadView(
                upload.id().value(),
                upload.state(),
                upload.offsetBytes(),
                upload.lengthBytes(),
                description.name(),
                description.camera().orElse(null),
                description.recording().orElse(null),
                description.part(),
                upload.sha256().map(Sha256::toString).orElse(null),
                description.sha256().map(Sha256::toString).orElse(null),
                arrived ? upload.evidence().value() : null,
                upload.original().orElse(null),
                upload.problem()
                        .map(trouble -> new Problem(trouble.code(), trouble.detail()))
                        .orElse(null),
                upload.flags(),
                upload.createdAt(),
                upload.expiresAt(),
                upload.securedAt().orElse(null),
                upload.erasedAt().orElse(null));
    }
}
