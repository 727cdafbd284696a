package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;

/** A camera as the API shows it. */
record CameraView(
        UUID id,
        String serial,
        @Nullable String maker,
        @Nullable String model,
        @Nullable Ref unit,
        @Nullable Ref wearer,
        boolean active,
        @Nullable Report lastReport) {
    record Ref(UUID id) {}

    record Report(
            Instant at,
            @Nullable String dock,
            @Nullable String layout,
            @Nullable String firmware,
            @Nullable Long clockOffsetMs,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            @Nullable Integer batteryPercent,
            @Nullable Boolean readOnly,
            @Nullable Long filesListed,
            Map<String, Long> counters,
            List<CameraReport.FileProblem> problems,
            List<Missing> missing) {}

    static CameraView of(Camera camera) {
        return new CameraView(
                camera.id().value(),
                camera.serial(),
                camera.maker().orElse(null),
                camera.model().orElse(null),
                camera.unit().map(UnitId::value).map(Ref::new).orElse(null),
                camera.wearer().map(PersonId::value).map(Ref::new).orElse(null),
                camera.active(),
                camera.lastReport()
                        .map(report -> report(report, camera.missing()))
                        .orElse(null));
    }

    private static Report report(Camera.StoredReport stored, List<Missing> missing) {
        CameraReport.State state = stored.state();
        return new Report(
                stored.receivedAt(),
                state.dock(),
                state.layout(),
                state.firmware(),
                state.clockOffsetMs(),
                state.freeBytes(),
                state.totalBytes(),
                state.batteryPercent(),
                state.readOnly(),
                state.filesListed(),
                state.counters(),
                state.problems(),
                missing);
    }
}
