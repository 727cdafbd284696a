package org.vidimus.server.ingest.bodyworn;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.StaffNumbers.Holder;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.trust.Sha256;

/** Containers, words about them, and small objects. What has bytes for the vault comes in by {@link Receiving}. */
@Service
class Storing {
    private final Gate gate;
    private final Doors doors;
    private final Shelf shelf;
    private final Wearers wearers;
    private final Enrolment enrolment;
    private final Bookmarks bookmarks;
    private final WrappedKeys keys;
    private final Reel reel;
    private final BodywornSettings settings;
    private final Clock clock;

    Storing(
            Gate gate,
            Doors doors,
            Shelf shelf,
            Wearers wearers,
            Enrolment enrolment,
            Bookmarks bookmarks,
            WrappedKeys keys,
            Reel reel,
            BodywornSettings settings,
            Clock clock) {
        this.gate = gate;
        this.doors = doors;
        this.shelf = shelf;
        this.wearers = wearers;
        this.enrolment = enrolment;
        this.bookmarks = bookmarks;
        this.keys = keys;
        this.reel = reel;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return whether it was not there before */
    boolean putContainer(Door door, String name, Meta changes) {
        enrol(door, name, changes);
        return gate.change(passage(door, "put", name), outcome -> {
            Instant now = clock.instant();
            doors.requireOpen(door.id());
            boolean added = shelf.add(door.id(), name, now);
            if (added && shelf.containers(door.id()) > settings.containers()) {
                throw new BodywornProblem.TooMany("containers behind one door", settings.containers()).refused();
            }
            describe(door, shelf.locked(door.id(), name).orElseThrow(), changes, now, outcome);
            return added;
        });
    }

    /** @throws org.vidimus.server.Refused if there is no such container */
    void postContainer(Door door, String name, Meta changes) {
        shelf.find(door.id(), name)
                .ifPresent(there -> enrol(door, name, there.meta().changedBy(changes)));
        gate.change(passage(door, "post", name), outcome -> {
            doors.requireOpen(door.id());
            describe(door, locked(door, name), changes, clock.instant(), outcome);
            return name;
        });
    }

    private void enrol(Door door, String name, Meta meta) {
        if (Container.Kind.of(name, meta) == Container.Kind.RECORDING) {
            Container.serial(name, meta).ifPresent(serial -> enrolment.of(door, serial, meta.text("BWCModel")));
        }
    }

    private void describe(Door door, Container container, Meta changes, Instant now, Outcome outcome) {
        Meta meta = container.meta().changedBy(changes);
        Container.Kind kind = Container.Kind.of(container.name(), meta);
        Optional<Holder> wearer = kind == Container.Kind.RECORDING
                ? Container.userKey(container.name(), meta).flatMap(key -> wearers.of(door.id(), key))
                : Optional.empty();
        shelf.describe(container, meta, kind, wearer.map(Holder::person), now);
        container.evidence().map(EvidenceId::value).map(Subject::evidence).ifPresent(outcome::about);
        container.evidence().ifPresent(evidence -> reel.arrange(container.saying(meta), evidence, outcome));
        changes.text("Status").ifPresent(status -> outcome.note("status", shortened(status)));
        if (kind == Container.Kind.RECORDING
                && changes.text("Status").filter("complete"::equalsIgnoreCase).isPresent()) {
            shelf.broken(container.id()).ifPresent(name -> {
                throw new BodywornProblem.ReadBackFailed(container.name() + "/" + name).refused();
            });
            // Commit point: the recording is complete. Everything of it was read back before; a crash here leaves it in
            // transfer, and the system, which has no answer, says Complete again.
            keys.lookAgain(container);
        }
    }

    /** A small object whose content is kept as it is: a user, a camera, a bookmark, an empty one. */
    String putSmall(Door door, Place place, Meta meta, String contentType, byte[] content) {
        String name = place.object().orElseThrow();
        String etag = Md5.of(content);
        String containerName = place.container().orElseThrow();
        gate.change(
                passage(door, "put", place.inWords())
                        .with("length-bytes", Integer.toString(content.length))
                        .with("etag", etag),
                outcome -> {
                    doors.requireOpen(door.id());
                    Container container = locked(door, containerName);
                    Thing thing = keep(container, name, meta, contentType, content, etag);
                    if (thing.kind() == Thing.Kind.BOOKMARK
                            && container.evidence().isPresent()) {
                        bookmarks.keep(thing, container.evidence().get(), outcome);
                        outcome.about(
                                Subject.evidence(container.evidence().get().value()));
                    }
                    outcome.note("sha256", Sha256.of(content).toString());
                    shelf.touched(container, clock.instant());
                    return thing;
                });
        registered(door, containerName, name, meta);
        return etag;
    }

    private Thing keep(Container container, String name, Meta meta, String contentType, byte[] content, String etag) {
        Instant now = clock.instant();
        Optional<Thing> there = shelf.current(container.id(), name);
        if (there.isPresent()
                && there.get().state() == Thing.State.STORED
                && there.get().etag().equals(etag)) {
            shelf.describe(there.get().id(), meta, contentType, now);
            return shelf.current(container.id(), name).orElseThrow();
        }
        refuseTooMany(container);
        Thing thing = new Thing(
                UUID.randomUUID(),
                container.id(),
                name,
                shelf.lastVersion(container.id(), name) + 1,
                Thing.Kind.of(name),
                Thing.State.STORED,
                etag,
                content.length,
                contentType,
                meta,
                content,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);
        shelf.put(thing);
        return thing;
    }

    void refuseTooMany(Container container) {
        if (shelf.objects(container.id()) >= settings.objects()
                && !container.kind().isRegister()) {
            throw new BodywornProblem.TooMany("objects in one container", settings.objects()).refused();
        }
    }

    /** New words about an object, in place of all that was said before. */
    void postObject(Door door, Place place, Meta meta, @Nullable String contentType) {
        String name = place.object().orElseThrow();
        String containerName = place.container().orElseThrow();
        gate.change(passage(door, "post", place.inWords()), outcome -> {
            doors.requireOpen(door.id());
            Container container = locked(door, containerName);
            Thing thing = shelf.current(container.id(), name)
                    .orElseThrow(() -> new BodywornProblem.NoSuchObject(place.inWords()).refused());
            shelf.describe(thing.id(), meta, contentType, clock.instant());
            if (thing.kind() == Thing.Kind.BOOKMARK && container.evidence().isPresent()) {
                bookmarks.keep(
                        shelf.current(container.id(), name).orElseThrow(),
                        container.evidence().get(),
                        outcome);
            }
            if (thing.kind() == Thing.Kind.CLIP && container.evidence().isPresent()) {
                reel.arrange(container, container.evidence().get(), outcome);
            }
            container.evidence().map(EvidenceId::value).map(Subject::evidence).ifPresent(outcome::about);
            return name;
        });
        registered(door, containerName, name, meta);
    }

    /** A camera that is in the system's register is in the house's, where the door may do that. */
    private void registered(Door door, String container, String name, Meta meta) {
        if (container.equals(Enrolment.REGISTER)) {
            enrolment.of(door, name, meta.text("Model"));
        }
    }

    private Container locked(Door door, String name) {
        return shelf.locked(door.id(), name).orElseThrow(() -> new BodywornProblem.NoSuchContainer(name).refused());
    }

    static Passage passage(Door door, String what, String name) {
        return Passage.of(door.caller(), Action.INTEGRATION_STORE)
                .with("integration-door", door.id().toString())
                .with("what", what)
                .with("name", shortened(name));
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
