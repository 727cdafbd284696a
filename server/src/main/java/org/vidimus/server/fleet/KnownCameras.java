package org.vidimus.server.fleet;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.ingest.Cameras;

/** Answers ingest. A camera out of service is still known: footage that was made with it has to come in. */
@Component
class KnownCameras implements Cameras {
    private final CameraTable cameras;

    KnownCameras(CameraTable cameras) {
        this.cameras = cameras;
    }

    @Override
    public Optional<KnownCamera> known(String serial) {
        return cameras.owner(serial)
                .map(owner ->
                        new KnownCamera(serial, Subject.camera(owner.id().value()), owner.wearer(), owner.unit()));
    }
}
