package org.vidimus.server.fleet.support;

import java.util.Optional;
import java.util.UUID;

/**
 * Something that fails more often than all others do, and not by chance.
 *
 * @param key by which the same is seen once
 * @param label the camera's serial, the model, the firmware, the dock and its slot
 * @param failures of it: days with a fault, or failed visits of a slot
 * @param exposure of it: shifts, or visits of a slot
 * @param ratio how many times as often as the others
 * @param atLeast lower bound of that, 95 %; {@code atMost} the upper, empty where the data set none
 * @param chance that a fleet in which all are alike shows as much or more
 * @param code the most frequent fault of it
 */
record Pattern(
        Kind kind,
        String key,
        String label,
        Optional<UUID> camera,
        Optional<UUID> dock,
        Optional<String> slot,
        int cameras,
        int failures,
        int exposure,
        int otherFailures,
        int otherExposure,
        Optional<Double> ratio,
        double atLeast,
        Optional<Double> atMost,
        double chance,
        Optional<String> code) {
    enum Kind {
        CAMERA,
        MODEL,
        FIRMWARE,
        SLOT
    }
}
