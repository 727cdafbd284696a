package org.vidimus.server.custody;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.vidimus.server.custody.Histories.Recorded;

/**
 * What somebody who may see a history is shown of it only later: a wearer does not learn at once that their footage was opened
 * by those who investigate. One implementation, in {@code privacy}.
 */
public interface Withheld {
    /** The ids of those among the entries that are kept from the caller for now. */
    Set<UUID> from(Caller caller, List<Recorded> entries);
}
