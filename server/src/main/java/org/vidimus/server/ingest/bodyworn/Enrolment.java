package org.vidimus.server.ingest.bodyworn;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.ingest.Cameras;
import org.vidimus.server.ingest.Cameras.KnownCamera;

/** The cameras that a system names: known, made known where the door may do that, or nobody's. */
@Component
class Enrolment {
    static final String REGISTER = "Devices";

    private final Cameras cameras;
    private final Shelf shelf;

    Enrolment(Cameras cameras, Shelf shelf) {
        this.cameras = cameras;
        this.shelf = shelf;
    }

    /** Must be called outside of any transaction. */
    Optional<KnownCamera> of(Door door, String serial, Optional<String> model) {
        Optional<KnownCamera> known = cameras.known(serial);
        if (known.isPresent() || !door.autoRegister()) {
            return known;
        }
        Optional<String> named = model.or(() -> shelf.find(door.id(), REGISTER)
                .flatMap(devices -> shelf.current(devices.id(), serial))
                .flatMap(device -> device.meta().text("Model")));
        return cameras.enrol(serial, named.filter(text -> text.length() <= 100), door.unit(), door.name());
    }
}
