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
        return cameras.find(serial)
                .map(camera -> new KnownCamera(
                        camera.serial(), Subject.camera(camera.id().value()), camera.wearer(), camera.unit()));
    }
}
