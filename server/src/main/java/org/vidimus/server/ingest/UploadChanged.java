package org.vidimus.server.ingest;

import java.util.Optional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;

/**
 * An upload got on. Published to whoever listens in this server, on the way as well as at the end; a screen's news, never a
 * proof.
 *
 * @param offsetBytes what has come in; on the way, some of it may not be durable yet
 */
public record UploadChanged(
        UploadId id,
        Optional<String> camera,
        String name,
        long offsetBytes,
        long lengthBytes,
        UploadState state,
        Optional<PersonId> wearer,
        Optional<UnitId> unit) {
    static UploadChanged of(Upload upload, long offsetBytes, UploadState state) {
        return new UploadChanged(
                upload.id(),
                upload.description().camera(),
                upload.description().name(),
                offsetBytes,
                upload.lengthBytes(),
                state,
                upload.wearer(),
                upload.unit());
    }
}
