package org.vidimus.server.fleet.handout;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Readiness;

/** What the screen in the dock room asks. It shows numbers and no names. */
@RestController
@RequestMapping("/api/kiosk")
@Tag(name = "kiosk")
class KioskController {
    private final Gate gate;
    private final Kiosks kiosks;
    private final KioskRoom room;
    private final Identification identification;
    private final HandOuts handOuts;
    private final BatteryWord batteries;

    KioskController(
            Gate gate,
            Kiosks kiosks,
            KioskRoom room,
            Identification identification,
            HandOuts handOuts,
            BatteryWord batteries) {
        this.gate = gate;
        this.kiosks = kiosks;
        this.room = room;
        this.identification = identification;
        this.handOuts = handOuts;
        this.batteries = batteries;
    }

    record PairingCode(@Nullable String code) {}

    /** @param token to be sent with every request, this once and never again */
    record PairedKiosk(UUID id, String name, String token) {}

    /** Makes this device the kiosk of the code. Open to whoever has the code. */
    @Does(Action.KIOSK_JOIN)
    @PostMapping("/pairing")
    PairedKiosk pairKiosk(Caller caller, @RequestBody PairingCode code) {
        return gate.change(Passage.of(caller, Action.KIOSK_JOIN), outcome -> {
            Kiosks.Joined joined =
                    kiosks.join(code.code()).orElseThrow(() -> new HandOutProblem.CodeRefused().refused());
            outcome.note("kiosk", joined.kiosk().id().toString());
            return new PairedKiosk(joined.kiosk().id(), joined.kiosk().name(), joined.token());
        });
    }

    /**
     * @param ready cameras that may be taken here, of {@code docked}
     * @param slots with a problem
     * @param site where it stands; the wall of its dock room shows the docks of that place
     */
    record KioskView(String name, int ready, int docked, List<KioskRoom.Trouble> slots, Optional<UUID> site) {}

    @Does(Action.KIOSK_SHOW)
    @GetMapping
    KioskView showKiosk(Caller caller) {
        return gate.view(Passage.of(caller, Action.KIOSK_SHOW), _ -> {
            Optional<UUID> site = siteOf(caller);
            KioskRoom.Now now = room.now(site);
            return new KioskView(caller.name(), now.ready(), now.docked(), now.troubles(), site);
        });
    }

    enum VisitKind {
        /** This camera, from this slot. */
        TAKE,
        /** They have this one. */
        HAVE,
        NONE_READY
    }

    /**
     * @param number by which people call it
     * @param lastsMinutes how long it will last for this person's kind of shift, where that can be told
     * @param warning why it may not do for the shift
     */
    record KioskCamera(
            UUID id,
            String number,
            Optional<String> dock,
            Optional<String> slot,
            Optional<Integer> batteryPercent,
            Optional<Long> lastsMinutes,
            Optional<Lasting.Warning> warning,
            List<Readiness.Lack> missing) {}

    /**
     * @param since when they have it
     * @param replaceable whether they may say that it is not there, and are sent to another
     */
    record VisitView(VisitKind kind, Optional<KioskCamera> camera, Optional<Instant> since, boolean replaceable) {}

    /** Somebody shows a badge, or types number and PIN: what they are to do, which is done already. */
    @Does({Action.KIOSK_IDENTIFY, Action.KIOSK_TAKE})
    @PostMapping("/visits")
    VisitView visitKiosk(Caller caller, @RequestBody Identification.Shown shown) {
        PersonId person = identification.identify(caller, shown);
        return view(handOuts.take(caller, person, siteOf(caller).orElse(null)));
    }

    /** @param camera that is not where they were sent */
    record NotThere(@Nullable UUID camera) {}

    /** Whoever showed who they are a moment ago was sent to a camera that is not there: another, and that one is marked. */
    @Does(Action.KIOSK_TAKE)
    @PostMapping("/visits/another")
    VisitView askKioskForAnother(Caller caller, @RequestBody NotThere notThere) {
        UUID camera = notThere.camera() == null ? new UUID(0, 0) : notThere.camera();
        return view(
                handOuts.another(caller, new CameraId(camera), siteOf(caller).orElse(null)));
    }

    private VisitView view(HandOuts.Answer answer) {
        return switch (answer) {
            case HandOuts.Answer.Take(var given) ->
                new VisitView(
                        VisitKind.TAKE, Optional.of(camera(given.camera(), given.person())), Optional.empty(), true);
            case HandOuts.Answer.Have(var camera, var open) ->
                new VisitView(
                        VisitKind.HAVE,
                        Optional.of(camera(camera, open.person())),
                        Optional.of(open.from()),
                        handOuts.isReplaceable(camera));
            case HandOuts.Answer.None() ->
                new VisitView(VisitKind.NONE_READY, Optional.empty(), Optional.empty(), false);
        };
    }

    private KioskCamera camera(Offer offer, PersonId person) {
        Lasting.Said battery = batteries.of(offer.camera(), person);
        return new KioskCamera(
                offer.camera().value(),
                offer.number(),
                offer.dockName(),
                offer.slot(),
                offer.batteryPercent(),
                battery.low().map(Duration::toMinutes),
                battery.warning(),
                offer.readiness().missing());
    }

    private Optional<UUID> siteOf(Caller caller) {
        return kiosks.find(caller.id()).flatMap(Kiosk::site);
    }
}
