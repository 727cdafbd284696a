package org.vidimus.server.access;

import java.util.Optional;
import org.vidimus.server.custody.Caller;

/** Devices that have a key of their own kind, kept by the feature they belong to. Asked for bearer tokens that are none of the house's. */
public interface DeviceKeys {
    /** Whom the key speaks for now; empty when it is unknown or revoked. */
    Optional<Caller> callerOf(String text);
}
