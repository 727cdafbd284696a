package org.vidimus.cameras;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line of a camera's log, {@code vidimus.log/v1}. Times are true ones here; {@code ahead} is what the clock added, in milliseconds. */
public sealed interface Line {
    Instant at();

    long ahead();

    /** Its members beside the time, in the order that they are written. */
    Map<String, Object> members();

    record Reading(
            Instant at,
            long ahead,
            double percent,
            double health,
            int cycles,
            double celsius,
            long freeBytes,
            long totalBytes,
            boolean charging)
            implements Line {
        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("batteryPercent", percent);
            members.put("batteryHealthPercent", health);
            members.put("chargeCycles", cycles);
            members.put("temperatureC", Math.rint(celsius * 2) / 2);
            members.put("freeBytes", freeBytes);
            members.put("totalBytes", totalBytes);
            members.put("charging", charging);
            return members;
        }
    }

    record Turn(Instant at, long ahead, Stage stage, boolean preRecord) implements Line {
        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("stage", stage.name());
            if (preRecord) {
                members.put("preRecord", true);
            }
            return members;
        }
    }

    record Fault(Instant at, long ahead, String code, String text) implements Line {
        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("fault", code);
            members.put("text", text);
            return members;
        }
    }

    /** @param was how far ahead the clock had been, in milliseconds */
    record ClockSet(Instant at, long ahead, long was) implements Line {
        @Override
        public Map<String, Object> members() {
            return Map.of("clock", was);
        }
    }

    /** @param values names and values as they took effect */
    record SettingsTaken(Instant at, long ahead, Map<String, Object> values) implements Line {
        @Override
        public Map<String, Object> members() {
            return Map.of("settings", values);
        }
    }
}
