package org.vidimus.server.fleet.handout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Bars;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.fleet.Camera;
import org.vidimus.server.fleet.CameraId;
import org.vidimus.server.fleet.Standing;

/**
 * Gives cameras to people and takes them back. One camera a person at a time, and none with footage on it. Two who want the same
 * camera, or the same person twice, wait for each other on the rows' locks; the second sees what the first has done.
 */
@Service
class HandOuts {
    /** How long after it was given a camera may be said not to be in its slot. */
    private static final Duration NOT_THERE_WITHIN = Duration.ofMinutes(15);

    private static final String NOT_THERE = "not found in its slot";

    private final Gate gate;
    private final Scopes scopes;
    private final HandOutTable table;
    private final Bars bars;
    private final Visitors visitors;
    private final Clock clock;

    HandOuts(Gate gate, Scopes scopes, HandOutTable table, Bars bars, Visitors visitors, Clock clock) {
        this.gate = gate;
        this.scopes = scopes;
        this.table = table;
        this.bars = bars;
        this.visitors = visitors;
        this.clock = clock;
    }

    /**
     * @param camera empty for whichever ready one is the best
     * @param exception why it is given although something speaks against it; needs a right of its own
     */
    record Wish(PersonId person, Optional<CameraId> camera, Camera.Mode mode, Optional<String> exception) {
        Action action() {
            return exception.isPresent() ? Action.CAMERA_HAND_OUT_EXCEPTION : Action.CAMERA_HAND_OUT;
        }
    }

    record Given(UUID id, PersonId person, Offer camera) {}

