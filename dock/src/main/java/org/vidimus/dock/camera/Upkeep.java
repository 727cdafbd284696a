package org.vidimus.dock.camera;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a layout knows of a camera beside its recordings: where its log is, and how its clock and its settings are set.
 *
 * @param log empty for a camera that keeps none that we can read
 */
public record Upkeep(Optional<Log> log, Optional<Clock> clock, Optional<Settings> settings) {
    static final Upkeep NONE = new Upkeep(Optional.empty(), Optional.empty(), Optional.empty());

    /** A camera's own log. */
    public sealed interface Log {
        /** Paths below the camera's folder, {@code *} for any characters within one name; all that fit, by name. */
        List<String> files();

        /** {@code vidimus.log/v1}. */
        record Own(List<String> files) implements Log {}

        /**
         * Lines of a maker's own.
         *
         * @param lines what a line looks like, by groups; the first that fits counts
         * @param time of the group {@code at}
         * @param universal whether that is universal time, else it is the dock's zone
         * @param stages what the group {@code stage} says, to a stage; anything else is none
         * @param preRecord words of {@code stage} at which the ring buffer runs
         * @param faults what the group {@code fault} says, to a code; without any, its own words are the code
         */
        record Lines(
                List<String> files,
                List<Pattern> lines,
                DateTimeFormatter time,
                boolean universal,
                Map<String, CameraLog.Name> stages,
                List<String> preRecord,
                Map<String, String> faults)
                implements Log {}
    }

    /**
     * A file that sets the camera's clock.
     *
     * @param content with {@code {utc}}, {@code {utc:pattern}} or {@code {local:pattern}} for the time
     */
    public record Clock(String file, String content) {}

    /**
     * The file that the camera keeps its settings in.
     *
     * @param values by the setting's code; what is not among them cannot be set on such a camera
     */
    public record Settings(String file, Form form, Map<String, Value> values) {
        public enum Form {
            /** Names are JSON pointers. */
            JSON,
            /** Names are {@code SECTION.KEY}, or a key before the first section. */
            INI,
            /** One {@code KEY=value} a line. */
            LINES
        }

        /**
         * @param name in the maker's form
         * @param words the maker's word for each of ours; empty where they are the same
         */
        public record Value(String name, Map<String, String> words) {
            String theirs(String ours) {
                return words.getOrDefault(ours, ours);
            }

            String ours(String theirs) {
                return words.entrySet().stream()
                        .filter(word -> word.getValue().equalsIgnoreCase(theirs))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(theirs);
            }
        }
    }
}
