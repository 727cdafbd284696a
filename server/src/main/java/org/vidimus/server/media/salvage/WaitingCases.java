package org.vidimus.server.media.salvage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.fleet.support.AlertKind;
import org.vidimus.server.fleet.support.AlertSource;
import org.vidimus.server.fleet.support.Found;
import org.vidimus.server.media.salvage.Cases.Waiting;

/** Tells the fleet's watch of cases that have waited for a person for too long: one alert a camera, and one for all else. */
@Component
class WaitingCases implements AlertSource {
    private static final String NO_CAMERA = "no-camera";

    private final Cases cases;

    WaitingCases(Cases cases) {
        this.cases = cases;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.SALVAGE_OPEN;
    }

    @Override
    public Optional<List<Found>> look(int threshold, Instant now) {
        return Optional.of(cases.waiting(now.minus(Duration.ofDays(threshold))).stream()
                .map(WaitingCases::found)
                .toList());
    }

    private static Found found(Waiting waiting) {
        return new Found(
                waiting.camera().map(Object::toString).orElse(NO_CAMERA),
                waiting.camera(),
                Optional.empty(),
                waiting.serial(),
                Map.of("since", waiting.since().toString(), "cases", waiting.cases()));
    }
}
