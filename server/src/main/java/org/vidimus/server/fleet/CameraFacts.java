package org.vidimus.server.fleet;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Facts;
import org.vidimus.server.custody.Subject;

/** What the policy must know of a camera: it is whose who has it, or else for whom it is kept. */
@Component
class CameraFacts implements Facts.Source {
    private final CameraTable cameras;

    CameraFacts(CameraTable cameras) {
        this.cameras = cameras;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.CAMERA;
    }

    @Override
    public Optional<Facts> of(UUID id) {
        return cameras.holder(new CameraId(id)).map(owner -> new Facts(owner.wearer(), owner.unit(), Optional.empty()));
    }

    static Facts of(Camera camera) {
        return new Facts(
                camera.handOut()
                        .map(out -> new org.vidimus.server.access.PersonId(out.person()))
                        .or(() -> camera.entry().wearer()),
                camera.entry().unit(),
                Optional.empty());
    }
}
