package org.vidimus.server.custody;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One wish to do something: who wants to do what, to which things, and why.
 *
 * @param subjects what it is about, at most {@link #MAX_SUBJECTS}; empty for something that does not exist yet
 * @param purpose as stated by the caller, where one was stated
 * @param details facts for the ledger known before the action runs, by key in kebab-case
 */
public record Passage(
        Caller caller, Action action, List<Subject> subjects, Optional<String> purpose, Map<String, String> details) {
    /** A leaf with a link for each must fit into the 65,535 bytes that a bundle of entries has for it. */
    public static final int MAX_SUBJECTS = 400;

    public Passage {
        if (subjects.size() > MAX_SUBJECTS) {
            throw new IllegalArgumentException(
                    subjects.size() + " subjects of one action, want at most " + MAX_SUBJECTS);
        }
        subjects = List.copyOf(subjects);
        details = Map.copyOf(details);
    }

    public static Passage of(Caller caller, Action action, Subject... subjects) {
        return new Passage(caller, action, List.of(subjects), Optional.empty(), Map.of());
    }

    public Passage because(Optional<String> statedPurpose) {
        return new Passage(caller, action, subjects, statedPurpose, details);
    }

    public Passage with(String key, String value) {
        var more = new java.util.HashMap<>(details);
        more.put(key, value);
        return new Passage(caller, action, subjects, purpose, more);
    }
}
