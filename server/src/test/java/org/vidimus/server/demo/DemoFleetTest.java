package org.vidimus.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vidimus.cameras.Line;
import org.vidimus.cameras.Script;
import org.vidimus.cameras.VirtualCamera;

class DemoFleetTest {
    private static final Instant END = Instant.parse("2026-11-28T14:00:00Z");

    private final DemoFleet fleet = new DemoFleet(END);

    private VirtualCamera camera(int number) {
        return fleet.camera(
                number,
                List.of(new Script.Recorded(fleet.startOf(number, 0), Duration.ofSeconds(12), false)),
                fleet.clockOffset(number),
                100 * number + 1);
    }

    @Test
    void hasAPastOfSomeWeeksThatEndsWithTheFootage() {
        for (int number = 1; number <= DemoFleet.COUNT; number++) {
            VirtualCamera camera = camera(number);
            Instant recorded = fleet.startOf(number, 0);

            assertThat(camera.worn()).as(camera.serial()).hasSizeBetween(15, 36);
            assertThat(camera.worn().getLast().from()).isBefore(recorded);
            assertThat(camera.worn().getLast().docked()).isAfter(recorded).isBefore(END);
            assertThat(camera.lines())
                    .filteredOn(Line.Turn.class::isInstance)
                    .extracting(Line::at)
                    .contains(recorded);
            assertThat(camera.lines()).extracting(Line::at).isSorted();
        }
    }

    @Test
    void hasOneBatteryThatFailsAndManyThatDoNot() {
        List<String> failing = new ArrayList<>();
        for (int number = 1; number <= DemoFleet.COUNT; number++) {
            VirtualCamera camera = camera(number);
            if (camera.truth(20).capacity() < 0.7) {
                failing.add(camera.serial());
            }
        }

        assertThat(failing).containsExactly("CAM-" + DemoDay.FAILING);
    }

    @Test
    void givesNobodyTwoCamerasAtATime() {
        DemoRota rota = new DemoRota();
        Map<DemoPerson, Instant> free = new HashMap<>();
        List<DemoRota.Shift> all = new ArrayList<>();
        int worn = 0;
        for (int number = 1; number <= DemoFleet.COUNT; number++) {
            VirtualCamera camera = camera(number);
            List<DemoRota.Shift> shifts = rota.of(number, camera.worn());
            all.addAll(shifts);
            worn += camera.worn().size();
            String unit = DemoFleet.unit(number);
            assertThat(shifts).allMatch(shift -> shift.person().unit().equals(unit));
        }
        all.sort(java.util.Comparator.comparing(DemoRota.Shift::from));

        assertThat(all).hasSizeGreaterThan(worn / 2);
        assertThat(all).allSatisfy(shift -> {
            assertThat(free.getOrDefault(shift.person(), Instant.MIN)).isBefore(shift.from());
            free.put(shift.person(), shift.until().orElse(END));
        });
    }
}
