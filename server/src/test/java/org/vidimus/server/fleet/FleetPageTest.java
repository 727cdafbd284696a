package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.fleet.FleetState.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vidimus.server.fleet.FleetLine.UnitRef;
import org.vidimus.server.fleet.FleetPage.GroupCount;
import org.vidimus.server.fleet.FleetPage.Question;
import org.vidimus.server.fleet.Readiness.Lack;

class FleetPageTest {
    private static final UnitRef NORTH = new UnitRef(UUID.randomUUID(), "North");
    private static final UnitRef HARBOUR = new UnitRef(UUID.randomUUID(), "harbour");
    private static final Question ALL = new Question("", Optional.empty(), FleetGroup.ALL, FleetOrder.URGENT, 1, 50);

    private final List<FleetLine> lines = new ArrayList<>();

    @Test
    void aCameraIsReadyOnlyInADockAndNotWhileSomebodyHasIt() {
        assertThat(line("1").inDock().line().state()).isEqualTo(READY);
        assertThat(line("1").inDock().given().line().state()).isEqualTo(DOCKED);
        assertThat(line("1").inDock().lacking(Lack.NOT_SECURED).line().state()).isEqualTo(DOCKED);
        assertThat(line("1").given().line().state()).isEqualTo(OUT);
        assertThat(line("1").line().state()).isEqualTo(ELSEWHERE);
        assertThat(line("1").inDock().standing(Standing.IN_REPAIR).line().state())
                .isEqualTo(FleetState.IN_REPAIR);
    }

    @Test
    void whatMissesFootageComesFirstAndNumbersCountAsNumbers() {
        add(
                line("K 10"),
                line("K 9"),
                line("k 11").lacking(Lack.CLOCK_OFF),
                line("z").gaps(3),
                line("K 8").standing(Standing.MISSING));

        assertThat(numbers(ALL)).containsExactly("z", "k 11", "K 8", "K 9", "K 10");
        assertThat(numbers(by(FleetOrder.NUMBER))).containsExactly("K 8", "K 9", "K 10", "k 11", "z");
    }

    @Test
    void howACameraIsSetCountsOnlyWhileItIsHere() {
        assertThat(line("1").inDock().lacking(Lack.SETTINGS_DIFFER).line().troubled())
                .isTrue();
        assertThat(line("1").given().lacking(Lack.SETTINGS_DIFFER).line().troubled())
                .isFalse();
        assertThat(line("1").given().gaps(1).line().troubled()).isTrue();
    }

    @Test
    void theEmptiestComesFirstAndWhatIsNotKnownLast() {
        add(line("a").battery(80), line("b"), line("c").battery(5));

        assertThat(numbers(by(FleetOrder.BATTERY))).containsExactly("c", "a", "b");
        assertThat(numbers(by(FleetOrder.SEEN))).containsExactly("b", "c", "a");
    }

    @Test
    void everyWordHasToBeFoundSomewhere() {
        add(line("CAM-7").at(HARBOUR), line("CAM-17").at(HARBOUR), line("CAM-8").at(NORTH));

        assertThat(numbers(looking(" Harbour  7 "))).containsExactly("CAM-7", "CAM-17");
        assertThat(numbers(looking("harbour 8"))).isEmpty();
        assertThat(numbers(new Question("", Optional.of(NORTH.id()), FleetGroup.ALL, FleetOrder.URGENT, 1, 50)))
                .containsExactly("CAM-8");
    }

    @Test
    void countsWhatWasLookedForAndTheWholeHouse() {
        add(
                line("1").inDock().at(NORTH),
                line("2").given().at(HARBOUR),
                line("3").gaps(1),
                line("4").standing(Standing.RETIRED).gaps(1));

        FleetPage page = FleetPage.plan(lines, looking("harbour")).with(List.of());

        assertThat(page.groups())
                .contains(
                        new GroupCount(FleetGroup.ALL, 1, 3),
                        new GroupCount(FleetGroup.OUT, 1, 1),
                        new GroupCount(FleetGroup.READY, 0, 1),
                        new GroupCount(FleetGroup.PROBLEM, 0, 1),
                        new GroupCount(FleetGroup.RETIRED, 0, 1))
                .extracting(GroupCount::group)
                .containsExactly(FleetGroup.values());
        assertThat(page.units()).containsExactly(HARBOUR, NORTH);
    }

    @Test
    void aPageBehindTheLastShowsTheLast() {
        for (int n = 1; n <= 5; n++) {
            add(line("" + n));
        }

        FleetPage.Plan plan =
                FleetPage.plan(lines, new Question("", Optional.empty(), FleetGroup.ALL, FleetOrder.NUMBER, 9, 2));

        assertThat(plan.page().page()).isEqualTo(3);
        assertThat(plan.page().pages()).isEqualTo(3);
        assertThat(plan.page().count()).isEqualTo(5);
        assertThat(plan.shown()).containsExactly(lines.get(4).id());
        assertThat(FleetPage.plan(List.of(), ALL).page().pages()).isOne();
    }

    private static Question by(FleetOrder order) {
        return new Question("", Optional.empty(), FleetGroup.ALL, order, 1, 50);
    }

    private static Question looking(String words) {
        return new Question(words, Optional.empty(), FleetGroup.ALL, FleetOrder.NUMBER, 1, 50);
    }

    private void add(Line... some) {
        for (Line one : some) {
            lines.add(one.line());
        }
    }

    private List<String> numbers(Question question) {
        return FleetPage.plan(lines, question).shown().stream()
                .map(id -> lines.stream()
                        .filter(line -> line.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .number())
                .toList();
    }

    private static Line line(String number) {
        return new Line(number);
    }

    private static final class Line {
        private final String number;
        private Optional<UnitRef> unit = Optional.empty();
        private Standing standing = Standing.IN_SERVICE;
        private boolean docked;
        private boolean given;
        private Readiness readiness = new Readiness(List.of());
        private long gaps;
        private Optional<Integer> battery = Optional.empty();

        Line(String number) {
            this.number = number;
        }

        Line at(UnitRef where) {
            unit = Optional.of(where);
            return this;
        }

        Line standing(Standing now) {
            standing = now;
            return this;
        }

        Line inDock() {
            docked = true;
            return this;
        }

        Line given() {
            given = true;
            return this;
        }

        Line lacking(Lack lack) {
            readiness = readiness.lacking(lack);
            return this;
        }

        Line gaps(long count) {
            gaps = count;
            return this;
        }

        Line battery(int percent) {
            battery = Optional.of(percent);
            return this;
        }

        FleetLine line() {
            return new FleetLine(
                    CameraId.random(),
                    number,
                    unit,
                    standing,
                    docked,
                    given,
                    readiness,
                    gaps,
                    false,
                    battery,
                    battery.map(percent -> Instant.EPOCH.plusSeconds(percent)),
                    (number + " " + unit.map(UnitRef::name).orElse("")).toLowerCase(Locale.ROOT));
        }
    }
}
