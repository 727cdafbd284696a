package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dock says about a camera it has in front of it. Everything but the state's lists may be unknown.
 *
 * @param recordings every recording on the camera, and every one that the camera names though it is not there
 * @param upkeep its log, its settings and its clock
 */
public record CameraReport(State state, List<Recording> recordings, Upkeep upkeep) {
    static final int MOST_PARTS = 500_000;
    private static final int MOST_PARTS_OF_ONE = 10_000;
    private static final int LONGEST_ID = 200;

    /** @throws org.vidimus.server.Refused with {@code report-malformed} if a value cannot be what it stands for */
    public CameraReport {
        recordings = List.copyOf(recordings);
        long parts = 0;
        for (Recording recording : recordings) {
            parts += recording.parts().size() + recording.absent().size();
        }
        require(parts <= MOST_PARTS, "a report names at most " + MOST_PARTS + " parts, this one " + parts);
    }

    /**
     * The camera's state apart from its recordings; stored as it is and shown.
     *
     * @param at when the dock looked, by its own clock
     * @param clockOffsetMs camera clock minus true time
     * @param counters the camera's own counts by name; {@code recordings} is the number of the newest recording, and
     *     {@code wrapsAt} the number after which its numbering starts again at one
     * @param problems what the dock found wrong, file by file
     */
    public record State(
            @Nullable Instant at,
            @Nullable String dock,
            @Nullable String layout,
            @Nullable String maker,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable Long clockOffsetMs,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            @Nullable Integer batteryPercent,
            @Nullable Boolean readOnly,
            @Nullable Long filesListed,
            Map<String, Long> counters,
            List<Stage> stages,
            List<FileProblem> problems) {
        private static final int MOST_PROBLEMS = 1_000;
        private static final int MOST_STAGES = 10_000;

        public State {
            counters = Map.copyOf(counters);
            stages = List.copyOf(stages);
            problems = List.copyOf(problems);
            require(
                    batteryPercent == null || (batteryPercent >= 0 && batteryPercent <= 100),
                    "batteryPercent is " + batteryPercent + ", want 0 to 100");
            require(freeBytes == null || freeBytes >= 0, "freeBytes is " + freeBytes + ", want >= 0");
            require(totalBytes == null || totalBytes >= 0, "totalBytes is " + totalBytes + ", want >= 0");
            require(counters.size() <= 100, "a report has at most 100 counters, this one " + counters.size());
            require(problems.size() <= MOST_PROBLEMS, "a report names at most " + MOST_PROBLEMS + " problems");
            require(stages.size() <= MOST_STAGES, "a report has at most " + MOST_STAGES + " stages");
            for (String text : new @Nullable String[] {dock, layout, maker, model, firmware}) {
                requireStorable(text, 200);
            }
            long wrapsAt = counters.getOrDefault("wrapsAt", Long.MAX_VALUE);
            require(wrapsAt >= 2, "counters.wrapsAt is " + wrapsAt + ", want >= 2");
            for (Map.Entry<String, Long> counter : counters.entrySet()) {
                require(
                        counter.getValue() >= 0,
                        "counters." + counter.getKey() + " is " + counter.getValue() + ", want >= 0");
                requireStorable(counter.getKey(), 100);
            }
        }

        @Nullable
        Long newestNumber() {
            return counters.get("recordings");
        }

        @Nullable
        Long wrapsAt() {
            return counters.get("wrapsAt");
        }
    }

    /** A stage the camera reached, by its own clock. */
    public record Stage(@Nullable String at, @Nullable String stage) {
        public Stage {
            requireStorable(at, 100);
            requireStorable(stage, 100);
        }
    }

    /**
     * @param file its name on the camera, as well as it can be written down
     * @param recording which it is of, where the dock knows that, with the number of its part
     */
    public record FileProblem(
            @Nullable String file,
            @Nullable String recording,
            @Nullable Integer part,
            @Nullable String code,
            @Nullable String message) {
        public FileProblem {
            requireStorable(file, 10_000);
            requireStorable(recording, LONGEST_ID);
            require(
                    part == null || (part >= 1 && part <= MOST_PARTS_OF_ONE),
                    "problem of part " + part + ", want 1 to " + MOST_PARTS_OF_ONE);
            requireStorable(code, 100);
            requireStorable(message, 20_000);
        }
    }

    /**
     * @param recording the id that uploads carry
     * @param number the camera's own number of it, as written on the camera
     * @param parts numbers of the parts that are on the camera
     * @param absent numbers of parts that the camera names and that are not there
     */
    public record Recording(
            String recording,
            @Nullable Long number,
            @Nullable Instant startedAt,
            List<Integer> parts,
            List<Integer> absent) {
        public Recording {
            parts = List.copyOf(parts);
            absent = List.copyOf(absent);
            require(
                    !recording.isBlank() && recording.length() <= LONGEST_ID,
                    "a recording id has 1 to " + LONGEST_ID + " characters");
            requireStorable(recording, LONGEST_ID);
            require(number == null || number >= 0, "recording " + recording + ": number is " + number + ", want >= 0");
            for (List<Integer> list : List.of(parts, absent)) {
                for (int part : list) {
                    require(
                            part >= 1 && part <= MOST_PARTS_OF_ONE,
                            "recording " + recording + ": part " + part + ", want 1 to " + MOST_PARTS_OF_ONE);
                }
            }
        }
    }

    /** The database takes any character but NUL. */
    private static void requireStorable(@Nullable String text, int longest) {
        require(
                text == null || (text.length() <= longest && text.indexOf(0) < 0),
                "a text is longer than " + longest + " characters or has a NUL in it");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new FleetProblem.ReportMalformed(message).refused();
        }
    }
}
