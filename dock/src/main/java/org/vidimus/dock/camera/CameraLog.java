package org.vidimus.dock.camera;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a camera wrote about itself, oldest first, by its own clock.
 *
 * @param firmware as the log has it
 * @param unread lines that say nothing that can be understood
 */
public record CameraLog(
        List<Reading> readings,
        List<Reached> stages,
        List<Fault> faults,
        @Nullable String firmware,
        long unread) {
    static final CameraLog NONE = new CameraLog(List.of(), List.of(), List.of(), null, 0);

    public CameraLog {
        readings = List.copyOf(readings);
        stages = List.copyOf(stages);
        faults = List.copyOf(faults);
    }

    /** What a camera may be doing. */
    public enum Name {
        OFF,
        DOCKED,
        PRESENT,
        DISPLAY,
        RECORDING
    }

    /**
     * When something was written.
     *
     * @param offsetMs how far the camera's clock was ahead then, where a later line of the log says so
     */
    public record Moment(Instant at, @Nullable Long offsetMs) {}

    /** What the camera measured. At least one of it is known. */
    public record Reading(
            Moment when,
            @Nullable Double batteryPercent,
            @Nullable Double batteryHealthPercent,
            @Nullable Long chargeCycles,
            @Nullable Double temperatureC,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            @Nullable Boolean charging) {
        /** Whether it says anything, and nothing that cannot be. */
        boolean sensible() {
            boolean something = batteryPercent != null
                    || batteryHealthPercent != null
                    || chargeCycles != null
                    || temperatureC != null
                    || freeBytes != null
                    || totalBytes != null
                    || charging != null;
            return something
                    && percent(batteryPercent)
                    && percent(batteryHealthPercent)
                    && (chargeCycles == null || (chargeCycles >= 0 && chargeCycles <= Integer.MAX_VALUE))
                    && (temperatureC == null || (temperatureC >= -100 && temperatureC <= 200))
                    && (freeBytes == null || freeBytes >= 0)
                    && (totalBytes == null || totalBytes >= 0);
        }

        private static boolean percent(@Nullable Double value) {
            return value == null || (value >= 0 && value <= 100);
        }
    }

    /** A stage that was reached. */
    public record Reached(Moment when, Name stage, boolean preRecord) {}

    public record Fault(Moment when, String code, @Nullable String text) {}

    /** Whether the newest reading says that it is being charged; null where none says. */
    public @Nullable Boolean charging() {
        for (Reading reading : readings.reversed()) {
            if (reading.charging() != null) {
                return reading.charging();
            }
        }
        return null;
    }
}
