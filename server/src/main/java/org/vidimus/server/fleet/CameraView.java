package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.access.Names;
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
    /** @param name missing for somebody who is not known any more */
    record Ref(UUID id, @Nullable String name) {}

    /** Names of everybody and every unit that the cameras name, looked up at once. */
    static List<CameraView> of(List<Camera> cameras, Names names) {
        var people = names.people(
                cameras.stream().flatMap(camera -> camera.wearer().stream()).collect(Collectors.toSet()));
        var units = names.units(
                cameras.stream().flatMap(camera -> camera.unit().stream()).collect(Collectors.toSet()));
        return cameras.stream().map(camera -> of(camera, people, units)).toList();
    }

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

    private static CameraView of(Camera camera, Map<PersonId, String> people, Map<UnitId, String> units) {
        return new CameraView(
                camera.id().value(),
                camera.serial(),
                camera.maker().orElse(null),
                camera.model().orElse(null),
                camera.unit()
                        .map(unit -> new Ref(unit.value(), units.get(unit)))
                        .orElse(null),
                camera.wearer()
                        .map(wearer -> new Ref(wearer.value(), people.get(wearer)))
                        .orElse(null),
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
