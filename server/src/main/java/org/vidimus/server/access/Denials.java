package org.vidimus.server.access;

import java.util.Optional;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;

/** What somebody may not do though a duty of theirs allows it. A denial is stronger than every duty. */
interface Denials {
    /** Why not, in words; empty where nothing stands against it. */
    Optional<String> why(Caller caller, Action action, Facts facts);

    /** Whether there can be one about the action at all. */
    boolean concern(Action action);
}
