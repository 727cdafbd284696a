package org.vidimus.server.custody;

import java.util.List;

/**
 * An application event: a change passed the gate and has committed. Only a hint, told to this process after the commit; what must
 * not be missed is a job or a row of the same transaction.
 */
public record Changed(Action action, List<Subject> subjects) {
    public Changed {
        subjects = List.copyOf(subjects);
    }
}
