package org.vidimus.server.fleet.telemetry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.fleet.Upkeep;

/**
 * What a camera said of itself over some time, in true time, oldest first; faults newest first.
 *
 * @param counted how many readings there are; more than are shown where they were thinned
 * @param clock how right its clock was, where a dock has measured or set it
 */
record Telemetry(
        List<ReadingItem> readings,
        List<StageItem> stages,
        List<FaultItem> faults,
        int counted,
        @Nullable ClockState clock) {
    record ReadingItem(
            Instant at,
            @Nullable Float batteryPercent,
            @Nullable Float batteryHealthPercent,
            @Nullable Integer chargeCycles,
            @Nullable Float temperatureC,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            @Nullable Boolean charging,
            @Nullable Long clockOffsetMs) {}

    record StageItem(Instant at, Upkeep.Stage stage, boolean preRecord) {}

    /** @param source who noticed: {@code CAMERA}, {@code DOCK} or {@code PERSON} */
    record FaultItem(Instant at, String code, @Nullable String text, String source) {}

    /** @param offsetMs camera clock minus true time, before it was set */
    record ClockState(
            @Nullable Instant measuredAt,
            @Nullable Long offsetMs,
            @Nullable Instant setAt) {}
}
