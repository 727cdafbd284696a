package org.vidimus.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Outcome;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;

/** Takes people, units and tokens into the house: each through the gate, as whoever asks. */
@Component
public class Household {
    private final Gate gate;
    private final People people;
    private final Units units;
    private final Duties duties;
    private final Roles roles;
    private final Scopes scopes;
    private final Permissions permissions;
    private final Tokens tokens;
    private final Services services;
    private final Passwords passwords;
    private final PersonLinks links;
    private final Clock clock;

    Household(
            Gate gate,
            People people,
            Units units,
            Duties duties,
            Roles roles,
            Scopes scopes,
            Permissions permissions,
            Tokens tokens,
            Services services,
            Passwords passwords,
            PersonLinks links,
            Clock clock) {
        this.gate = gate;
        this.people = people;
        this.units = units;
        this.duties = duties;
        this.roles = roles;
        this.scopes = scopes;
        this.permissions = permissions;
        this.tokens = tokens;
        this.services = services;
        this.passwords = passwords;
        this.links = links;
        this.clock = clock;
    }

    /** The unit of that name, made if there is none. */
    public Unit unit(Caller caller, String name) {
        return units.named(name).orElseGet(() -> newUnit(caller, name));
    }

    private Unit newUnit(Caller caller, String name) {
        return newUnit(caller, name, Optional.empty());
    }

    /** @throws org.vidimus.server.Refused with {@link AccessProblem.UnitTaken} or {@link AccessProblem.Unfit} */
    Unit newUnit(Caller caller, String name, Optional<UnitId> parent) {
        Unit unit = new Unit(UnitId.random(), Fitness.name("name", name), parent);
        return gate.change(Passage.of(caller, Action.UNIT_CREATE).with("name", name), _ -> {
            units.add(unit);
            return unit;
        });
    }

    /** A new person with one of the roles that the house begins with. */
    public Person person(
            Caller caller, String login, String name, Caller.Role role, Optional<Unit> unit, String password) {
        return person(caller, login, name, role.name(), unit, password);
    }

    /**
     * A new person who may sign in with the password.
     *
     * @param role code of the role they begin with
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LoginTaken} or {@link AccessProblem.Unfit}
     */
    Person person(Caller caller, String login, String name, String role, Optional<Unit> unit, String password) {
        // Slow by design, so it is done before a transaction is open.
        String encoded = passwords.encode(Fitness.password(password, Fitness.login(login), name));
        return takeIn(caller, newcomer(login, name, role, unit), encoded, (_, _) -> {});
    }

    /** @param link by which they choose their first password or passkey themselves */
    record Invited(Person person, PersonLinks.Link link) {}

    /**
     * A new person who may sign in once they have used the link.
     *
     * @param role code of the role they begin with
     * @throws org.vidimus.server.Refused with {@link AccessProblem.LoginTaken} or {@link AccessProblem.Unfit}
     */
    Invited invite(Caller caller, String login, String name, String role, Optional<Unit> unit) {
        var link = new AtomicReference<PersonLinks.@Nullable Link>();
        Person made = takeIn(caller, newcomer(login, name, role, unit), null, (person, outcome) -> {
            PersonLinks.Link fresh = links.make(person.id(), PersonLinks.Kind.INVITATION);
            outcome.note("invited-until", fresh.expiresAt().toString());
            link.set(fresh);
        });
        return new Invited(made, Objects.requireNonNull(link.get()));
    }

    private Person newcomer(String login, String name, String role, Optional<Unit> unit) {
        Duty duty =
                Duties.beginning(Fitness.personal(roles, role), Optional.empty(), clock.instant(), Optional.empty());
        return new Person(PersonId.random(), Fitness.login(login), Fitness.name("name", name), unit, List.of(duty));
    }

    private Person takeIn(
            Caller caller, Person person, @Nullable String encodedPassword, BiConsumer<Person, Outcome> also) {
        String role = person.duties().getFirst().role();
        Runnable rule = () -> refuseMoreThanOwn(
                caller, Action.PERSON_CREATE, role, person.unit().map(Unit::id));
        return gate.change(Passage.of(caller, Action.PERSON_CREATE).with("role", role), rule, outcome -> {
            if (people.byLogin(person.login()).isPresent()) {
                throw new AccessProblem.LoginTaken().refused();
            }
            people.add(person, encodedPassword);
            outcome.about(Subject.person(person.id().value()));
            also.accept(person, outcome);
            return person;
        });
    }

