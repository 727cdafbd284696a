package org.vidimus.server.access;

import java.time.Instant;
import java.util.List;
import org.vidimus.server.custody.Caller;

/** Where somebody belonged before, as far as the rules of the house let that count. */
interface FormerUnits {
    /** @param until first moment at which they no longer belonged there */
    record Spell(UnitId unit, Instant from, Instant until) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /** None where the rules say that a move takes the sight along. */
    List<Spell> of(Caller caller);
}
