package org.vidimus.server.fleet.support;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;

@RestController
@RequestMapping("/api/faults")
@Tag(name = "fleet")
class FaultController {
    private static final int LONGEST = 500;
    private static final int MOST = 200;

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    /** @param camera its id, or {@code serial} */
    record Reported(
            @Nullable UUID camera,
            @Nullable String serial,
            @Nullable String code,
            @Nullable String text) {}

    record Noted(Instant at) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.FAULT_REPORT)
    Noted reportFault(Caller caller, @RequestBody Reported reported) {
        String camera = reported.camera() == null
                ? Given.text("serial", reported.serial(), 64)
                : reported.camera().toString();
        return new Noted(faults.report(
                caller,
                camera,
                Given.one("code", reported.code(), Faults.Code.class),
                Given.optional("text", reported.text(), LONGEST)));
    }

    record Mine(List<Faults.CameraRef> items) {}

    /** The cameras that the caller has now. */
    @GetMapping("/cameras")
    @Does(Action.FAULT_REPORT)
    Mine showMyCameras(Caller caller) {
        return new Mine(faults.mine(caller));
    }

    record Page(List<Faults.Fault> items) {}

    /** Newest first; the next page is what is {@code before} the last one's time. */
    @GetMapping
    @Does(Action.FAULT_LIST)
    Page listFaults(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID camera,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable Integer limit) {
        return new Page(faults.list(
                caller,
                Optional.ofNullable(camera),
                Optional.ofNullable(before),
                Given.within("limit", limit, 1, MOST, 50)));
    }
}
