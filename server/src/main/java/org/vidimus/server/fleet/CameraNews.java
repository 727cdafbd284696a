package org.vidimus.server.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.web.Events;

/** What screens are told of a camera: which one it is. */
@Component
class CameraNews implements Events.Source {
    private final CameraTable cameras;

    CameraNews(CameraTable cameras) {
        this.cameras = cameras;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.CAMERA;
    }

    @Override
    public Optional<Map<String, Object>> of(UUID id) {
        return cameras.serial(new CameraId(id)).map(serial -> Map.of("serial", serial));
    }
}
