package org.vidimus.server.fleet.handout;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vidimus.server.access.People;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.CustodyProblem;
import org.vidimus.server.custody.Does;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** By what somebody is known at the kiosk: badges, given by whoever keeps the fleet; a PIN, chosen by themselves. */
@RestController
@Tag(name = "kiosk")
class KioskPersonController {
    private final Gate gate;
    private final Badges badges;
    private final Pins pins;
    private final People people;

    KioskPersonController(Gate gate, Badges badges, Pins pins, People people) {
        this.gate = gate;
        this.badges = badges;
        this.pins = pins;
        this.people = people;
    }

    record BadgeItem(UUID id, Instant madeAt) {
        static BadgeItem of(Badges.Badge badge) {
            return new BadgeItem(badge.id(), badge.madeAt());
        }
    }

    record KnownBy(List<BadgeItem> badges, Pins.State pin) {}

    @Does(Action.PERSON_BADGE)
    @GetMapping("/api/people/{id}/kiosk")
    KnownBy showKnownBy(Caller caller, @PathVariable UUID id) {
        return gate.view(
                Passage.of(caller, Action.PERSON_BADGE, Subject.person(id)).with("what", "shown"),
                _ -> new KnownBy(
                        badges.of(new PersonId(id)).stream().map(BadgeItem::of).toList(), pins.of(new PersonId(id))));
    }

    /** @param number as the reader types it */
    record BadgeWish(@Nullable String number) {}

    @Does(Action.PERSON_BADGE)
    @PostMapping("/api/people/{id}/badges")
    @ResponseStatus(HttpStatus.CREATED)
    BadgeItem giveBadge(Caller caller, @PathVariable UUID id, @RequestBody BadgeWish wish) {
        return gate.change(
                Passage.of(caller, Action.PERSON_BADGE, Subject.person(id)).with("what", "badge-given"), outcome -> {
                    String number = Badges.number(wish.number()).orElseThrow(() -> new HandOutProblem.Unfit(
                                    "number", "want the 4 to 32 digits or letters that the reader types")
                            .refused());
                    Badges.Badge badge = badges.add(new PersonId(id), number);
                    outcome.note("badge", badge.id().toString());
                    return BadgeItem.of(badge);
                });
    }

    @Does(Action.PERSON_BADGE)
    @DeleteMapping("/api/people/{id}/badges/{badge}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBadge(Caller caller, @PathVariable UUID id, @PathVariable UUID badge) {
        gate.change(
                Passage.of(caller, Action.PERSON_BADGE, Subject.person(id)).with("what", "badge-taken"), outcome -> {
                    if (!badges.remove(new PersonId(id), badge)) {
                        throw new CustodyProblem.NotFound().refused();
                    }
                    return outcome.note("badge", badge.toString());
                });
    }

    /** @param pin to be handed over, this once and never again; good until then, or until another is chosen */
    record HandedPin(String pin, Instant expiresAt) {}

    @Does(Action.PERSON_BADGE)
    @PostMapping("/api/people/{id}/pin")
    HandedPin resetPin(Caller caller, @PathVariable UUID id) {
        gate.knock(caller, List.of(Action.PERSON_BADGE));
        String pin = pins.fresh();
        // Slow by design, so it is done before a transaction is open.
        String encoded = pins.encoded(pin);
        Instant until = pins.handedOverUntil();
        return gate.change(
                Passage.of(caller, Action.PERSON_BADGE, Subject.person(id)).with("what", "pin-reset"), _ -> {
                    pins.set(new PersonId(id), encoded, Optional.of(until));
                    return new HandedPin(pin, until);
                });
    }

    /** @param staffNumber what is typed before it; without one a PIN is of no use */
    record OwnPin(Pins.State state, Optional<String> staffNumber) {}

    @Does(Action.PIN_SHOW)
    @GetMapping("/api/account/pin")
    OwnPin showOwnPin(Caller caller) {
        return gate.view(
                Passage.of(caller, Action.PIN_SHOW, Subject.person(caller.id())),
                _ -> new OwnPin(
                        pins.of(new PersonId(caller.id())),
                        people.find(new PersonId(caller.id()))
                                .flatMap(person -> person.particulars().staffNumber())));
    }

    record PinWish(@Nullable String pin) {}

    @Does(Action.PIN_CHANGE)
    @PutMapping("/api/account/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setOwnPin(Caller caller, @RequestBody PinWish wish) {
        Passage passage = Passage.of(caller, Action.PIN_CHANGE, Subject.person(caller.id()));
        if (caller.kind() != Caller.Kind.PERSON) {
            gate.change(passage, outcome -> outcome);
            return;
        }
        String encoded = pins.encoded(wish.pin());
        gate.change(passage, outcome -> {
            pins.set(new PersonId(caller.id()), encoded, Optional.empty());
            return outcome;
        });
    }
}
