package org.vidimus.server.fleet.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vidimus.server.fleet.endurance.Trace.Reading;
import org.vidimus.server.fleet.endurance.Trace.Stage;
import org.vidimus.server.fleet.endurance.Trace.Turn;

class TraceTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T06:00:00Z");

    private final List<Reading> readings = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    private void turn(int minute, Stage stage) {
        turns.add(new Turn(at(minute), stage, false));
    }

    private static Instant at(int minute) {
        return BEGIN.plusSeconds(60L * minute);
    }

    private void drain(int fromMinute, int toMinute, double from, double to) {
        for (int minute = fromMinute; minute <= toMinute; minute++) {
            double percent = from + (to - from) * (minute - fromMinute) / (toMinute - fromMinute);
            readings.add(new Reading(at(minute), percent, 21.0, false));
        }
    }

    private void charging(int minute, double percent) {
        readings.add(new Reading(at(minute), percent, 21.0, true));
    }

    private List<Run> runs() {
        return new Trace(readings, turns).runs();
    }

    @Test
    void countsHoursByWhatTheCameraDid() {
        turn(0, Stage.PRESENT);
        turns.add(new Turn(at(60), Stage.PRESENT, true));
        turn(120, Stage.DISPLAY);
        turn(150, Stage.RECORDING);
        turn(180, Stage.OFF);
        drain(0, 180, 100, 60);
        turn(190, Stage.DOCKED);
        charging(190, 60);

        Run run = runs().getFirst();

        assertThat(run.hours().present()).isCloseTo(2, within(0.02));
        assertThat(run.hours().ring()).isCloseTo(1, within(0.02));
        assertThat(run.hours().display()).isCloseTo(0.5, within(0.02));
        assertThat(run.hours().recording()).isCloseTo(0.5, within(0.02));
        assertThat(run.drop()).isCloseTo(40, within(0.01));
        assertThat(run.diedAt()).isNull();
    }

    @Test
    void endsARunWhereTheCameraIsCharged() {
        turn(0, Stage.PRESENT);
        drain(0, 120, 100, 80);
        charging(121, 80);
        charging(180, 99);
        drain(181, 300, 99, 75);

        assertThat(runs()).hasSize(2);
        assertThat(runs().get(1).first()).isEqualTo(99);
    }

    @Test
    void noticesThatACameraWentOffByItself() {
        turn(0, Stage.PRESENT);
        drain(0, 400, 100, 14);
        turn(480, Stage.DOCKED);
        charging(480, 9);

        assertThat(runs()).singleElement().extracting(Run::diedAt).isEqualTo(14.0);
        assertThat(runs().getFirst().hours().on()).isCloseTo(400 / 60.0, within(0.01));
    }

    @Test
    void doesNotCallItDeathWhenSomebodySwitchedItOff() {
        turn(0, Stage.PRESENT);
        drain(0, 400, 100, 14);
        turn(401, Stage.OFF);
        turn(480, Stage.DOCKED);
        charging(480, 14);

        assertThat(runs()).singleElement().extracting(Run::diedAt).isNull();
    }

    @Test
    void leavesBreaksOutOfTheHours() {
        turn(0, Stage.PRESENT);
        drain(0, 100, 100, 85);
        turn(100, Stage.OFF);
        turn(160, Stage.PRESENT);
        drain(161, 260, 85, 70);

        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.hours().on()).isCloseTo(200 / 60.0, within(1e-6)));
    }

    @Test
    void doesNotCountSilenceAsUse() {
        turn(0, Stage.PRESENT);
        drain(0, 100, 100, 85);
        drain(900, 1000, 84, 70);

        assertThat(runs()).hasSize(2);
        assertThat(runs()).allSatisfy(run -> assertThat(run.hours().on()).isLessThan(2));
    }

    @Test
    void takesACameraWithoutAStageLogForWorn() {
        drain(0, 200, 100, 70);

        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.hours().present()).isCloseTo(200 / 60.0, within(1e-6)));
    }

    @Test
    void hasNothingToSayOfNothing() {
        assertThat(runs()).isEmpty();
        charging(0, 50);
        assertThat(runs()).isEmpty();
        turn(0, Stage.RECORDING);
        assertThat(new Trace(List.of(), turns).runs()).isEmpty();
    }

    @Test
    void leavesASingleWrongReadingOut() {
        turn(0, Stage.PRESENT);
        drain(0, 200, 100, 60);
        readings.set(100, new Reading(at(100), 92, 21.0, false));

        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.drop()).isCloseTo(40, within(0.01));
            assertThat(run.chunks()).allMatch(chunk -> chunk.drop() > 0);
        });
    }

    @Test
    void seesASlopeInTheStairsOfACoarseGauge() {
        turn(0, Stage.PRESENT);
        // 12 percent an hour, shown in tenths, rounded up.
        for (int minute = 0; minute <= 400; minute++) {
            double charge = 100 - 0.2 * minute;
            readings.add(new Reading(at(minute), Math.ceil(charge / 10 - 1e-9) * 10, 21.0, false));
        }
        turn(401, Stage.OFF);

        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.drop() / run.hours().on()).isCloseTo(12, within(0.2));
            assertThat(run.chunks().subList(0, run.chunks().size() - 1))
                    .allSatisfy(chunk -> assertThat(chunk.to() % 10).isCloseTo(0, within(0.01)));
        });
    }

    @Test
    void doesNotTakeMissingReadingsForTheEnd() {
        turn(0, Stage.PRESENT);
        drain(0, 200, 100, 60);
        drain(270, 400, 46, 20);
        turn(401, Stage.OFF);

        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.diedAt()).isNull();
            assertThat(run.hours().on()).isCloseTo(400 / 60.0, within(0.01));
        });
    }
}
