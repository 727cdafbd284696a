package org.vidimus.server.access;

import java.util.Set;

/** Who appraises whom. */
interface Appraisals {
    /** Whom this person appraises now. */
    Set<PersonId> appraisedBy(PersonId appraiser);
}
