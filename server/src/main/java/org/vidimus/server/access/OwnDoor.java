package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import org.vidimus.server.custody.Caller;

/**
 * A door of the house with a way of signing in of its own, below paths of its own. There its callers are whoever it says and
 * nobody else: no session, bearer token or certificate counts there, and what it gives out counts nowhere else.
 */
public interface OwnDoor {
    /** Whether the request is for a path of this door. */
    boolean guards(HttpServletRequest request);

    /**
     * Who sent the request; a visitor where it shows nothing.
     *
     * @throws org.vidimus.server.Refused if it shows something that does not hold
     */
    Caller callerOf(HttpServletRequest request);
}
