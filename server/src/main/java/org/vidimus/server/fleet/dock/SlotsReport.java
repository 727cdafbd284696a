package org.vidimus.server.fleet.dock;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in a dock's slots, as its agent says.
 *
 * @param slots every slot there is; a slot of before that is not among them is empty
 */
public record SlotsReport(@Nullable String agent, List<Slot> slots) {
    private static final int MOST_SLOTS = 1_000;

    /** @throws org.vidimus.server.Refused with {@code dock-malformed} if a value cannot be what it stands for */
    public SlotsReport {
        slots = List.copyOf(slots);
        require("slots", slots.size() <= MOST_SLOTS, "a dock has at most " + MOST_SLOTS + " slots");
        require("agent", fits(agent, 100), "at most 100 characters");
        Set<String> names = new HashSet<>();
        for (Slot slot : slots) {
            require("slots", names.add(slot.slot()), "the slot " + slot.slot() + " comes twice");
        }
    }

    /** What is being done in a slot. */
    public enum Phase {
        FOUND,
        OFFLOADING,
        WAITING,
        ERASING,
        DONE,
        LEFT,
        UNKNOWN
    }

    /**
     * @param serial of the camera in it; null for an empty slot
     * @param problem code of what keeps it from going on
     */
    public record Slot(
            String slot,
            @Nullable String serial,
            @Nullable Phase phase,
            long totalBytes,
            long doneBytes,
            int filesLeft,
            @Nullable Integer batteryPercent,
            @Nullable Boolean charging,
            @Nullable String problem) {
        public Slot {
            require("slot", !slot.isBlank() && fits(slot, 200), "1 to 200 characters");
            require("serial", fits(serial, 200), "at most 200 characters");
            require("problem", fits(problem, 100), "at most 100 characters");
            require("totalBytes", totalBytes >= 0 && doneBytes >= 0 && filesLeft >= 0, "0 or more");
            require(
                    "batteryPercent",
                    batteryPercent == null || (batteryPercent >= 0 && batteryPercent <= 100),
                    "0 to 100");
        }
    }

    /** The database takes any character but NUL. */
    static boolean fits(@Nullable String text, int longest) {
        return text == null || (text.length() <= longest && text.indexOf(0) < 0);
    }

    private static void require(String field, boolean condition, String wanted) {
        if (!condition) {
            throw new DockProblem.Malformed(field, field + ": want " + wanted).refused();
        }
    }
}
