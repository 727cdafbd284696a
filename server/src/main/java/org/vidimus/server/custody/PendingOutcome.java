package org.vidimus.server.custody;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What an action has said so far about its own outcome. */
final class PendingOutcome implements Outcome {
    private final Optional<UUID> attempt;
    private final Map<String, String> notes = new HashMap<>();
    private final Set<Subject> subjects = new LinkedHashSet<>();

    private PendingOutcome(Optional<UUID> attempt) {
        this.attempt = attempt;
    }

    static PendingOutcome of(UUID attempt) {
        return new PendingOutcome(Optional.of(attempt));
    }

    /** For a passage that leaves no entry: what is said to it is forgotten. */
    static PendingOutcome unrecorded() {
        return new PendingOutcome(Optional.empty());
    }

    @Override
    public Optional<UUID> attempt() {
        return attempt;
    }

    @Override
    public Outcome note(String key, String value) {
        notes.put(key, value);
        return this;
    }

    @Override
    public Outcome about(Subject subject) {
        subjects.add(subject);
        return this;
    }

    Map<String, String> notes() {
        return notes;
    }

    Set<Subject> subjects() {
        return subjects;
    }
}
