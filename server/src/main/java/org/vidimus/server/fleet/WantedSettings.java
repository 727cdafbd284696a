package org.vidimus.server.fleet;

import java.util.Collection;
import java.util.Set;

/** Knows which cameras are set as they shall be; answered by the settings of the fleet. */
public interface WantedSettings {
    /** Those of the cameras on which something was read back that differs from what is wanted, or breaks a rule. */
    Set<CameraId> notAsWanted(Collection<CameraId> cameras);
}
