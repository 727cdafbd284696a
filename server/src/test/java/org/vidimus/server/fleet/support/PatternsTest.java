package org.vidimus.server.fleet.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vidimus.server.fleet.support.Experience.Life;
import org.vidimus.server.fleet.support.Experience.Under;
import org.vidimus.server.fleet.support.Experience.Visits;

/** Against fleets whose truth is known. */
class PatternsTest {
    private final Random random = new Random(46);

    private Life camera(String serial, String model, String firmware, int shifts, double perShift) {
        return new Life(
                UUID.randomUUID(),
                serial,
                Optional.of("Maker"),
                Optional.of(model),
                Map.of(firmware, new Under(shifts, events(shifts, perShift))),
                Map.of("BUTTON", 1));
    }

    private int events(int of, double chance) {
        int events = 0;
        for (int i = 0; i < of; i++) {
            events += random.nextDouble() < chance ? 1 : 0;
        }
        return events;
    }

    private List<Life> alike(int cameras, double perShift) {
        List<Life> all = new ArrayList<>();
        for (int i = 0; i < cameras; i++) {
            all.add(camera(
                    "C" + i,
                    i % 3 == 0 ? "Two" : "One",
                    i % 2 == 0 ? "1.0" : "1.1",
                    10 + random.nextInt(60),
                    perShift));
        }
        return all;
    }

    @Test
    void seesNothingInFleetsThatAreAllAlike() {
        int withFindings = 0;
        for (int fleet = 0; fleet < 400; fleet++) {
            withFindings +=
                    Patterns.find(new Experience(alike(120, 0.02), List.of())).isEmpty() ? 0 : 1;
        }

        assertThat(withFindings)
                .as("fleets of 400 in which chance is taken for a pattern")
                .isLessThanOrEqualTo(20);
    }

    @Test
    void seesTheOneCameraThatFailsTenTimesAsOften() {
        int seen = 0;
        for (int fleet = 0; fleet < 50; fleet++) {
            List<Life> all = alike(120, 0.02);
            all.add(camera("BAD", "One", "1.0", 60, 0.2));
            List<Pattern> found = Patterns.find(new Experience(all, List.of()));
            seen += found.stream().anyMatch(one -> one.label().equals("BAD")) ? 1 : 0;
            assertThat(found).allMatch(one -> one.label().equals("BAD"));
        }

        assertThat(seen).isGreaterThanOrEqualTo(45);
    }

    @Test
    void namesTheFirmwareAndNotEachCameraThatHasIt() {
        List<Life> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(camera("C" + i, "One", i < 20 ? "2.0" : "1.9", 40, i < 20 ? 0.06 : 0.01));
        }

        List<Pattern> found = Patterns.find(new Experience(all, List.of()));

        assertThat(found).first().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Pattern.Kind.FIRMWARE);
            assertThat(one.label()).isEqualTo("Maker One, 2.0");
            assertThat(one.cameras()).isEqualTo(20);
            assertThat(one.atLeast()).isGreaterThan(1.5);
            assertThat(one.code()).contains("BUTTON");
        });
    }

    @Test
    void doesNotBlameAModelForOneBadCamera() {
        List<Life> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(camera("C" + i, i < 10 ? "Two" : "One", "1.0", 40, 0.01));
        }
        all.add(new Life(
                UUID.randomUUID(),
                "BAD",
                Optional.of("Maker"),
                Optional.of("Two"),
                Map.of("1.0", new Under(40, 30)),
                Map.of()));

        assertThat(Patterns.find(new Experience(all, List.of())))
                .extracting(Pattern::kind)
                .containsExactly(Pattern.Kind.CAMERA);
    }

    @Test
    void seesASlotThatFailsWithManyCamerasAndNotOneWithABadCameraInIt() {
        List<Visits> slots = new ArrayList<>();
        for (int slot = 1; slot <= 12; slot++) {
            for (int camera = 0; camera < 6; camera++) {
                int failed = slot == 3 ? 3 : slot == 5 && camera == 0 ? 9 : 0;
                slots.add(new Visits(Optional.empty(), "Hall", "" + slot, UUID.randomUUID(), 10, failed));
            }
        }

        assertThat(Patterns.find(new Experience(List.of(), slots)))
                .extracting(Pattern::label)
                .containsExactly("Hall / 3");
    }

    @Test
    void needsThreeFaultsHoweverQuietTheRestIs() {
        List<Life> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(camera("C" + i, "One", "1.0", 60, 0));
        }
        all.add(new Life(
                UUID.randomUUID(),
                "TWICE",
                Optional.of("Maker"),
                Optional.of("One"),
                Map.of("1.0", new Under(1, 2)),
                Map.of()));

        assertThat(Patterns.find(new Experience(all, List.of()))).isEmpty();
    }
}