    /**
     * Gives a camera to somebody.
     *
     * @throws org.vidimus.server.Refused with a {@link HandOutProblem}; nothing was changed
     */
    Given give(Caller caller, Wish wish) {
        Passage passage = Passage.of(
                        caller,
                        wish.action(),
                        java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(
                                                Subject.person(wish.person().value())),
                                        wish.camera().stream().map(camera -> Subject.camera(camera.value())))
                                .toArray(Subject[]::new))
                .because(wish.exception())
                .with("mode", wish.mode().name());
        return gate.change(passage, outcome -> {
            if (!table.lockPerson(wish.person())) {
                throw new HandOutProblem.PersonGone().refused();
            }
            if (bars.barred(wish.person())) {
                throw new HandOutProblem.PersonLocked().refused();
            }
            List<Offer> held = table.heldBy(wish.person());
            if (!held.isEmpty() && wish.exception().isEmpty()) {
                throw new HandOutProblem.HasCamera(held.getFirst().number()).refused();
            }
            Offer offer = wish.camera()
                    .map(camera -> named(wish, camera))
                    .or(() -> best(wish.person(), scopes.of(caller, wish.action()), null))
                    .orElseThrow(() -> new HandOutProblem.NoneReady().refused());
            return give(wish, offer, caller.person().orElse(null), outcome);
        });
    }

    private Given give(Wish wish, Offer offer, @Nullable UUID by, Outcome outcome) {
        UUID id = table.begin(
                offer,
                wish.person(),
                wish.mode(),
                clock.instant(),
                by,
                wish.exception().orElse(null));
        outcome.about(Subject.camera(offer.camera().value()))
                .note("hand-out", id.toString())
                .note("camera", offer.serial())
                .note("person", wish.person().toString());
        offer.batteryPercent().ifPresent(percent -> outcome.note("battery-percent", percent.toString()));
        // Commit point: who has it from now on, with its entry. A crash before leaves the camera in the pool.
        return new Given(id, wish.person(), offer);
    }

    private Offer named(Wish wish, CameraId id) {
        Offer offer = table.lock(id).orElseThrow(() -> new CustodyProblem.NotFound().refused());
        boolean exception = wish.exception().isPresent();
        if (offer.standing() != Standing.IN_SERVICE) {
            throw new HandOutProblem.NotInService(offer.number(), offer.standing()).refused();
        }
        if (offer.out().isPresent()) {
            throw new HandOutProblem.Out(offer.number()).refused();
        }
        if (!exception
                && offer.allocated()
                        .filter(other -> !other.equals(wish.person()))
                        .isPresent()) {
            throw new HandOutProblem.Allocated(offer.number()).refused();
        }
        boolean footage = offer.readiness().hasFootage();
        if (footage || (!offer.readiness().ready() && !exception)) {
            throw new HandOutProblem.NotReady(offer.number(), offer.readiness().missing(), footage).refused();
        }
        return offer;
    }

    /** Locked, and still as it was when it was chosen. */
    private Optional<Offer> best(PersonId person, Scope within, @Nullable UUID site) {
        for (CameraId candidate : table.best(person, within, site)) {
            Optional<Offer> offer = table.lock(candidate)
                    .filter(still -> still.out().isEmpty()
                            && still.standing() == Standing.IN_SERVICE
                            && still.slot().isPresent()
                            && still.readiness().ready()
                            && still.allocated().map(person::equals).orElse(true));
            if (offer.isPresent()) {
                return offer;
            }
        }
        return Optional.empty();
    }

    /**
     * Ends a hand-out by hand: a permanent issue, or a camera that will not come back by itself.
     *
     * @throws org.vidimus.server.Refused with {@code hand-out-over}
     */
    void takeBack(Caller caller, UUID handOut, String reason) {
        // What does not exist is answered by the gate as what is hidden.
        UUID camera = table.cameraOf(handOut).map(CameraId::value).orElse(handOut);
        Passage passage = Passage.of(caller, Action.CAMERA_TAKE_BACK, Subject.camera(camera))
                .because(Optional.of(reason))
                .with("hand-out", handOut.toString());
        gate.change(passage, outcome -> {
            Offer offer = table.lock(new CameraId(camera)).orElseThrow(() -> new CustodyProblem.NotFound().refused());
            if (!table.end(
                    handOut,
                    clock.instant(),
                    caller.person().orElse(null),
                    offer.dock().orElse(null),
                    reason)) {
                throw new HandOutProblem.Over().refused();
            }
            offer.out()
                    .ifPresent(out -> outcome.about(Subject.person(out.person().value())));
            // Commit point: it is nobody's from now on, with the entry that says why.
            return outcome;
        });
    }

    /** What somebody at the kiosk is to do. */
    sealed interface Answer {
        record Take(Given given) implements Answer {}

        /** They have one, and it is not back, or its footage is not safe yet. */
        record Have(Offer camera, Offer.Open open) implements Answer {}

        record None() implements Answer {}
    }

    /**
     * Gives somebody whom a kiosk knows the best camera at once, unless they have one. A camera that stands in its dock with all its
     * footage safe, and only wants charging, is back.
     *
     * @param site only cameras there
     */
    Answer take(Caller kiosk, PersonId person, @Nullable UUID site) {
        Passage passage = Passage.of(kiosk, Action.KIOSK_TAKE, Subject.person(person.value()))
                .with("person", person.toString());
        return gate.change(passage, outcome -> {
            if (!mayTake(person)) {
                throw new HandOutProblem.NotIdentified().refused();
            }
            visitors.came(kiosk, person);
            for (Offer had : table.heldBy(person)) {
                Offer now = table.lock(had.camera()).orElse(had);
                Offer.Open open = now.out().orElse(null);
                if (open == null || !open.person().equals(person)) {
                    continue;
                }
                boolean back = open.mode() == Camera.Mode.SINGLE_ISSUE
                        && now.slot().isPresent()
                        && now.isBack()
                        && now.readiness().isSafe();
                if (!back) {
                    outcome.note("has", now.serial());
                    return new Answer.Have(now, open);
                }
                end(now, open, outcome);
            }
            return giveBest(person, site, outcome);
        });
    }

    /** Keeps others from giving them something meanwhile. */
    private boolean mayTake(PersonId person) {
        return table.lockPerson(person) && !bars.barred(person);
    }

    private Answer giveBest(PersonId person, @Nullable UUID site, Outcome outcome) {
        Optional<Offer> offer = best(person, scopes.of(Caller.job("kiosk"), Action.KIOSK_TAKE), site);
        if (offer.isEmpty()) {
            outcome.note("none-ready", "yes");
            return new Answer.None();
        }
        Wish wish = new Wish(person, Optional.empty(), Camera.Mode.SINGLE_ISSUE, Optional.empty());
        return new Answer.Take(give(wish, offer.get(), null, outcome));
    }

    /** Whether whoever has it may say at the kiosk that it was not there: for a while, of one that they were just given. */
    boolean isReplaceable(Offer offer) {
        Instant earliest = clock.instant().minus(NOT_THERE_WITHIN);
        return offer.out()
                .filter(out ->
                        out.mode() == Camera.Mode.SINGLE_ISSUE && !out.from().isBefore(earliest) && !offer.isBack())
                .isPresent();
    }

    /**
     * Gives whoever stands at the kiosk another camera for one that they were sent to and that is not there. Nobody is sent to that
     * one again until a dock sees it come into a slot.
     *
     * @throws org.vidimus.server.Refused with {@code visit-over}
     */
    Answer another(Caller kiosk, CameraId camera, @Nullable UUID site) {
        Optional<PersonId> visitor = visitors.at(kiosk);
        Passage passage = Passage.of(kiosk, Action.KIOSK_TAKE).with("what", "not-there");
        return gate.change(passage, outcome -> {
            PersonId person = visitor.filter(this::mayTake).orElseThrow(() -> new HandOutProblem.VisitOver().refused());
            Offer absent = table.lock(camera)
                    .filter(this::isReplaceable)
                    .filter(offer -> offer.out().orElseThrow().person().equals(person))
                    .orElseThrow(() -> new HandOutProblem.VisitOver().refused());
            Offer.Open open = absent.out().orElseThrow();
            Instant now = clock.instant();
            table.end(open.id(), now, null, absent.dock().orElse(null), NOT_THERE);
            absent.slotSince().ifPresent(since -> table.notFound(camera, since, now, kiosk.id()));
            outcome.about(Subject.person(person.value()))
                    .about(Subject.camera(camera.value()))
                    .note("person", person.toString())
                    .note("not-found", absent.serial());
            absent.slot().ifPresent(slot -> outcome.note("slot", slot));
            // Commit point, with what is given instead: the first is nobody's and marked, the second is theirs. A crash
            // before
            // leaves the first with them, and they say so again.
            return giveBest(person, site, outcome);
        });
    }

    /** At its dock. Part of a change that has passed the gate and holds the camera's lock. */
    void end(Offer offer, Offer.Open open, Outcome outcome) {
        if (table.end(open.id(), clock.instant(), null, offer.dock().orElse(null), null)) {
            outcome.about(Subject.camera(offer.camera().value()))
                    .about(Subject.person(open.person().value()))
                    .note("returned", open.id().toString());
            if (!offer.readiness().ready()) {
                outcome.note(
                        "still-missing",
                        offer.readiness().missing().stream().map(Enum::name).collect(Collectors.joining(" ")));
            }
        }
    }
}
