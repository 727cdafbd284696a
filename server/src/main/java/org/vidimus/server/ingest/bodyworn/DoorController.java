package org.vidimus.server.ingest.bodyworn;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.UnitId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;

/** Doors for camera systems, for the people who keep them. */
@RestController
@RequestMapping("/api/integration-doors")
@Tag(name = "bodyworn")
class DoorController {
    private static final int MOST_RECORDINGS = 100;
    private static final int MOST_REFUSALS = 50;

    private final Gate gate;
    private final DoorKeeping keeping;
    private final Doors doors;
    private final Passing passing;
    private final Wearers wearers;
    private final PrivateKeys keys;
    private final Names names;
    private final Clock clock;

    DoorController(
            Gate gate,
            DoorKeeping keeping,
            Doors doors,
            Passing passing,
            Wearers wearers,
            PrivateKeys keys,
            Names names,
            Clock clock) {
        this.gate = gate;
        this.keeping = keeping;
        this.doors = doors;
        this.passing = passing;
        this.wearers = wearers;
        this.keys = keys;
        this.names = names;
        this.clock = clock;
    }

    record Named(UUID id, String name) {}

    /**
     * @param keyId of the key that clips are encrypted to; {@code keyHeld} tells whether the house can open them
     * @param connected when its connection file was last made; left out before that
     * @param complete recordings that became so within a day
     */
    record IntegrationDoor(
            UUID id,
            String name,
            @Nullable Named unit,
            boolean autoRegister,
            String language,
            List<String> addresses,
            @Nullable String keyId,
            boolean keyHeld,
            Instant madeAt,
            @Nullable Instant connected,
            @Nullable Instant seenAt,
            @Nullable String seenFrom,
            long incomplete,
            long complete,
            long quarantined) {}

    record IntegrationDoors(List<IntegrationDoor> items) {}

    @GetMapping
    @Does(Action.INTEGRATION_LIST)
    IntegrationDoors listIntegrationDoors(Caller caller) {
        List<Door> all = keeping.all(caller);
        Map<UUID, Passing.Counts> counts = passing.counts(clock.instant());
        return new IntegrationDoors(all.stream()
                .map(door -> shown(door, counts.getOrDefault(door.id().value(), Passing.Counts.NONE)))
                .toList());
    }

    /**
     * @param sealing left out for none
     * @param publicKey PEM, with {@code sealing} GIVEN
     */
    record NewIntegrationDoor(
            String name,
            @Nullable UUID unit,
            @Nullable Boolean autoRegister,
            @Nullable String language,
            @Nullable List<String> addresses,
            DoorKeeping.@Nullable Sealing sealing,
            @Nullable String publicKey) {
        DoorKeeping.Wish wish() {
            return new DoorKeeping.Wish(
                    name == null ? "" : name,
                    Optional.ofNullable(unit).map(UnitId::new),
                    Boolean.TRUE.equals(autoRegister),
                    "de".equals(language) ? Locale.GERMAN : Locale.ENGLISH,
                    addresses == null ? List.of() : addresses,
                    sealing == null ? DoorKeeping.Sealing.NONE : sealing,
                    Optional.ofNullable(publicKey));
        }
    }

