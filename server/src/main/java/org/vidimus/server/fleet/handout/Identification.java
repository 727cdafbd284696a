package org.vidimus.server.fleet.handout;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.Bars;
import org.vidimus.server.access.PersonId;
import org.vidimus.server.access.SignInDelays;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Sha256;

/**
 * Says who stands at the kiosk: by badge, or by staff number and PIN. Every failure is answered alike. Failures delay what comes
 * next: of a staff number wherever it is typed, of badges at that kiosk.
 */
@Component
class Identification {
    private static final int LONGEST = 100;

    private final Gate gate;
    private final Badges badges;
    private final Pins pins;
    private final Bars bars;
    private final SignInDelays delays;

    Identification(Gate gate, Badges badges, Pins pins, Bars bars, SignInDelays delays) {
        this.gate = gate;
        this.badges = badges;
        this.pins = pins;
        this.bars = bars;
        this.delays = delays;
    }

    /** What was shown: a badge's number, or the other two. */
    record Shown(
            @Nullable String badge,
            @Nullable String staffNumber,
            @Nullable String pin) {}

    /**
     * @throws org.vidimus.server.Refused with {@code not-identified}, or {@code too-many-tries}, which leaves no entry because it is
     *     not even tried
     */
    PersonId identify(Caller kiosk, Shown shown) {
        Optional<Typed> typed = Typed.of(shown);
        Sha256 what = typed.map(two -> SignInDelays.keyOf("kiosk " + two.staffNumber(), "anywhere"))
                .orElseGet(() -> SignInDelays.keyOf("badge", kiosk.id().toString()));
        Optional<Duration> delay = delays.count(what);
        if (delay.isPresent()) {
            throw new HandOutProblem.TooManyTries(delay.get()).refused();
        }
        Passage passage = Passage.of(kiosk, Action.KIOSK_IDENTIFY).with("by", typed.isPresent() ? "pin" : "badge");
        // A view, because comparing takes long and no transaction should stay open for it. What was typed is not
        // written down, nor
        // whom it might be about: the entry of a failure says that one happened at this kiosk.
        return gate.view(passage, outcome -> {
            Optional<PersonId> person = typed.isPresent()
                    ? pins.owner(typed.get().staffNumber(), typed.get().pin())
                    : Badges.number(shown.badge()).flatMap(badges::owner);
            PersonId known = person.filter(someone -> !bars.barred(someone))
                    .orElseThrow(() -> new HandOutProblem.NotIdentified().refused());
            delays.clear(what);
            outcome.about(Subject.person(known.value())).note("person", known.toString());
            return known;
        });
    }

    /** Number and PIN, where both were typed and can be such. */
    private record Typed(String staffNumber, String pin) {
        static Optional<Typed> of(Shown shown) {
            String number = shown.staffNumber();
            String pin = shown.pin();
            return number == null || pin == null || number.length() > LONGEST || pin.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new Typed(number.strip(), pin));
        }
    }
}
