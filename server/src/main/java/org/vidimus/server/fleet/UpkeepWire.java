package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members {@code log} and {@code settings} of a report, as they travel. */
final class UpkeepWire {
    private UpkeepWire() {}

    record Log(
            @Nullable List<Reading> readings,
            @Nullable List<Reached> stages,
            @Nullable List<Fault> faults,
            @Nullable Long unread) {
        Upkeep.Log read() {
            return new Upkeep.Log(
                    orEmpty(readings).stream().map(Reading::read).toList(),
                    orEmpty(stages).stream().map(Reached::read).toList(),
                    orEmpty(faults).stream().map(Fault::read).toList(),
                    unread == null ? 0 : unread);
        }
    }

    record Reading(
            @Nullable Instant at,
            @Nullable Long clockOffsetMs,
            @Nullable Double batteryPercent,
            @Nullable Double batteryHealthPercent,
            @Nullable Integer chargeCycles,
            @Nullable Double temperatureC,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            @Nullable Boolean charging) {
        Upkeep.Reading read() {
            return new Upkeep.Reading(
                    needed(at),
                    clockOffsetMs,
                    batteryPercent,
                    batteryHealthPercent,
                    chargeCycles,
                    temperatureC,
                    freeBytes,
                    totalBytes,
                    charging);
        }
    }

    record Reached(
            @Nullable Instant at,
            @Nullable Long clockOffsetMs,
            Upkeep.@Nullable Stage stage,
            @Nullable Boolean preRecord) {
        Upkeep.Reached read() {
            return new Upkeep.Reached(needed(at), clockOffsetMs, needed(stage), Boolean.TRUE.equals(preRecord));
        }
    }

    record Fault(
            @Nullable Instant at,
            @Nullable Long clockOffsetMs,
            @Nullable String code,
            @Nullable String text) {
        Upkeep.Fault read() {
            return new Upkeep.Fault(needed(at), clockOffsetMs, needed(code), text);
        }
    }

    /** Values as text; a value that is none of its kind is one that the camera does not tell. */
    static @Nullable Map<String, Optional<String>> settings(@Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            return null;
        }
        Map<String, Optional<String>> settings = new HashMap<>();
        for (String code : node.propertyNames()) {
            JsonNode value = node.path(code);
            boolean told = value.isValueNode() && !value.isNull();
            String text = told ? value.asString("") : "";
            if (code.length() > 100 || code.indexOf(0) >= 0 || text.length() > 200 || text.indexOf(0) >= 0) {
                throw new FleetProblem.ReportMalformed("a setting's code or value is too long").refused();
            }
            settings.put(code, told ? Optional.of(text) : Optional.empty());
        }
        return settings;
    }

    private static <T> T needed(@Nullable T value) {
        if (value == null) {
            throw new FleetProblem.ReportMalformed("a line of the log has no time, no stage or no code").refused();
        }
        return value;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
