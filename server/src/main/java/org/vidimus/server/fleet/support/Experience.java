package org.vidimus.server.fleet.support;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the fleet has been through in a period.
 *
 * <p>A <b>shift</b> is what a camera was worn between two charges, by its own log. Where there is no log, it is a single issue to somebody; of
 * a camera that is not handed out through the house, a day on which it came to a dock with footage on it. A <b>fault</b> is a day on which a camera had one or more: a camera that writes the same line fifty times has
 * failed once. A <b>visit</b> is a day at one slot of one dock; it failed if the dock named a problem.
 */
record Experience(List<Life> cameras, List<Visits> slots) {
    Experience {
        cameras = List.copyOf(cameras);
        slots = List.copyOf(slots);
    }

    /** How much of it under one firmware; the empty text where that is unknown. */
    record Under(int shifts, int faults) {
        Under plus(Under more) {
            return new Under(shifts + more.shifts, faults + more.faults);
        }
    }

    /** @param codes days with each fault */
    record Life(
            UUID id,
            String serial,
            Optional<String> maker,
            Optional<String> model,
            Map<String, Under> byFirmware,
            Map<String, Integer> codes) {
        Under whole() {
            return byFirmware.values().stream().reduce(new Under(0, 0), Under::plus);
        }

        String kind() {
            return (maker.orElse("") + " " + model.orElse("")).strip();
        }
    }

    /** One camera at one slot. */
    record Visits(Optional<UUID> dock, String dockName, String slot, UUID camera, int visits, int failed) {}
}
