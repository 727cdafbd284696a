package org.vidimus.server.fleet.endurance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vidimus.server.fleet.endurance.Run.Chunk;

/** A camera's readings and stages, oldest first, and the runs that they make. */
record Trace(List<Reading> readings, List<Turn> turns) {
    enum Stage {
        OFF,
        DOCKED,
        PRESENT,
        DISPLAY,
        RECORDING
    }

    record Reading(Instant at, double percent, @Nullable Double celsius, boolean charging) {
        Reading showing(double other) {
            return new Reading(at, other, celsius, charging);
        }
    }

    record Turn(Instant at, Stage stage, boolean ring) {}

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(40);
    private static final double CHUNK_HOURS = 0.5;
    private static final double CHUNK_DROP = 3;
    /** A rise that is no noise of the gauge: it was charged. */
    private static final double CHARGED = 6;
    /** Going dark above this is no empty battery. */
    private static final double NOT_EMPTY = 50;

    private static final double NEARLY_EMPTY = 25;
    private static final double EMPTY = 4;
    /** Of what a camera that says nothing used, as against what it used before. */
    private static final double PLAUSIBLE = 0.5;

    private static final double USUAL_AN_HOUR = 9;
    private static final double MOST_SILENT_HOURS = 3;

    /** @return the runs in which a charge was used, oldest first; a run still going on is among them */
    List<Run> runs() {
        double step = Gauge.step(readings.stream()
                .filter(reading -> !reading.charging())
                .map(Reading::percent)
                .toList());
        return new Reader(Gauge.smoothed(readings, step), turns, step).read();
    }

    private static final class Reader {
        private final List<Reading> readings;
        private final List<Turn> turns;
        private final double step;
        private final List<Run> runs = new ArrayList<>();
        private final Duration silence;
        private List<Chunk> chunks = new ArrayList<>();
        private @Nullable Instant from;
        private Instant until = Instant.MIN;
        private Hours hours = Hours.NONE;
        private double chunkFrom;
        private double firstPercent;
        private double hoursOfRun;
        private double warmth;
        private double warm;
        private int turn;

        Reader(List<Reading> readings, List<Turn> turns, double step) {
            this.readings = readings;
            this.turns = turns;
            this.step = step;
            silence = silence();
        }

        List<Run> read() {
            for (int n = 0; n + 1 < readings.size(); n++) {
                step(readings.get(n), readings.get(n + 1));
            }
            if (from != null) {
                close(readings.getLast().percent(), null);
            }
            return runs;
        }

        /** How long a camera that is on may say nothing: five times what is usual, at least ten minutes. */
        private Duration silence() {
            List<Long> gaps = new ArrayList<>();
            for (int n = 1; n < readings.size(); n++) {
                gaps.add(Duration.between(
                                readings.get(n - 1).at(), readings.get(n).at())
                        .toSeconds());
            }
            gaps.sort(null);
            long usual = gaps.isEmpty() ? 60 : gaps.get(gaps.size() / 2);
            Duration most = Duration.ofSeconds(Math.max(600, 5 * usual));
            return most.compareTo(LONGEST_SILENCE) < 0 || usual > LONGEST_SILENCE.toSeconds() ? most : LONGEST_SILENCE;
        }

        private void step(Reading a, Reading b) {
            Between between = between(a.at(), b.at());
            boolean charged = a.charging() || b.charging() || between.docked || b.percent() > a.percent() + CHARGED;
            Duration on = Duration.ofMillis((long) (between.hours.on() * 3_600_000));
            // On by its log and silent for long: it was not on, unless it used as much as when it speaks.
            boolean dark = on.compareTo(silence) > 0 && !(from != null && usedAsUsual(a, b, between.hours.on()));
            if (!charged && !dark) {
                go(a, b, between.hours);
            } else if (from != null) {
                boolean quiet = between.stillOn.compareTo(silence) > 0;
                boolean asked = between.firstOff;
                // What goes on later without having been charged had not come to its end, or nearly.
                double low = charged ? NOT_EMPTY : NEARLY_EMPTY;
                Double died = null;
                if ((quiet && !asked && a.percent() < low) || (asked && a.percent() <= EMPTY)) {
                    died = a.percent();
                }
                close(a.percent(), died);
            }
        }

