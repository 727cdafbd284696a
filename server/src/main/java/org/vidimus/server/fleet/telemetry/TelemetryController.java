package org.vidimus.server.fleet.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.OwnTime;

@RestController
class TelemetryController {
    private static final Duration USUAL = Duration.ofDays(7);

    private final Gate gate;
    private final TelemetryTable table;
    private final OwnTime ownTime;
    private final Clock clock;

    TelemetryController(Gate gate, TelemetryTable table, OwnTime ownTime, Clock clock) {
        this.gate = gate;
        this.table = table;
        this.ownTime = ownTime;
        this.clock = clock;
    }

    /**
     * The last seven days, where nothing else is asked for; to whoever sees the camera only because they have it, not from before they
     * had it last. At most 2,000 readings, evenly thinned.
     */
    @GetMapping("/api/cameras/{id}/telemetry")
    @Does(Action.CAMERA_TELEMETRY)
    Telemetry showTelemetry(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        Instant asked = until == null ? clock.instant().plusSeconds(1) : until;
        CameraId camera = new CameraId(id);
        return gate.view(Passage.of(caller, Action.CAMERA_TELEMETRY, Subject.camera(id)), _ -> {
            Optional<OwnTime.Held> theirs = ownTime.only(caller, Action.CAMERA_TELEMETRY, camera)
                    .map(person -> ownTime.last(camera, person).orElse(new OwnTime.Held(asked, Optional.empty())));
            Instant to =
                    theirs.flatMap(OwnTime.Held::until).filter(asked::isAfter).orElse(asked);
            Instant wanted = from == null ? asked.minus(USUAL) : from;
            Instant since =
                    theirs.map(OwnTime.Held::from).filter(wanted::isBefore).orElse(wanted);
            int count = table.countReadings(camera, since, to);
            int step = Math.max(1, Math.ceilDiv(count, TelemetryTable.MOST_READINGS - 1));
            return new Telemetry(
                    table.readings(camera, since, to, count, step),
                    table.stages(camera, since, to),
                    table.faults(camera, since, to),
                    count,
                    table.clock(camera).orElse(null));
        });
    }
}
