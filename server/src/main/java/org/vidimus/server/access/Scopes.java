package org.vidimus.server.access;

import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;

/** The list side of the one policy: same rules as for single things, given as a scope. */
public interface Scopes {
    Scope of(Caller caller, Action action);
}
