package org.vidimus.server.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

@RestController
@RequestMapping("/api/cameras")
class CameraController {
    private static final int PAGE_MOST = 200;

    private final Fleet fleet;
    private final ReportReader reader;

    CameraController(Fleet fleet, ReportReader reader) {
        this.fleet = fleet;
        this.reader = reader;
    }

    /**
     * @param page of which this is, from 1; the last, where one behind it was asked for
     * @param count how many there are on all pages
     * @param groups how many are in each
     * @param units that have cameras, by name
     */
    record Cameras(
            List<CameraView> items,
            int page,
            int pages,
            int count,
            List<FleetPage.GroupCount> groups,
            List<FleetLine.UnitRef> units) {}

    /**
     * The cameras, in pages.
     *
     * @param q words that must all be found: in serial, number, make, unit, wearer, holder or dock
     * @param page from 1
     * @param limit of one page, up to 200
     */
    @GetMapping
    @Does(Action.CAMERA_LIST)
    Cameras list(
            Caller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(defaultValue = "ALL") FleetGroup show,
            @RequestParam(defaultValue = "URGENT") FleetOrder sort,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int limit) {
        FleetPage found = fleet.page(
                caller,
                new FleetPage.Question(
                        q, Optional.ofNullable(unit), show, sort, page, Math.clamp(limit, 1, PAGE_MOST)));
        return new Cameras(
                found.cameras().stream().map(camera -> view(caller, camera)).toList(),
                found.page(),
                found.pages(),
                found.count(),
                found.groups(),
                found.units());
    }

    @GetMapping("/{id}")
    @Does(Action.CAMERA_LIST)
    CameraView showCamera(Caller caller, @PathVariable UUID id) {
        return view(caller, fleet.show(caller, new CameraId(id)));
    }

    /** Its whole life, the newest first. */
    @GetMapping("/{id}/history")
    @Does(Action.CAMERA_LIST)
    CameraLife.Page showCameraHistory(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return fleet.life(caller, new CameraId(id), Optional.ofNullable(after), Math.clamp(limit, 1, PAGE_MOST));
    }

    /** All that the register says of a camera, as it shall be. */
    record CameraChange(
            @Nullable String maker,
            @Nullable String model,
            @Nullable UUID unit,
            @Nullable UUID wearer,
            @Nullable Standing standing,
            @Nullable String asset,
            @Nullable LocalDate boughtOn,
            @Nullable LocalDate warrantyUntil,
            @Nullable String note) {
        RegisterEntry entry() {
            return new RegisterEntry(
                    Optional.ofNullable(maker),
                    Optional.ofNullable(model),
                    Optional.ofNullable(unit).map(UnitId::new),
                    Optional.ofNullable(wearer).map(PersonId::new),
                    standing == null ? Standing.IN_SERVICE : standing,
                    Optional.ofNullable(asset),
                    Optional.ofNullable(boughtOn),
                    Optional.ofNullable(warrantyUntil),
                    Optional.ofNullable(note));
        }
    }

    @PutMapping("/{id}")
    @Does(Action.CAMERA_CHANGE)
    CameraView changeCamera(Caller caller, @PathVariable UUID id, @RequestBody CameraChange change) {
        return view(caller, fleet.change(caller, new CameraId(id), change.entry()));
    }

    record Registration(
            @Nullable String serial,
            @Nullable String maker,
            @Nullable String model,
            @Nullable UUID unit,
            @Nullable UUID wearer,
            @Nullable Long counterFrom,
            @Nullable String asset,
            @Nullable LocalDate boughtOn,
            @Nullable LocalDate warrantyUntil,
            @Nullable String note) {
        NewCamera camera() {
            return new NewCamera(
                    serial == null ? "" : serial,
                    Optional.ofNullable(maker),
                    Optional.ofNullable(model),
                    Optional.ofNullable(unit).map(UnitId::new),
                    Optional.ofNullable(wearer).map(PersonId::new),
                    Optional.ofNullable(counterFrom));
        }

        RegisterEntry entry() {
            return new CameraChange(
                            maker, model, unit, wearer, Standing.IN_SERVICE, asset, boughtOn, warrantyUntil, note)
                    .entry();
        }
    }

    record Registered(UUID id, String serial) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.CAMERA_REGISTER)
    Registered register(Caller caller, @RequestBody Registration registration) {
        NewCamera camera = registration.camera();
        return new Registered(
                fleet.register(caller, camera, registration.entry()).value(), camera.serial());
    }

    /** @param missing how many gaps there are now; who had the camera and where it is concerns no dock */
    record Reported(int missing) {}

    @PostMapping("/{serial}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.CAMERA_REPORT)
    Reported report(Caller caller, @PathVariable String serial, InputStream body) throws IOException {
        return new Reported(
                fleet.report(caller, serial, reader.read(body)).missing().size());
    }

    private CameraView view(Caller caller, Camera camera) {
        return CameraView.of(camera, fleet.may(caller, camera));
    }
}
