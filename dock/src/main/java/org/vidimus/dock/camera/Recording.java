package org.vidimus.dock.camera;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recording on a camera.
 *
 * @param id unique within the camera
 * @param number the camera's own number of it, as written on the camera; null where it writes none
 * @param preRecordSeconds how much of it the camera says it kept from before the button was pressed
 * @param parts what is on the camera, by part number
 * @param absent numbers of parts that the camera's own list names and that are not there
 * @param sidecars what lies beside its parts, in the order of those
 */
public record Recording(
        String id,
        @Nullable Long number,
        @Nullable Instant start,
        @Nullable Integer preRecordSeconds,
        List<Part> parts,
        List<Integer> absent,
        List<Sidecar> sidecars) {
    public Recording {
        parts = List.copyOf(parts);
        absent = List.copyOf(absent);
        sidecars = List.copyOf(sidecars);
    }

    /** Every file of it: parts and sidecars. */
    public Stream<Part> files() {
        return Stream.concat(parts.stream(), sidecars.stream().map(Sidecar::file));
    }
}