    /** @param privateKey in PEM, where it is shown once */
    record MadeIntegrationDoor(
            IntegrationDoor door, @Nullable String privateKey) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Does(Action.INTEGRATION_CHANGE)
    MadeIntegrationDoor makeIntegrationDoor(
            Caller caller, @RequestBody NewIntegrationDoor wish, HttpServletResponse response) {
        DoorKeeping.Made made = keeping.make(caller, wish.wish());
        response.setHeader("Cache-Control", "no-store");
        return new MadeIntegrationDoor(
                shown(made.door(), Passing.Counts.NONE), made.privateKey().orElse(null));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Does(Action.INTEGRATION_CHANGE)
    void closeIntegrationDoor(Caller caller, @PathVariable UUID id) {
        keeping.close(caller, new DoorId(id));
    }

    /**
     * @param addresses of this server as camera systems reach it, such as {@code https://vidimus.example.org}
     * @param siteName as the camera system shall show it; left out for the door's name
     */
    record Connection(
            @Nullable List<String> addresses, @Nullable String siteName) {}

    /** With a new key: the connection file before this one opens nothing any more. */
    @PostMapping("/{id}/connection-file")
    @Does(Action.INTEGRATION_CHANGE)
    DoorKeeping.ConnectionFile connectIntegrationDoor(
            Caller caller, @PathVariable UUID id, @RequestBody Connection wish, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return keeping.connect(
                caller,
                new DoorId(id),
                wish.addresses() == null ? List.of() : wish.addresses(),
                wish.siteName() == null ? "" : wish.siteName());
    }

    /**
     * @param user as the camera system names them
     * @param wearer who that is in this house; left out where it is nobody it knows
     */
    record Recording(
            String name,
            String kind,
            @Nullable String serial,
            @Nullable String user,
            @Nullable Named wearer,
            @Nullable UUID evidence,
            boolean complete,
            int clips,
            int bookmarks,
            boolean track,
            boolean encrypted,
            long lengthBytes,
            int quarantined,
            @Nullable String problem,
            @Nullable String trigger,
            Instant changedAt) {}

    record DoorRefusal(Instant at, String what, String code, String detail) {}

    record CameraSystem(String id, @Nullable String name) {}

    record PassedThrough(List<Recording> recordings, List<DoorRefusal> refusals, List<CameraSystem> systems) {}

    /** What came through it lately, and what was refused. */
    @GetMapping("/{id}/passed")
    @Does(Action.INTEGRATION_LIST)
    PassedThrough passedThroughDoor(Caller caller, @PathVariable UUID id) {
        DoorId door = new DoorId(id);
        return gate.view(Passage.of(caller, Action.INTEGRATION_LIST), outcome -> {
            keeping.find(door);
            return new PassedThrough(
                    passing.latest(door, MOST_RECORDINGS).stream()
                            .map(recording -> shown(door, recording))
                            .toList(),
                    doors.refusals(door, MOST_REFUSALS).stream()
                            .map(each -> new DoorRefusal(each.at(), each.what(), each.code(), each.detail()))
                            .toList(),
                    passing.systems(door).stream()
                            .map(system ->
                                    new CameraSystem(system.id(), system.name().orElse(null)))
                            .toList());
        });
    }

    private Recording shown(DoorId door, Passing.Recording recording) {
        return new Recording(
                recording.name(),
                recording.kind().name(),
                recording.serial().orElse(null),
                recording
                        .userKey()
                        .map(key -> wearers.nameOf(door, key).orElse(key))
                        .orElse(null),
                recording
                        .wearer()
                        .flatMap(person -> Optional.ofNullable(
                                        names.people(List.of(person)).get(person))
                                .map(name -> new Named(person.value(), name)))
                        .orElse(null),
                recording.evidence().orElse(null),
                recording.complete(),
                recording.clips(),
                recording.bookmarks(),
                recording.track(),
                recording.encrypted(),
                recording.lengthBytes(),
                recording.quarantined(),
                recording.problem().orElse(null),
                recording.triggeredBy().orElse(null),
                recording.changedAt());
    }

    private IntegrationDoor shown(Door door, Passing.Counts counts) {
        return new IntegrationDoor(
                door.id().value(),
                door.name(),
                door.unit()
                        .flatMap(unit -> Optional.ofNullable(
                                        names.units(List.of(unit)).get(unit))
                                .map(name -> new Named(unit.value(), name)))
                        .orElse(null),
                door.autoRegister(),
                door.language().getLanguage(),
                door.addresses().stream().map(Network::text).toList(),
                door.encryption().map(Door.Encryption::keyId).orElse(null),
                door.encryption().filter(key -> keys.has(key.keyId())).isPresent(),
                door.madeAt(),
                door.keyMadeAt().orElse(null),
                door.seenAt().orElse(null),
                door.seenFrom().orElse(null),
                counts.incomplete(),
                counts.complete(),
                counts.quarantined());
    }
}
