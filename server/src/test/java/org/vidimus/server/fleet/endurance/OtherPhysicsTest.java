package org.vidimus.server.fleet.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vidimus.server.fleet.endurance.OtherFleet.World;

/** The estimate against fleets that share nothing with the virtual one: what is nominally 80 % has to be near it. */
class OtherPhysicsTest {
    @ParameterizedTest
    @EnumSource(
            value = World.class,
            names = {"PLATEAU", "TENTHS", "FROST", "WIFI", "GAPS", "SETTINGS_CHANGED", "EVERYTHING"})
    void holdsWhatItsIntervalsPromise(World world) {
        OtherScore score = OtherScore.of(world, 500, 2);

        assertThat(score.full.coverage()).as(score.toString()).isBetween(0.68, 0.96);
        // A gauge of tenths, half empty: two in three, and said so in docs/design/endurance.md.
        assertThat(score.later.coverage()).as(score.toString()).isBetween(0.6, 0.96);
        assertThat(score.held.coverage()).as(score.toString()).isBetween(0.68, 0.90);
        assertThat(score.states.coverage()).as(score.toString()).isGreaterThan(0.64);
        assertThat(Math.abs(score.bias())).as(score.toString()).isLessThan(13);
    }

    @ParameterizedTest
    @EnumSource(
            value = World.class,
            names = {"FEW"})
    void isSilentWhereItKnowsTooLittle(World world) {
        List<Run> runs = OtherFleet.of(world, 7).getFirst().runs().stream()
                .filter(Run::telling)
                .toList();

        assertThat(Estimates.enough(runs.subList(0, 2))).isFalse();
        assertThat(Estimates.enough(runs.subList(0, 3))).isTrue();
    }
}
