package org.vidimus.server.access;

import java.util.Set;

/** Who appraises whom. */
interface Appraisals {
    /** Whom this person appraises; another host may have changed it within the last seconds. */
    Set<PersonId> appraisedBy(PersonId appraiser);
}
