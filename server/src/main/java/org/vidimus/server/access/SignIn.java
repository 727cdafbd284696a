package org.vidimus.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.trust.Sha256;

/** Checks login and password, and begins a sitting. */
@Component
class SignIn {
    private final Gate gate;
    private final People people;
    private final Passwords passwords;
    private final SignInDelays delays;
    private final Sitting sitting;

    SignIn(Gate gate, People people, Passwords passwords, SignInDelays delays, Sitting sitting) {
        this.gate = gate;
        this.people = people;
        this.passwords = passwords;
        this.delays = delays;
        this.sitting = sitting;
    }

    /**
     * @return the caller from now on
     * @throws org.vidimus.server.Refused with {@link AccessProblem.TooManySignIns}, which leaves no entry because it is not even
     *     tried, or {@link AccessProblem.SignInRefused}
     */
    Caller start(Caller caller, @Nullable String login, @Nullable String password, HttpServletRequest request) {
        if (login == null || password == null) {
            throw new AccessProblem.SignInRefused().refused();
        }
        Sha256 what = SignInDelays.keyOf(login, request.getRemoteAddr());
        Optional<Duration> delay = delays.count(what);
        if (delay.isPresent()) {
            throw new AccessProblem.TooManySignIns(delay.get()).refused();
        }
        Optional<Person> person = people.byLogin(login);
        // What was typed as login is not written down: people type their password there.
        Subject[] subjects =
                person.stream().map(known -> Subject.person(known.id().value())).toArray(Subject[]::new);
        // A view, because comparing takes long and no transaction should stay open for it.
        return gate.view(Passage.of(caller, Action.SESSION_START, subjects), _ -> {
            if (!passwords.matches(password, person.flatMap(known -> people.passwordOf(known.id())))) {
                throw new AccessProblem.SignInRefused().refused();
            }
            delays.clear(what);
            Sitting.Seat seat = sitting.begin(request, person.orElseThrow().id());
            return Callers.of(person.orElseThrow(), seat.session());
        });
    }
}