    /** @throws org.vidimus.server.Refused if there is no unit of that id */
    Optional<Unit> unit(@Nullable UUID id) {
        return Optional.ofNullable(id).map(known -> units.find(new UnitId(known))
                .orElseThrow(() -> new AccessProblem.Unfit("unit", "there is none of this id").refused()));
    }

    Unit change(Caller caller, Unit unit) {
        Passage passage =
                Passage.of(caller, Action.UNIT_CHANGE).with("unit", unit.id().toString());
        return gate.change(passage, outcome -> {
            Unit before = units.find(unit.id())
                    .orElseThrow(() -> new AccessProblem.Unfit("unit", "there is none of this id").refused());
            units.change(unit);
            outcome.note("name-before", before.name()).note("name", unit.name());
            before.parent().ifPresent(parent -> outcome.note("parent-before", parent.toString()));
            unit.parent().ifPresent(parent -> outcome.note("parent", parent.toString()));
            return unit;
        });
    }

    List<Duty> duties(Caller caller, PersonId id) {
        return gate.view(Passage.of(caller, Action.PERSON_LIST, Subject.person(id.value())), _ -> duties.ever(id));
    }

    /** Gives somebody a role, from now on. */
    Duty entrust(Caller caller, PersonId id, @Nullable String role, Optional<Unit> unit, Optional<Instant> until) {
        Duty duty = Duties.beginning(Fitness.personal(roles, role), unit, clock.instant(), until);
        Optional<UnitId> where =
                unit.or(() -> people.find(id).flatMap(Person::unit)).map(Unit::id);
        if (until.filter(end -> !end.isAfter(duty.from())).isPresent()) {
            throw new AccessProblem.Unfit("until", "is not in the future").refused();
        }
        Passage passage = Passage.of(caller, Action.DUTY_CHANGE, Subject.person(id.value()));
        return gate.change(
                passage, () -> refuseMoreThanOwn(caller, Action.DUTY_CHANGE, duty.role(), where), outcome -> {
                    duties.add(id, duty);
                    outcome.note("role", duty.role()).note("duty", duty.id().toString());
                    unit.ifPresent(there -> outcome.note("unit", there.name()));
                    until.ifPresent(end -> outcome.note("until", end.toString()));
                    return duty;
                });
    }

    /** Takes a role away, from now on. */
    void release(Caller caller, PersonId id, UUID duty) {
        gate.change(Passage.of(caller, Action.DUTY_CHANGE, Subject.person(id.value())), outcome -> {
            Duty held = duties.ever(id).stream()
                    .filter(each -> each.id().equals(duty))
                    .findFirst()
                    .orElseThrow(() -> new AccessProblem.Unfit("duty", "there is none of this id").refused());
            refuseToLoseTheLast(List.of(held));
            if (duties.end(id, duty)) {
                outcome.note("ended", held.role());
            }
            return outcome.note("duty", duty.toString());
        });
    }

    /** Whoever opens a way in for somebody could go in themselves: only for those who may no more than they do. */
    void refuseMoreThanOwn(Caller caller, Action opening, PersonId id) {
        people.find(id).ifPresent(person -> person.duties()
                .forEach(duty -> refuseMoreThanOwn(
                        caller,
                        opening,
                        duty.role(),
                        duty.unit().or(person::unit).map(Unit::id))));
    }

    /**
     * Whoever may give duties everywhere may give any. Others give nothing that they do not have: no action that is not theirs,
     * none further or closer than theirs, none that reaches everything, and only in units that they reach themselves.
     */
    void refuseMoreThanOwn(Caller caller, Action giving, String role, Optional<UnitId> where) {
        Scope reached = scopes.of(caller, giving);
        // A token that may give duties, and little else, gives no more than that.
        if (caller.only().isEmpty() && reached.sights().stream().anyMatch(Scope.Sight.All.class::isInstance)) {
            return;
        }
        boolean inReach = reached.sights().stream()
                .anyMatch(sight -> sight instanceof Scope.Sight.All
                        || sight instanceof Scope.Sight.Units(var units, var _)
                                && where.filter(units::contains).isPresent());
        boolean more = roles.rights(role).stream().anyMatch(right -> !has(caller, right, where));
        if (!inReach || more) {
            throw new AccessProblem.MoreThanOwn(role).refused();
        }
    }

