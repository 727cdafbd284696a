package org.vidimus.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Takes people, units and tokens into the house: each through the gate, as whoever asks. */
@Component
public class Household {
    private final Gate gate;
    private final People people;
    private final Units units;
    private final Tokens tokens;
    private final Passwords passwords;
    private final Clock clock;

    Household(Gate gate, People people, Units units, Tokens tokens, Passwords passwords, Clock clock) {
        this.gate = gate;
        this.people = people;
        this.units = units;
        this.tokens = tokens;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The unit of that name, made if there is none. */
    public Unit unit(Caller caller, String name) {
        return units.named(name).orElseGet(() -> newUnit(caller, name));
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.UnitTaken} or {@link AccessProblem.Unfit} */
    Unit newUnit(Caller caller, String name) {
        Unit unit = new Unit(UnitId.random(), Fitness.name("name", name));
        return gate.change(Passage.of(caller, Action.UNIT_CREATE).with("name", name), _ -> {
            units.add(unit);
            return unit;
        });
    }

    /**
     * A new person who may sign in with the password.
     *
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LoginTaken} or {@link AccessProblem.Unfit}
     */
    public Person person(
            Caller caller, String login, String name, Caller.Role role, Optional<Unit> unit, String password) {
        Person person = new Person(
                PersonId.random(), Fitness.login(login), Fitness.name("name", name), Fitness.personal(role), unit);
        // Slow by design, so it is done before a transaction is open.
        String encoded = passwords.encode(Fitness.password(password));
        return gate.change(Passage.of(caller, Action.PERSON_CREATE).with("role", role.name()), outcome -> {
            if (people.byLogin(login).isPresent()) {
                throw new AccessProblem.LoginTaken().refused();
            }
            people.add(person, encoded);
            outcome.about(Subject.person(person.id().value()));
            return person;
        });
    }

    /** The person of that login, if there is one. */
    public Optional<Person> named(String login) {
        return people.byLogin(login);
    }

    /** A token that may do what {@code owner} may, for as long as they may. */
    public IssuedToken token(Caller caller, String name, Person owner, Duration life) {
        return issue(
                caller,
                Action.TOKEN_CREATE,
                name,
                owner.role(),
                Optional.of(owner.id()),
                owner.unit().map(Unit::id),
                life);
    }

    /** A token for a dock. */
    public IssuedToken dockToken(Caller caller, String name, Duration life) {
        return issue(
                caller,
                Action.TOKEN_CREATE_DOCK,
                name,
                Caller.Role.DOCK,
                caller.person().map(PersonId::new),
                caller.unit().map(UnitId::new),
                life);
    }

    private IssuedToken issue(
            Caller caller,
            Action action,
            String name,
            Caller.Role role,
            Optional<PersonId> owner,
            Optional<UnitId> unit,
            Duration life) {
        Instant now = clock.instant();
        Token token = new Token(
                TokenId.random(), Fitness.name("name", name), role, owner, unit, now, now.plus(life), Optional.empty());
        String text = tokens.newText();
        Passage passage = Passage.of(caller, action).with("role", role.name());
        return gate.change(passage, outcome -> {
            tokens.add(token, text);
            outcome.about(Subject.token(token.id().value()));
            return new IssuedToken(token, text);
        });
    }

    /** @param text the only time that it is seen */
    public record IssuedToken(Token token, String text) {}
}
