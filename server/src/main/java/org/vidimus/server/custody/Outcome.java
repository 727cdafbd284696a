package org.vidimus.server.custody;

import java.util.Optional;
import java.util.UUID;

/** Collects, while an action runs, what its outcome entry shall say. Used by one thread. */
public interface Outcome {
    /** Adds a fact, by key in kebab-case; the last value of a key wins. */
    Outcome note(String key, String value);

    /** Adds a subject that the action made or found, so that the outcome is part of its history too. */
    Outcome about(Subject subject);

    /** The id of the attempt's entry; empty where this passage leaves no entry. */
    Optional<UUID> attempt();
}
