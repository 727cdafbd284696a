package org.vidimus.server.fleet.handout;

import java.time.Duration;
import java.util.Optional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.fleet.CameraId;

/** How long a camera will last as it stands, for whoever takes it. Implemented by whoever can tell. */
public interface Lasting {
    /** Why a camera should perhaps not be handed out. */
    enum Warning {
        /** Its battery is failing. */
        FAILING,
        /** As charged as it is, it lasts the shift in fewer than nine of ten cases. */
        MAY_NOT_LAST,
        /** It was not seen in enough shifts to say. */
        TOO_LITTLE_KNOWN
    }

    /** @param low so long it lasts nine times in ten; empty where too little is known to say */
    record Said(Optional<Duration> low, Optional<Warning> warning) {}

    Said lasts(CameraId camera, PersonId person);
}