    /** Whether the caller has the right themselves, as closely, and as far from there. */
    private boolean has(Caller caller, Right right, Optional<UnitId> where) {
        return scopes.of(caller, right.action()).sights().stream()
                .filter(sight -> sight.upTo().compareTo(right.upTo()) >= 0)
                .anyMatch(sight -> switch (right.reach()) {
                    case OWN, GRANTED -> true;
                    case UNIT -> where.filter(at -> covers(sight, Set.of(at))).isPresent();
                    case UNIT_AND_BELOW ->
                        where.filter(at -> covers(sight, units.withAllBelow(at)))
                                .isPresent();
                    case ALL -> false;
                });
    }

    private static boolean covers(Scope.Sight sight, Set<UnitId> wanted) {
        return sight instanceof Scope.Sight.All
                || sight instanceof Scope.Sight.Units(var own, var _) && own.containsAll(wanted);
    }

    /** Nobody moves people, or themselves, to where they have no say: their duties would go along. */
    void refuseToMoveTo(Caller caller, Optional<Unit> unit) {
        boolean inReach = scopes.of(caller, Action.PERSON_CHANGE).sights().stream()
                .anyMatch(sight -> sight instanceof Scope.Sight.All
                        || sight instanceof Scope.Sight.Units(var units, var _)
                                && unit.map(Unit::id).filter(units::contains).isPresent());
        if (!inReach) {
            throw new AccessProblem.Unfit("unit", "is none that you may move people to").refused();
        }
    }

    /** A house without an administrator could not be helped by anybody. Joins the transaction. */
    void refuseToLoseTheLast(List<Duty> ending) {
        if (duties.leavesNoAdministrator(ending)) {
            throw new AccessProblem.LastOfTheirKind(Caller.Role.ADMINISTRATOR.name()).refused();
        }
    }

    /** What the caller may do to the person. */
    List<String> may(Caller caller, Person person) {
        return permissions.of(caller, Subject.Kind.PERSON, AccessFacts.of(person));
    }

    /** The person of that login, if there is one. */
    public Optional<Person> named(String login) {
        return people.byLogin(login);
    }

    /** A token that may do what {@code owner} may, for as long as they may. */
    public IssuedToken token(Caller caller, String name, Person owner, Duration life) {
        return token(caller, name, owner, life, Optional.empty());
    }

    /**
     * A token that may do what {@code owner} may and {@code scope} names. A token's own maker cannot give more than itself is limited to.
     *
     * @param owner the caller, or a service
     * @throws org.vidimus.server.Refused with {@link AccessProblem.Unfit} where the scope is more than the caller's own limit
     */
    IssuedToken token(Caller caller, String name, Person owner, Duration life, Optional<Set<Action>> scope) {
        if (caller.only().isPresent()
                && !scope.map(wanted -> caller.only().get().containsAll(wanted)).orElse(false)) {
            throw new AccessProblem.Unfit("scope", "a token makes no token that may more than itself").refused();
        }
        Passage passage = services.isOne(owner.id())
                ? Passage.of(
                        caller,
                        Action.TOKEN_CREATE_SERVICE,
                        Subject.person(owner.id().value()))
                : Passage.of(caller, Action.TOKEN_CREATE);
        return issue(passage, name, false, Optional.of(owner.id()), owner.unit().map(Unit::id), life, scope);
    }

    /** A token for a dock. */
    public IssuedToken dockToken(Caller caller, String name, Duration life) {
        return issue(
                Passage.of(caller, Action.TOKEN_CREATE_DOCK),
                name,
                true,
                caller.person().map(PersonId::new),
                caller.unit().map(UnitId::new),
                life,
                Optional.empty());
    }

    private IssuedToken issue(
            Passage passage,
            String name,
            boolean dock,
            Optional<PersonId> owner,
            Optional<UnitId> unit,
            Duration life,
            Optional<Set<Action>> scope) {
        Instant now = clock.instant();
        Token token = new Token(
                TokenId.random(),
                Fitness.name("name", name),
                dock,
                owner,
                unit,
                now,
                now.plus(life),
                Optional.empty(),
                scope,
                Optional.empty());
        String text = tokens.newText();
        return gate.change(passage, outcome -> {
            tokens.add(token, text);
            outcome.about(Subject.token(token.id().value()));
            scope.ifPresent(actions -> outcome.note(
                    "scope", actions.stream().map(Action::code).sorted().collect(Collectors.joining(" "))));
            return new IssuedToken(token, text);
        });
    }

    /** @param text the only time that it is seen */
    public record IssuedToken(Token token, String text) {}
}
