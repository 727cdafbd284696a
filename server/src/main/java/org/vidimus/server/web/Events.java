package org.vidimus.server.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.custody.Subject;

/**
 * Tells open screens that something has changed, so that they look again. Only a hint: it is never the record of anything, and
 * may be missed.
 *
 * <p>Every change that passes the gate is said by itself, about each of its subjects, with the action's code as {@code change};
 * features only say what happens between changes, such as an upload moving on.
 */
public interface Events {
    /**
     * Says it to every screen, on every host, whose caller may see the subject, under the name of the subject's kind in lower
     * case. Inside a transaction it is said after the commit, and not at all without one. Of several about the same subject that
     * follow each other at once, only the last may arrive.
     *
     * @param data facts beside the subject's {@code id}, over what its {@link Source} adds; small, and nothing that its card would
     *     not show
     */
    void publish(Subject subject, Map<String, Object> data);

    /** What a feature adds to events about its things, read when the event is delivered, so that it is always the present state. */
    interface Source {
        Subject.Kind kind();

        /** Small, and nothing that the thing's row in a list would not show; empty when there is no such thing. */
        Optional<Map<String, Object>> of(UUID id);
    }
}
