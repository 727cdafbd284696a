package org.vidimus.server.fleet.dock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dock as the API shows it.
 *
 * @param seenAt when its agent was last heard
 * @param may codes of what the caller may do with it
 */
record DockView(
        UUID id,
        String name,
        @Nullable Ref site,
        @Nullable Ref unit,
        @Nullable String agent,
        @Nullable Instant seenAt,
        boolean retired,
        List<SlotView> slots,
        List<String> may) {
    record Ref(UUID id, String name) {}

    record CameraRef(UUID id, String serial) {}

    /**
     * @param camera missing where the slot is empty, or the camera is not registered
     * @param serial what the dock reads there, registered or not
     * @param problem what the dock says is wrong; of a camera that is done, else why it is for nobody: {@code not-found} by somebody
     *     who was sent to it, or {@code in-repair}, {@code missing}, {@code retired} by the register
     */
    record SlotView(
            String slot,
            @Nullable CameraRef camera,
            @Nullable String serial,
            SlotsReport.@Nullable Phase phase,
            long totalBytes,
            long doneBytes,
            int filesLeft,
            @Nullable Integer batteryPercent,
            @Nullable Boolean charging,
            @Nullable String problem,
            Instant since,
            Instant seenAt) {}

    DockView with(List<SlotView> here, List<String> rights) {
        return new DockView(id, name, site, unit, agent, seenAt, retired, here, rights);
    }
}
