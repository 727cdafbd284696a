package org.vidimus.server.fleet.support;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that is so now and that an alert is for.
 *
 * @param key which thing, within its kind
 * @param name as people call it: a serial, a dock's name; the empty text for the house itself
 * @param facts small and without names of people: text and numbers
 */
public record Found(String key, Optional<UUID> camera, Optional<UUID> dock, String name, Map<String, Object> facts) {
    public Found {
        facts = Map.copyOf(facts);
    }

    static Found camera(UUID id, String serial, Map<String, Object> facts) {
        return new Found(id.toString(), Optional.of(id), Optional.empty(), serial, facts);
    }
}
