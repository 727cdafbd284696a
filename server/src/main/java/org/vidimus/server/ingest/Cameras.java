package org.vidimus.server.ingest;

import java.util.Optional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Subject;

/** The cameras that this house knows. Implemented by {@code fleet}; asked once an upload. */
public interface Cameras {
    /** @param serial as the maker writes it; empty is answered for one that was never registered */
    Optional<KnownCamera> known(String serial);

    /**
     * Registers a camera that a trusted door names, or finds it registered. Must be called outside of any transaction.
     *
     * @param door who names it, for the ledger
     * @return empty where the serial cannot be one
     */
    Optional<KnownCamera> enrol(String serial, Optional<String> model, Optional<UnitId> unit, String door);

    /**
     * @param subject the camera in the ledger
     * @param wearer who has it now, where somebody does
     * @param unit the unit it belongs to, where it belongs to one
     */
    record KnownCamera(String serial, Subject subject, Optional<PersonId> wearer, Optional<UnitId> unit) {}
}
