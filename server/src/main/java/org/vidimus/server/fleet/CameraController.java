package org.vidimus.server.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

@RestController
@RequestMapping("/api/cameras")
class CameraController {
    private final Fleet fleet;
    private final ReportReader reader;
    private final Names names;

    CameraController(Fleet fleet, ReportReader reader, Names names) {
        this.fleet = fleet;
        this.reader = reader;
        this.names = names;
    }

    record Cameras(List<CameraView> items) {}

    @GetMapping
    @Does(Action.CAMERA_LIST)
    Cameras list(Caller caller) {
        return new Cameras(CameraView.of(fleet.list(caller), names));
    }

    record Registration(
            @Nullable String serial,
            @Nullable String maker,
            @Nullable String model,
            @Nullable UUID unit,
            @Nullable UUID wearer,
            @Nullable Long counterFrom) {
        NewCamera camera() {
            return new NewCamera(
                    serial == null ? "" : serial,
                    Optional.ofNullable(maker),
                    Optional.ofNullable(model),
                    Optional.ofNullable(unit).map(UnitId::new),
                    Optional.ofNullable(wearer).map(PersonId::new),
                    Optional.ofNullable(counterFrom));
        }
    }

    record Registered(UUID id, String serial) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.CAMERA_REGISTER)
    Registered register(Caller caller, @RequestBody Registration registration) {
        NewCamera camera = registration.camera();
        return new Registered(fleet.register(caller, camera).value(), camera.serial());
    }

    @PostMapping("/{serial}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.CAMERA_REPORT)
    CameraView report(Caller caller, @PathVariable String serial, InputStream body) throws IOException {
        return CameraView.of(List.of(fleet.report(caller, serial, reader.read(body))), names)
                .getFirst();
    }
}
