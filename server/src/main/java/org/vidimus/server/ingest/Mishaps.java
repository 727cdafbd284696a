package org.vidimus.server.ingest;

import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;

/** Is told of parts that did not come off a camera cleanly. Joins the transaction that is running; there must be one. */
public interface Mishaps {
    /** What happened. */
    enum Cause {
        UPLOAD_REFUSED,
        UPLOAD_EXPIRED,
        /** The dock could not read the file, or not twice alike. */
        MEDIUM
    }

    /**
     * One part, and what was said of it.
     *
     * @param file its name on the camera
     */
    record Mishap(
            Cause cause,
            Optional<String> camera,
            Optional<UUID> cameraId,
            Optional<UnitId> unit,
            Optional<PersonId> wearer,
            Optional<String> recording,
            Optional<Integer> part,
            String file,
            Optional<UUID> upload,
            String said) {}

    void happened(Mishap mishap);

    /** What was refused is taken in after all, or looked at anew. */
    void admitted(UUID upload);

    /**
     * A file of the recording arrived whole after all.
     *
     * @param part its own, or of what goes with one that one's
     */
    void arrived(String camera, String recording, int part, String file);
}
