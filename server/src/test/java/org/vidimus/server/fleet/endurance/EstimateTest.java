package org.vidimus.server.fleet.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vidimus.cameras.Physics;
import org.vidimus.cameras.VirtualCamera;
import org.vidimus.cameras.VirtualFleet;

/** The estimate against virtual fleets, whose truth it does not know and whose physics it does not assume. */
class EstimateTest {
    private static final Instant UNTIL = Instant.parse("2026-11-28T06:00:00Z");

    @ParameterizedTest
    @EnumSource(Physics.class)
    void holdsWhatItsIntervalsPromise(Physics physics) {
        Score score = Score.of(physics, 7, 24, 40);

        assertThat(score.shifts.coverage()).as("shifts: " + score).isBetween(0.70, 0.90);
        assertThat(score.held.coverage()).as("held out: " + score).isBetween(0.70, 0.90);
        assertThat(score.shifts.medianMinutesOff()).as("shifts: " + score).isLessThan(30);
        assertThat(score.states.medianMinutesOff()).as("states: " + score).isLessThan(30);
    }

    @Test
    void findsFailingBatteriesAndLeavesSoundOnesAlone() {
        Score score = new Score("sudden");
        score.fleet(Physics.SUDDEN, 11, 24, 45);
        score.fleet(Physics.SUDDEN, 12, 24, 45);

        assertThat(score.failing).isPositive();
        assertThat(score.found).as(score.toString()).isGreaterThanOrEqualTo(score.failing * 9 / 10);
        assertThat(score.wronglyFound).as(score.toString()).isLessThanOrEqualTo(score.sound / 20);
    }

    @Test
    void isWiderTheLessItKnows() {
        List<VirtualCamera> fleet = VirtualFleet.live(VirtualFleet.Plan.of(9, 40, 5, Physics.PLAIN, UNTIL));
        List<List<Run>> runs = fleet.stream()
                .filter(camera -> camera.model().equals("V1"))
                .map(Score::runs)
                .toList();
        List<Run> own = runs.getFirst();

        double known = width(CameraFit.of(Calibration.of(runs), own), own);
        double fewShifts = width(CameraFit.of(Calibration.of(runs), own.subList(0, 1)), own);
        double nothing = width(CameraFit.of(ModelFit.unknown(), List.of()), own);

        assertThat(known).isLessThan(fewShifts);
        assertThat(fewShifts).isLessThan(nothing);
    }

    private static double width(CameraFit camera, List<Run> like) {
        Forecast.Lasting lasting = new Forecast(camera, Temperature.MILD).lasts(100, Shifts.of(like));
        return lasting.high() / lasting.low();
    }

    @Test
    void saysWhatPreRecordingCosts() {
        List<VirtualCamera> fleet = VirtualFleet.live(VirtualFleet.Plan.of(30, 30, 3, Physics.PLAIN, UNTIL));
        for (VirtualCamera camera : fleet) {
            List<List<Run>> same = fleet.stream()
                    .filter(other -> other.model().equals(camera.model()))
                    .map(Score::runs)
                    .toList();
            List<Run> runs = Score.runs(camera);
            if (runs.getLast().hours().ring() > 1) {
                VirtualCamera.Truth truth = camera.truth(Shifts.warmth(runs));
                double worn = truth.hoursByState().getOrDefault("PRESENT", 0.0);
                double ring = truth.hoursByState().getOrDefault("PRE_RECORD", 0.0);

                Forecast forecast = new Forecast(CameraFit.of(Calibration.of(same), runs), Shifts.warmth(runs));
                Advice advice =
                        Advice.of(forecast, 100, List.of(new Hours(1, 0, 0, 1))).getFirst();

                assertThat(advice.code()).isEqualTo(Advice.Code.PRE_RECORD_OFF);
                assertThat(advice.minutes() / 60.0).isBetween(0.7 * (worn - ring), 1.3 * (worn - ring));
                return;
            }
        }
        throw new AssertionError("no camera of this fleet pre-records");
    }

    @Test
    void doesNotMistakeAColdWeekForAWornBattery() {
        List<VirtualCamera> fleet = VirtualFleet.live(VirtualFleet.Plan.of(24, 60, 21, Physics.COLD, UNTIL));
        int called = 0;
        int sound = 0;
        for (String model : List.of("V1", "V1 Mini")) {
            List<VirtualCamera> same = fleet.stream()
                    .filter(camera -> camera.model().equals(model))
                    .toList();
            ModelFit fit = Calibration.of(same.stream().map(Score::runs).toList());
            for (VirtualCamera camera : same) {
                List<Run> runs = Score.runs(camera);
                if (camera.truth(20).capacity() > 0.8) {
                    sound++;
                    called += Battery.of(CameraFit.of(fit, runs), runs, null).failing() ? 1 : 0;
                }
            }
        }

        assertThat(sound).isPositive();
        assertThat(called).isZero();
    }
}
