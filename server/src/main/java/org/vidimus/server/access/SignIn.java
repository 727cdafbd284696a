package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.access.signin.Challenges.Purpose;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Begins a sitting for somebody who proves who they are, and takes the proof again later. */
@Component
class SignIn {
    private final Gate gate;
    private final People people;
    private final Proofs proofs;
    private final Passkeys passkeys;
    private final Tries tries;
    private final Locks locks;
    private final Sitting sitting;
    private final Sittings sittings;
    private final SignInRules rules;

    SignIn(
            Gate gate,
            People people,
            Proofs proofs,
            Passkeys passkeys,
            Tries tries,
            Locks locks,
            Sitting sitting,
            Sittings sittings,
            SignInRules rules) {
        this.gate = gate;
        this.people = people;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.tries = tries;
        this.locks = locks;
        this.sitting = sitting;
        this.sittings = sittings;
        this.rules = rules;
    }

    /** @param code of the authenticator app, where there is one */
    record Known(
            @Nullable String login,
            @Nullable String password,
            @Nullable String code) {}

    /**
     * @param accepted whether the notice of the house was accepted, where it has one
     * @return the caller from now on
     * @throws org.vidimus.server.Refused with {@link AccessProblem.TooManySignIns}, which leaves no entry because it is not even
     *     tried, or what {@link Proofs#password} refuses with, or {@link AccessProblem.PasskeyNeeded}
     */
    Caller start(Caller caller, Known known, boolean accepted, HttpServletRequest request) {
        requireAcceptance(accepted, request);
        String login = known.login();
        String password = known.password();
        if (login == null || password == null) {
            throw new AccessProblem.SignInRefused().refused();
        }
        Optional<Person> person = people.byLogin(login);
        Tries.Try attempt = tries.begin(login, person, request.getRemoteAddr());
        // What was typed as login is not written down: people type their password there.
        Subject[] subjects =
                person.stream().map(each -> Subject.person(each.id().value())).toArray(Subject[]::new);
        // A view, because comparing takes long and no transaction should stay open for it.
        return gate.view(passage(caller, accepted, subjects), outcome -> {
            Proofs.Password proof = proofs.password(attempt, person, password, known.code());
            Person somebody = person.orElseThrow();
            boolean alone = proof.way() == Way.PASSWORD && rules.secondFactorRequired();
            // Else whoever has the password could set up a second factor of their own beside the passkey.
            if (alone && !passkeys.of(somebody.id()).isEmpty()) {
                throw new AccessProblem.PasskeyNeeded().refused();
            }
            return begin(
                    somebody,
                    new Sitting.Proven(
                            somebody.id(), proof.way(), alone, Optional.empty(), () -> people.passwordOf(somebody.id())
                                    .equals(Optional.of(proof.encoded()))),
                    request,
                    outcome);
        });
    }

    /**
     * @return the caller from now on
     * @throws org.vidimus.server.Refused with {@link AccessProblem.PasskeyRefused}
     */
    Caller start(Caller caller, Proofs.Shown shown, boolean accepted, HttpServletRequest request) {
        requireAcceptance(accepted, request);
        proofs.party(request);
        Subject[] subjects = proofs.claimed(shown).stream()
                .map(id -> Subject.person(id.value()))
                .toArray(Subject[]::new);
        return gate.view(passage(caller, accepted, subjects), outcome -> {
            PersonId id = proofs.passkey(request, shown, Purpose.SIGN_IN);
            Person person = people.find(id)
                    .filter(_ -> !locks.barred(id))
                    .orElseThrow(() -> new AccessProblem.PasskeyRefused().refused());
            return begin(
                    person,
                    new Sitting.Proven(id, Way.PASSKEY, false, Optional.empty(), () -> proofs.claimed(shown)
                            .equals(Optional.of(id))),
                    request,
                    outcome);
        });
    }

    private Caller begin(Person person, Sitting.Proven proven, HttpServletRequest request, Outcome outcome) {
        Sitting.Seat seat = sitting.begin(request, proven);
        outcome.note(
                        "way",
                        proven.way().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                .note("session", seat.session().toString());
        return Callers.of(person, seat);
    }

    private void requireAcceptance(boolean accepted, HttpServletRequest request) {
        if (!accepted && rules.banner(request.getLocale()).isPresent()) {
            throw new AccessProblem.NoticeNotAccepted().refused();
        }
    }

    private static Passage passage(Caller caller, boolean accepted, Subject... subjects) {
        Passage passage = Passage.of(caller, Action.SESSION_START, subjects);
        return accepted ? passage.with("notice", "accepted") : passage;
    }

    /** Proves it once more, by password and code. */
    void confirm(Caller caller, Known known, HttpServletRequest request) {
        Person person = caller.kind() == Caller.Kind.PERSON
                ? people.find(new PersonId(caller.id())).orElseThrow()
                : refuseOthers(caller);
        String password = known.password();
        if (password == null) {
            throw new AccessProblem.SignInRefused().refused();
        }
        Tries.Try attempt = tries.begin(person.login(), Optional.of(person), request.getRemoteAddr());
        confirm(caller, () -> {
            Way way = proofs.password(attempt, Optional.of(person), password, known.code())
                    .way();
            if (way == Way.PASSWORD && rules.secondFactorRequired() && !isRestricted(caller)) {
                throw new AccessProblem.PasskeyNeeded().refused();
            }
        });
    }

    /** A visitor or a token: the gate refuses it, and the ledger knows. */
    private Person refuseOthers(Caller caller) {
        return gate.view(Passage.of(caller, Action.SESSION_CONFIRM), _ -> {
            throw new IllegalStateException("the gate let " + caller.kind() + " confirm a sitting");
        });
    }

    private boolean isRestricted(Caller caller) {
        return caller.session()
                .flatMap(sittings::find)
                .filter(Sittings.Open::restricted)
                .isPresent();
    }

    /** Proves it once more, by a passkey of their own. */
    void confirm(Caller caller, Proofs.Shown shown, HttpServletRequest request) {
        confirm(caller, () -> {
            PersonId shownBy = proofs.passkey(request, shown, Purpose.CONFIRM);
            if (!shownBy.value().equals(caller.id())) {
                throw new AccessProblem.PasskeyRefused().refused();
            }
        });
    }

    private void confirm(Caller caller, Runnable proof) {
        gate.view(Passage.of(caller, Action.SESSION_CONFIRM, Subject.person(caller.id())), outcome -> {
            proof.run();
            caller.session().ifPresent(sittings::confirmed);
            return outcome;
        });
    }
}
