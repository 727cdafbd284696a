package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;

/**
 * A registered camera.
 *
 * @param missing what should exist by the camera's own numbering and neither arrived nor is still on it
 */
public record Camera(
        CameraId id,
        String serial,
        Optional<String> maker,
        Optional<String> model,
        Optional<UnitId> unit,
        Optional<PersonId> wearer,
        boolean active,
        Optional<StoredReport> lastReport,
        List<Missing> missing) {
    /** @param receivedAt by the server's clock */
    public record StoredReport(Instant receivedAt, CameraReport.State state) {}
}