        private boolean usedAsUsual(Reading a, Reading b, double on) {
            double usual = hoursOfRun >= CHUNK_HOURS ? (firstPercent - a.percent()) / hoursOfRun : USUAL_AN_HOUR;
            return a.percent() - b.percent() >= PLAUSIBLE * usual * on && on <= MOST_SILENT_HOURS;
        }

        private void go(Reading a, Reading b, Hours spent) {
            if (from == null) {
                if (spent.on() == 0) {
                    return;
                }
                from = a.at();
                chunkFrom = a.percent();
                firstPercent = a.percent();
                hoursOfRun = 0;
            }
            until = spent.on() > 0 ? b.at() : until;
            hours = hours.plus(spent);
            hoursOfRun += spent.on();
            if (b.celsius() != null) {
                warmth += spent.on();
                warm += spent.on() * b.celsius();
            }
            if (hours.on() >= CHUNK_HOURS && chunkFrom - b.percent() >= CHUNK_DROP && Gauge.isSure(b.percent(), step)) {
                chunk(b.percent());
            }
        }

        private void chunk(double percent) {
            if (hours.on() > 0) {
                chunks.add(new Chunk(hours, chunkFrom, percent, warmth > 0 ? (Double) (warm / warmth) : null));
            }
            hours = Hours.NONE;
            chunkFrom = percent;
            warmth = 0;
            warm = 0;
        }

        private void close(double percent, @Nullable Double died) {
            chunk(percent);
            if (!chunks.isEmpty() && from != null) {
                runs.add(new Run(from, until, chunks, died));
            }
            chunks = new ArrayList<>();
            from = null;
        }

        private Between between(Instant a, Instant b) {
            while (turn + 1 < turns.size() && !turns.get(turn + 1).at().isAfter(a)) {
                turn++;
            }
            Between between = new Between();
            boolean known = !turns.isEmpty() && !turns.get(turn).at().isAfter(a);
            // A camera without a stage log is on whenever it has a reading to give. One with a log was not on before it
            // begins.
            Stage unknown = turns.isEmpty() ? Stage.PRESENT : Stage.OFF;
            Stage stage = known ? turns.get(turn).stage() : unknown;
            boolean ring = known && turns.get(turn).ring();
            Instant at = a;
            int next = known || turns.isEmpty() ? turn + 1 : turn;
            while (next < turns.size() && turns.get(next).at().isBefore(b)) {
                between.spend(stage, ring, at, turns.get(next).at());
                at = turns.get(next).at();
                stage = turns.get(next).stage();
                ring = turns.get(next).ring();
                between.turned(stage);
                next++;
            }
            between.spend(stage, ring, at, b);
            return between;
        }
    }

    /** What the stages say about the time between two readings. */
    private static final class Between {
        private Hours hours = Hours.NONE;
        private boolean docked;
        private boolean firstOff;
        private boolean turned;
        /** How long it was on before it first turned to off or docked. */
        private Duration stillOn = Duration.ZERO;

        void turned(Stage to) {
            if (!turned && (to == Stage.OFF || to == Stage.DOCKED)) {
                turned = true;
                firstOff = to == Stage.OFF;
            }
        }

        void spend(Stage stage, boolean ring, Instant a, Instant b) {
            double h = Duration.between(a, b).toMillis() / 3_600_000.0;
            docked |= stage == Stage.DOCKED;
            if (!turned && stage != Stage.OFF && stage != Stage.DOCKED) {
                stillOn = stillOn.plus(Duration.between(a, b));
            }
            hours = hours.plus(
                    switch (stage) {
                        case OFF, DOCKED -> Hours.NONE;
                        case PRESENT -> new Hours(h, 0, 0, ring ? h : 0);
                        case DISPLAY -> new Hours(0, h, 0, ring ? h : 0);
                        case RECORDING -> new Hours(0, 0, h, 0);
                    });
        }
    }
}
