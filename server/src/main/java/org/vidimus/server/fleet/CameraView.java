package org.vidimus.server.fleet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A camera as the API shows it.
 *
 * @param wearer to whom it is allocated
 * @param batteryPercent the newest that is known, by its slot or its last report
 * @param may codes of what the caller may do with it
 */
record CameraView(
        UUID id,
        String serial,
        @Nullable String maker,
        @Nullable String model,
        @Nullable Ref unit,
        @Nullable Ref wearer,
        Standing standing,
        Camera.Place place,
        FleetState state,
        @Nullable SlotView slot,
        @Nullable String firmware,
        @Nullable String asset,
        @Nullable LocalDate boughtOn,
        @Nullable LocalDate warrantyUntil,
        @Nullable String note,
        Instant registeredAt,
        @Nullable Integer batteryPercent,
        @Nullable HandOutView handOut,
        Ready ready,
        @Nullable Report lastReport,
        List<String> may) {
    /** @param name missing for somebody who is not known any more */
    record Ref(UUID id, @Nullable String name) {}

    record SlotView(
            String dock,
            String slot,
            @Nullable String phase,
            @Nullable String problem) {}

    record HandOutView(UUID id, Ref person, Camera.Mode mode, Instant from) {}

    record Ready(boolean ready, List<Readiness.Lack> missing) {}

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

    static CameraView of(Camera camera, List<String> may) {
        RegisterEntry entry = camera.entry();
        return new CameraView(
                camera.id().value(),
                camera.serial(),
                entry.maker().orElse(null),
                entry.model().orElse(null),
                entry.unit()
                        .map(unit -> new Ref(unit.value(), camera.unitName().orElse(null)))
                        .orElse(null),
                entry.wearer()
                        .map(wearer ->
                                new Ref(wearer.value(), camera.wearerName().orElse(null)))
                        .orElse(null),
                entry.standing(),
                camera.place(),
                camera.state(),
                camera.slot()
                        .map(slot -> new SlotView(
                                slot.dock(),
                                slot.slot(),
                                slot.phase().orElse(null),
                                slot.problem().orElse(null)))
                        .orElse(null),
                camera.firmware().orElse(null),
                entry.asset().orElse(null),
                entry.boughtOn().orElse(null),
                entry.warrantyUntil().orElse(null),
                entry.note().orElse(null),
                camera.registeredAt(),
                camera.batteryPercent().orElse(null),
                camera.handOut()
                        .map(out -> new HandOutView(
                                out.id(), new Ref(out.person(), out.personName()), out.mode(), out.from()))
                        .orElse(null),
                new Ready(camera.readiness().ready(), camera.readiness().missing()),
                camera.lastReport()
                        .map(report -> report(report, camera.missing()))
                        .orElse(null),
                may);
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
