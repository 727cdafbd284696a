package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a dock says of a camera beside its recordings: its log, its settings, its clock.
 *
 * @param slot the dock's place that it is in
 * @param settings as read back, by code: empty for one that the camera has and does not tell, not there for one it has not; null
 *     from a dock that does not read any
 * @param clockSet whether the dock has set its clock during this stay
 * @param preRecordSeconds by recording, as the camera's own list has it
 */
public record Upkeep(
        @Nullable String slot,
        @Nullable Log log,
        @Nullable Map<String, Optional<String>> settings,
        boolean clockSet,
        Map<String, Integer> preRecordSeconds) {
    public static final Upkeep NONE = new Upkeep(null, null, null, false, Map.of());

    private static final int MOST_LINES = 250_000;
    private static final int MOST_SETTINGS = 200;

    public Upkeep {
        settings = settings == null ? null : Map.copyOf(settings);
        preRecordSeconds = Map.copyOf(preRecordSeconds);
        require(slot == null || (slot.length() <= 200 && slot.indexOf(0) < 0), "slot: want at most 200 characters");
        require(
                settings == null || settings.size() <= MOST_SETTINGS,
                "a report has at most " + MOST_SETTINGS + " settings");
    }

    /**
     * The camera's log, by its own clock.
     *
     * @param unread lines that say nothing that can be understood
     */
    public record Log(List<Reading> readings, List<Reached> stages, List<Fault> faults, long unread) {
        public Log {
            readings = List.copyOf(readings);
            stages = List.copyOf(stages);
            faults = List.copyOf(faults);
            long lines = (long) readings.size() + stages.size() + faults.size();
            require(lines <= MOST_LINES, "a log has at most " + MOST_LINES + " lines, this one " + lines);
        }
    }

    /** What a camera may be doing. */
    public enum Stage {
        OFF,
        DOCKED,
        PRESENT,
        DISPLAY,
        RECORDING
    }

    /** @param clockOffsetMs how far the camera's clock was ahead then, where its log says so; else the report's offset counts */
    public record Reading(
            Instant at,
            @Nullable Long clockOffsetMs,
            @Nullable Double batteryPercent,
            @Nullable Double batteryHealthPercent,
            @Nullable Integer chargeCycles,
            @Nullable Double temperatureC,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            @Nullable Boolean charging) {
        public Reading {
            require(percent(batteryPercent) && percent(batteryHealthPercent), "a percentage is none");
            require(chargeCycles == null || chargeCycles >= 0, "chargeCycles is below 0");
            require(temperatureC == null || (temperatureC >= -100 && temperatureC <= 200), "temperatureC is none");
            require((freeBytes == null || freeBytes >= 0) && (totalBytes == null || totalBytes >= 0), "bytes below 0");
        }

        private static boolean percent(@Nullable Double value) {
            return value == null || (value >= 0 && value <= 100);
        }
    }

    public record Reached(Instant at, @Nullable Long clockOffsetMs, Stage stage, boolean preRecord) {}

    public record Fault(
            Instant at,
            @Nullable Long clockOffsetMs,
            String code,
            @Nullable String text) {
        public Fault {
            require(!code.isBlank() && code.length() <= 100 && code.indexOf(0) < 0, "a fault's code is none");
            require(text == null || (text.length() <= 1_000 && text.indexOf(0) < 0), "a fault's text is too long");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new FleetProblem.ReportMalformed(message).refused();
        }
    }
}
