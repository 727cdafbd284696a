package org.vidimus.server.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;

/** One person of each role in one unit, the same ones in every run over the same database. */
final class Staff {
    private final Household household;
    private final Caller job = Caller.job("bench");
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    Staff(House house) {
        this.household = house.part(Household.class);
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

    /** Text of a bearer token. */
    String token(Role role) {
        return tokens.computeIfAbsent(role, _ -> household
                .token(job, "bench " + role, person(role), Duration.ofDays(1))
                .text());
    }
}
