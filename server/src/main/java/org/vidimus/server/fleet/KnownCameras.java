package org.vidimus.server.fleet;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.Refused;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.ingest.Cameras;

/** Answers ingest. A camera out of service is still known: footage that was made with it has to come in. */
@Component
class KnownCameras implements Cameras {
    private final CameraTable cameras;
    private final Holders holders;
    private final Fleet fleet;

    KnownCameras(CameraTable cameras, Holders holders, Fleet fleet) {
        this.cameras = cameras;
        this.holders = holders;
        this.fleet = fleet;
    }

    @Override
    public Optional<KnownCamera> enrol(String serial, Optional<String> model, Optional<UnitId> unit, String door) {
        if (known(serial).isEmpty()) {
            try {
                fleet.register(
                        Caller.job("door " + door),
                        new NewCamera(serial, Optional.empty(), model, unit, Optional.empty(), Optional.empty()));
            } catch (Refused refused) {
                // Either it cannot be a serial, or somebody else was faster: what is there now answers.
                return known(serial);
            }
        }
        return known(serial);
    }

    @Override
    public Optional<KnownCamera> known(String serial, Optional<Instant> recordedAt) {
        return cameras.owner(serial).map(owner -> {
            // No camera is given away with footage on it: what says nothing of its time was made by whoever has it now.
            Optional<PersonId> holder =
                    recordedAt.isPresent() ? holders.at(owner.id(), recordedAt.get()) : holders.now(owner.id());
            return new KnownCamera(serial, Subject.camera(owner.id().value()), holder.or(owner::wearer), owner.unit());
        });
    }
}
