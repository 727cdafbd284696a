package org.vidimus.server.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Callers;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Scope;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;

/** One person of each role in one unit, the same ones in every run over the same database. */
final class Staff {
    private final Household household;
    private final Scopes scopes;
    private final Caller job = Caller.job("bench");
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    Staff(House house) {
        this.household = house.part(Household.class);
        this.scopes = house.part(Scopes.class);
    }

    Unit unit() {
        return household.unit(job, "Bench");
    }

    Person person(Role role) {
        String login = "bench-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return household
                .named(login)
                .orElseGet(() -> household.person(job, login, login, role, Optional.of(unit()), TestPeople.PASSWORD));
    }

    /** What somebody of this role sees in lists of evidence. */
    Scope scope(Role role) {
        return scopes.of(Callers.of(person(role), new UUID(0, 0)), Action.EVIDENCE_LIST);
    }

    /** Text of a bearer token. */
    String token(Role role) {
        return tokens.computeIfAbsent(role, _ -> household
                .token(job, "bench " + role, person(role), Duration.ofDays(1))
                .text());
    }
}
