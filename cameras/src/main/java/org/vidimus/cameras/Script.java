package org.vidimus.cameras;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is not left to chance about one camera: its last shift, with recordings that are made elsewhere, and what is odd about it.
 *
 * @param begin of its last shift
 * @param in when it came back from it
 * @param ahead how far its clock was ahead during that shift
 * @param settings that it had all the time, over those of its kind
 * @param firmware empty for that of its kind
 * @param counter number of its newest recording
 */
public record Script(
        String serial,
        Instant begin,
        Instant in,
        List<Recorded> recorded,
        Duration ahead,
        Map<String, Object> settings,
        Optional<String> firmware,
        int counter) {
    /** A person looks into the camera for so long before they are recorded. */
    private static final Duration SEEN = Duration.ofSeconds(40);

    /**
     * @param start in true time
     * @param cutShort whether the camera lost its power then
     */
    public record Recorded(Instant start, Duration length, boolean cutShort) {}

    public Script {
        recorded =
                recorded.stream().sorted(Comparator.comparing(Recorded::start)).toList();
        settings = Map.copyOf(settings);
        if (!begin.isBefore(in)) {
            throw new IllegalArgumentException("a shift begins at " + begin + ", want before " + in);
        }
    }

    /** The stages of the last shift. */
    List<Duty.Step> course() {
        List<Duty.Step> steps = new ArrayList<>(List.of(new Duty.Step(0, Stage.PRESENT)));
        int free = 1;
        for (Recorded one : recorded) {
            int start = second(one.start());
            steps.add(new Duty.Step(Math.max(free, start - (int) SEEN.toSeconds()), Stage.DISPLAY));
            steps.add(new Duty.Step(Math.max(free + 1, start), Stage.RECORDING, one.cutShort()));
            free = second(one.start().plus(one.length()));
            steps.add(new Duty.Step(free, Stage.PRESENT));
        }
        steps.add(new Duty.Step(Math.max(free + 1, second(in) - 300), Stage.OFF));
        return steps;
    }

    private int second(Instant at) {
        return (int) Duration.between(begin, at).toSeconds();
    }
}
