package org.vidimus.server.custody;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What an action has said so far about its own outcome. */
final class PendingOutcome implements Outcome {
    private final Map<String, String> notes = new HashMap<>();
    private final Set<Subject> subjects = new LinkedHashSet<>();

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
