package org.vidimus.server.access;

import java.util.List;
import org.vidimus.server.custody.Action;

/** What every role may do. */
interface RoleBook {
    /** Empty for a role that does not have the right, and for a role that there is not. */
    List<Right> rights(String role, Action action);
}
