package org.vidimus.server.fleet.handout;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.fleet.Camera;
import org.vidimus.server.fleet.CameraId;

/** Cameras given and taken back at the desk. */
@RestController
@RequestMapping("/api/hand-outs")
@Tag(name = "fleet")
class HandOutController {
    private static final int REASON_LONGEST = 500;

    private final HandOuts handOuts;
    private final BatteryWord batteries;

    HandOutController(HandOuts handOuts, BatteryWord batteries) {
        this.handOuts = handOuts;
        this.batteries = batteries;
    }

    /**
     * @param camera without it, whichever ready one is the best
     * @param exception why it is given although something speaks against it
     */
    record HandOutWish(
            @Nullable UUID person,
            @Nullable UUID camera,
            Camera.@Nullable Mode mode,
            @Nullable String exception) {}

    record GivenCamera(UUID id, String serial, Optional<String> asset) {}

    /** @param warning why it may not do for the shift */
    record GivenItem(
            UUID id,
            GivenCamera camera,
            Camera.Mode mode,
            Optional<String> dock,
            Optional<String> slot,
            Optional<Integer> batteryPercent,
            Optional<Lasting.Warning> warning) {}

    @Does({Action.CAMERA_HAND_OUT, Action.CAMERA_HAND_OUT_EXCEPTION})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GivenItem handOutCamera(Caller caller, @RequestBody HandOutWish wish) {
        if (wish.person() == null) {
            throw new HandOutProblem.Unfit("person", "want the id of who takes it").refused();
        }
        Camera.Mode mode = wish.mode() == null ? Camera.Mode.SINGLE_ISSUE : wish.mode();
        Optional<String> exception = Optional.ofNullable(wish.exception()).map(text -> reason("exception", text));
        HandOuts.Given given = handOuts.give(
                caller,
                new HandOuts.Wish(
                        new PersonId(wish.person()),
                        Optional.ofNullable(wish.camera()).map(CameraId::new),
                        mode,
                        exception));
        Offer camera = given.camera();
        return new GivenItem(
                given.id(),
                new GivenCamera(camera.camera().value(), camera.serial(), camera.asset()),
                mode,
                camera.dockName(),
                camera.slot(),
                camera.batteryPercent(),
                batteries.of(camera.camera(), given.person()).warning());
    }

    record TakeBack(@Nullable String reason) {}

    @Does(Action.CAMERA_TAKE_BACK)
    @PostMapping("/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeCameraBack(Caller caller, @PathVariable UUID id, @RequestBody TakeBack wish) {
        handOuts.takeBack(caller, id, reason("reason", wish.reason()));
    }

    static String reason(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > REASON_LONGEST || text.indexOf(0) >= 0) {
            throw new HandOutProblem.Unfit(field, "say why, in 1 to " + REASON_LONGEST + " characters").refused();
        }
        return text.strip();
    }
}
