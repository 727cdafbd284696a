package org.vidimus.server.access;

import java.util.Set;

/** How units lie within each other. */
interface UnitTree {
    /** The unit and all below it; the unit alone when it is not known. */
    Set<UnitId> withAllBelow(UnitId unit);
}
