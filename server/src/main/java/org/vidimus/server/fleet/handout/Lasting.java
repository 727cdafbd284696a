package org.vidimus.server.fleet.handout;

import java.time.Duration;
import java.util.Optional;
import org.vidimus.server.fleet.CameraId;

/** How long a camera will last as it stands, for whoever takes it. Implemented by whoever can tell. */
public interface Lasting {
    /** Empty where too little is known to say. */
    Optional<Duration> lasts(CameraId camera);
}
