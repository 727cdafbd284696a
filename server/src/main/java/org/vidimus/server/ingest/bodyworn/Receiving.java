package org.vidimus.server.ingest.bodyworn;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.ingest.Cameras.KnownCamera;
import org.vidimus.server.ingest.Deliveries;
import org.vidimus.server.ingest.Deliveries.Delivery;
import org.vidimus.server.ingest.Deliveries.Reason;
import org.vidimus.server.ingest.Deliveries.Taken;
import org.vidimus.server.ingest.IngestSettings;
import org.vidimus.server.ingest.bodyworn.Filing.Content;
import org.vidimus.server.vault.KeyId;
import org.vidimus.server.vault.ObjectId;
import org.vidimus.server.vault.Vault;
import org.vidimus.server.vault.VaultFull;
import org.vidimus.trust.Sha256;

/**
 * Takes in objects whose bytes go into the vault. In five steps: room is made, the bytes stream in and are hashed, they are
 * compared with what the sender said, they are read back from stable storage, and one transaction makes them an original, a
 * duplicate, a case for the quarantine, or a piece that waits for its manifest. Only then the sender is told that they are here.
 */
@Service
class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);
    /** As the specification has it, and as systems called it before it did. */
    private static final List<String> REASONS = List.of("RejectedContentReason", "Reason", "RejectReason");

    private final Gate gate;
    private final Doors doors;
    private final Shelf shelf;
    private final Storing storing;
    private final Enrolment enrolment;
    private final Filing filing;
    private final Reel reel;
    private final Deliveries deliveries;
    private final Vault vault;
    private final BodywornSettings settings;
    private final long mostBytes;
    private final Clock clock;
    private final ConcurrentHashMap<DoorId, Semaphore> streams = new ConcurrentHashMap<>();

    @SuppressWarnings("TooManyParameters") // one that knows all of the way in
    Receiving(
            Gate gate,
            Doors doors,
            Shelf shelf,
            Storing storing,
            Enrolment enrolment,
            Filing filing,
            Reel reel,
            Deliveries deliveries,
            Vault vault,
            BodywornSettings settings,
            IngestSettings ingest,
            Clock clock) {
        this.gate = gate;
        this.doors = doors;
        this.shelf = shelf;
        this.storing = storing;
        this.enrolment = enrolment;
        this.filing = filing;
        this.reel = reel;
        this.deliveries = deliveries;
        this.vault = vault;
        this.settings = settings;
        this.mostBytes = ingest.largest().toBytes();
        this.clock = clock;
    }

    /**
     * A file that a request brings, or that pieces make up.
     *
     * @param declared what the sender says its ETag is
     * @param pieces which it is made up of; empty for a file in one piece
     * @param etag by which a file of pieces is known
     */
    record File(
            Place place,
            Meta meta,
            String contentType,
            Optional<String> declared,
            List<Thing> pieces,
            Optional<String> etag) {
        String name() {
            return place.object().orElseThrow();
        }

        String container() {
            return place.container().orElseThrow();
        }

        File undeclared() {
            return new File(place, meta, contentType, Optional.empty(), pieces, etag);
        }
    }

    private record Draft(ObjectId object, EvidenceId evidence) {}

    private record Arrived(Draft draft, String etag, Sha256 sha256, long lengthBytes, byte @Nullable [] small) {}

    /** @return the ETag; all of it is durable */
    String receive(Door door, File file, InputStream body) throws IOException {
        Semaphore places = streams.computeIfAbsent(door.id(), _ -> new Semaphore(settings.streams()));
        if (!places.tryAcquire()) {
            throw new BodywornProblem.Busy(settings.streams()).refused();
        }
        try {
            return received(door, file, body);
        } finally {
            places.release();
        }
    }

    private String received(Door door, File file, InputStream body) throws IOException {
        Draft draft = begin(door, file);
        boolean kept = false;
        try {
            Arrived arrived = stream(draft, file, body);
            if (arrived.lengthBytes() == 0) {
                return storing.putSmall(door, file.place(), file.meta(), file.contentType(), new byte[0]);
            }
            readBack(file, arrived);
            keep(door, file, arrived);
            kept = true;
            return arrived.etag();
        } finally {
            if (!kept) {
                forget(door, draft.object());
            }
        }
    }

    /** Makes room. What comes of it has an attempt and an outcome of its own. */
    private Draft begin(Door door, File file) {
        Passage passage = Passage.of(door.caller(), Action.INTEGRATION_RECEIVE)
                .with("integration-door", door.id().toString())
                .with("name", file.place().inWords());
        return gate.change(passage, outcome -> {
            Container container = shelf.find(door.id(), file.container())
                    .orElseThrow(() -> new BodywornProblem.NoSuchContainer(file.container()).refused());
            storing.refuseTooMany(container);
            EvidenceId evidence = container.kind() == Container.Kind.RECORDING
                    ? container
                            .serial()
                            .map(serial -> deliveries.reserve(serial, container.name()))
                            .orElseGet(EvidenceId::random)
                    : EvidenceId.random();
            ObjectId object = vault.create(new KeyId(evidence.value()));
            shelf.draft(object, door.id(), clock.instant());
            // Commit point: an empty object, and a row that names it. A crash from here on, until the file is kept,
            // leaves
            // bytes that were never acknowledged; Sweeping removes them.
            return new Draft(object, evidence);
        });
    }

    private Arrived stream(Draft draft, File file, InputStream body) throws IOException {
        Md5.Counting counting = new Md5.Counting(body);
        Vault.Appended appended;
        try {
            appended = vault.append(draft.object(), 0, counting, mostBytes + 1);
        } catch (VaultFull e) {
            throw new BodywornProblem.Full().refused();
        }
        if (appended.sourceBroke()) {
            throw new BodywornProblem.BodyCut(appended.offsetBytes()).refused();
        }
        if (appended.offsetBytes() > mostBytes) {
            throw new BodywornProblem.TooLarge(mostBytes).refused();
        }
        String md5 = counting.md5();
        String etag = file.etag().orElse(md5);
        Optional<String> declared = file.declared().map(Receiving::unquoted);
        if (declared.isPresent() && !declared.get().equalsIgnoreCase(unquoted(etag))) {
            throw new BodywornProblem.EtagDiffers(declared.get(), unquoted(etag)).refused();
        }
        return new Arrived(draft, etag, vault.digest(draft.object()), appended.offsetBytes(), counting.whole());
    }

    /** The sender may delete its own once it is answered: what stable storage does not give back did not come in. */
    private void readBack(File file, Arrived arrived) {
        ObjectId object = arrived.draft().object();
        try {
            Sha256 stored = vault.readBack(object);
            if (stored.equals(arrived.sha256())) {
                return;
            }
            LOG.error("read-back differs object={} received={} stored={}", object, arrived.sha256(), stored);
        } catch (IOException e) {
            LOG.error("read-back failed object={}", object, e);
        }
        throw new BodywornProblem.ReadBackFailed(file.place().inWords()).refused();
    }

    static String unquoted(String etag) {
        return etag.strip().replaceAll("^\"|\"$", "");
    }

    private void keep(Door door, File file, Arrived arrived) {
        Passage passage = Storing.passage(door, "put", file.place().inWords())
                .with("length-bytes", Long.toString(arrived.lengthBytes()))
                .with("etag", unquoted(arrived.etag()));
        Optional<KnownCamera> camera = cameraOf(door, file);
        try {
            gate.change(passage, outcome -> keep(door, file, arrived, camera, Optional.empty(), outcome));
        } catch (Refused refused) {
            if (refused.problem() instanceof BodywornProblem) {
                throw refused;
            }
            // Evidence would not have it. Nothing of that transaction stands; what it said is kept with the bytes.
            Reason why = new Reason(refused.problem().code(), refused.problem().message());
            gate.change(passage, outcome -> keep(door, file, arrived, camera, Optional.of(why), outcome));
        }
    }

    private Optional<KnownCamera> cameraOf(Door door, File file) {
        return shelf.find(door.id(), file.container())
                .filter(container -> container.kind() == Container.Kind.RECORDING)
                .flatMap(container -> container
                        .serial()
                        .flatMap(serial ->
                                enrolment.of(door, serial, container.meta().text("BWCModel"))));
    }

    private Thing keep(
            Door door,
            File file,
            Arrived arrived,
            Optional<KnownCamera> camera,
            Optional<Reason> refused,
            Outcome outcome) {
        doors.requireOpen(door.id());
        Container container = shelf.locked(door.id(), file.container())
                .orElseThrow(() -> new BodywornProblem.NoSuchContainer(file.container()).refused());
        Instant now = clock.instant();
        outcome.note("sha256", arrived.sha256().toString());
        Thing thing =
                container.kind() == Container.Kind.SEGMENTS && file.pieces().isEmpty()
                        ? held(container, file, arrived, outcome, now)
                        : delivered(door, container, file, arrived, camera, refused, outcome, now);
        shelf.undraft(arrived.draft().object());
        file.pieces().forEach(this::join);
        shelf.touched(container, now);
        return thing;
    }

    /** A piece has no place of its own in evidence: it waits for the manifest that names it. */
    private Thing held(Container container, File file, Arrived arrived, Outcome outcome, Instant now) {
        vault.seal(arrived.draft().object(), arrived.sha256());
        outcome.note("state", Thing.State.HELD.name());
        Thing thing = new Thing(
                UUID.randomUUID(),
                container.id(),
                file.name(),
                shelf.lastVersion(container.id(), file.name()) + 1,
                Thing.Kind.OTHER,
                Thing.State.HELD,
                arrived.etag(),
                arrived.lengthBytes(),
                file.contentType(),
                file.meta(),
                null,
                Optional.of(arrived.draft().object()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);
        shelf.put(thing);
        return thing;
    }

    private void join(Thing piece) {
        // The whole is sealed in this transaction; only bytes that were waiting for nothing else go with its commit.
        if (piece.state() == Thing.State.HELD) {
            piece.object().ifPresent(vault::delete);
            shelf.joined(piece.id());
        }
    }

    private Thing delivered(
            Door door,
            Container container,
            File file,
            Arrived arrived,
            Optional<KnownCamera> camera,
            Optional<Reason> refused,
            Outcome outcome,
            Instant now) {
        Optional<Thing> there = shelf.current(container.id(), file.name());
        Thing.Kind kind = Thing.Kind.of(file.name());
        Optional<Reason> quarantine = refused.or(() -> misplaced(container, camera));
        int part = there.flatMap(Thing::part).orElseGet(() -> shelf.lastPart(container.id()) + 1);
        Delivery delivery = filing.delivery(
                door,
                container,
                new Content(
                        arrived.draft().object(),
                        arrived.draft().evidence(),
                        arrived.lengthBytes(),
                        arrived.sha256(),
                        file.name(),
                        file.contentType(),
                        file.meta()),
                quarantine.isPresent() ? Optional.empty() : camera,
                part,
                container.complete());
        Taken taken = deliveries.take(delivery, quarantine, outcome);
        if (taken.end() != Deliveries.End.QUARANTINED) {
            outcome.about(Subject.evidence(taken.evidence().value()));
        }
        // The same bytes may have come with another recording before: what is said of this one is not said of that.
        boolean own = taken.end() != Deliveries.End.DUPLICATE
                || taken.evidence().equals(arrived.draft().evidence());
        if (taken.end() == Deliveries.End.DUPLICATE
                && there.isPresent()
                && there.get().isEvidence()
                && there.get().etag().equals(arrived.etag())) {
            // Sent again, nothing new: words about it count, its row stays.
            shelf.describe(there.get().id(), file.meta(), file.contentType(), now);
            if (own && kind == Thing.Kind.CLIP) {
                reel.arrange(container, taken.evidence(), outcome);
            }
            return there.get();
        }
        Thing thing = thing(container, file, arrived, kind, part, taken, now);
        shelf.put(thing);
        if (thing.isEvidence()) {
            filing.filed(container, thing, own, outcome);
        }
        return thing;
    }

    private static Optional<Reason> misplaced(Container container, Optional<KnownCamera> camera) {
        return switch (container.kind()) {
            case RECORDING ->
                camera.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Reason(
                                "camera-unknown",
                                "No camera with serial " + container.serial().orElse("(none named)")
                                        + " is registered here, and this door registers none."));
            case REJECTED -> Optional.of(new Reason("rejected-content", rejected(container)));
            case SEGMENTS, SYSTEM, USERS, DEVICES, OTHER ->
                Optional.of(new Reason(
                        "not-a-recording",
                        "Its container " + container.name() + " is not named and described as a recording."));
        };
    }

    private static String rejected(Container container) {
        String why = REASONS.stream()
                .flatMap(name -> container.meta().text(name).stream())
                .findFirst()
                .orElse("it does not say why");
        return "The camera system sent it as rejected content: " + why + "."
                + container
                        .meta()
                        .text("RejectedContentOriginalContainer")
                        .map(name -> " It belongs to the recording " + name + ".")
                        .orElse("");
    }

    private Thing thing(
            Container container, File file, Arrived arrived, Thing.Kind kind, int part, Taken taken, Instant now) {
        boolean stored = taken.end() != Deliveries.End.DUPLICATE;
        return new Thing(
                UUID.randomUUID(),
                container.id(),
                file.name(),
                shelf.lastVersion(container.id(), file.name()) + 1,
                kind,
                Thing.State.of(taken.end()),
                arrived.etag(),
                arrived.lengthBytes(),
                file.contentType(),
                file.meta(),
                kind == Thing.Kind.KEY ? arrived.small() : null,
                stored ? Optional.of(arrived.draft().object()) : Optional.empty(),
                Optional.of(taken.upload()),
                taken.end() == Deliveries.End.QUARANTINED ? Optional.empty() : Optional.of(taken.evidence()),
                taken.original(),
                kind == Thing.Kind.CLIP && stored ? Optional.of(part) : Optional.empty(),
                taken.reason(),
                now);
    }

    /** What came is not kept. The sender was never told that it is, and sends it again. */
    private void forget(Door door, ObjectId object) {
        Passage passage = Passage.of(door.caller(), Action.INTEGRATION_RECEIVE)
                .with("integration-door", door.id().toString());
        gate.change(passage, outcome -> {
            if (shelf.undraft(object)) {
                vault.delete(object);
            }
            return object;
        });
    }
}
