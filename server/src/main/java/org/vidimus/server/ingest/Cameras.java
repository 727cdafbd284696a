package org.vidimus.server.ingest;

import java.time.Instant;
import java.util.Optional;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Subject;

/** The cameras that this house knows. Implemented by {@code fleet}; asked once an upload. */
public interface Cameras {
    /** The camera with whoever has it now. */
    default Optional<KnownCamera> known(String serial) {
        return known(serial, Optional.empty());
    }

    /**
     * The camera with whoever had it when the recording began.
     *
     * @param serial as the maker writes it; empty is answered for one that was never registered
     * @param recordedAt true time: what the camera's clock said less its offset; empty where the file does not say
     */
    Optional<KnownCamera> known(String serial, Optional<Instant> recordedAt);

    /**
     * Registers a camera that a trusted door names, or finds it registered. Must be called outside of any transaction.
     *
     * @param door who names it, for the ledger
     * @return empty where the serial cannot be one
     */
    Optional<KnownCamera> enrol(String serial, Optional<String> model, Optional<UnitId> unit, String door);

    /**
     * @param subject the camera in the ledger
     * @param wearer whom it was handed out to then, else to whom it is allocated, else nobody
     * @param unit the unit it belongs to, where it belongs to one
     */
    record KnownCamera(String serial, Subject subject, Optional<PersonId> wearer, Optional<UnitId> unit) {}
}
