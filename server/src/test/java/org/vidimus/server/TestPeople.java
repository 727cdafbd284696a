package org.vidimus.server;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.vidimus.server.access.Callers;
import org.vidimus.server.access.Household;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Unit;
import org.vidimus.server.custody.Caller;

/**
 * A person of every role in one unit, {@code Parking}, for tests of the whole server: as a caller for use cases, as a token and
 * as an HTTP client for the API. Made when first asked for, and the same ones from then on.
 */
@Component
public class TestPeople {
    public static final String PASSWORD = "correct horse battery";

    private final Household household;
    private final Environment environment;
    private final Caller job = Caller.job("test");
    private final Map<Caller.Role, Person> people = new EnumMap<>(Caller.Role.class);
    private final Map<Caller.Role, Household.IssuedToken> tokens = new EnumMap<>(Caller.Role.class);

    TestPeople(Household household, Environment environment) {
        this.household = household;
        this.environment = environment;
    }

    public Unit unit() {
        return household.unit(job, "Parking");
    }

    /** The person of that role; their login is the role in lower case. */
    public synchronized Person person(Caller.Role role) {
        return people.computeIfAbsent(role, _ -> another(role, role.name().toLowerCase(java.util.Locale.ROOT), unit()));
    }

    /** One more person, in a unit of your choice. */
    public Person another(Caller.Role role, String login, Unit unit) {
        return household.person(job, login, "Name of " + login, role, Optional.of(unit), PASSWORD);
    }

    public Unit unit(String name) {
        return household.unit(job, name);
    }

    /** A person at a screen in a sitting of their own, or a dock by its token. */
    public Caller caller(Caller.Role role) {
        return role == Caller.Role.DOCK ? Callers.dock(issued(role).token()) : caller(person(role));
    }

    public Caller caller(Person person) {
        return Callers.of(person, UUID.randomUUID());
    }

    /** The text of a token that acts in this role. */
    public String token(Caller.Role role) {
        return issued(role).text();
    }

    public String token(Person person) {
        return household.token(job, "test", person, Duration.ofDays(1)).text();
    }

    /** The API of the running server, with this role's token. Answers of any status are given back, not thrown. */
    public RestClient api(Caller.Role role) {
        return api(token(role));
    }

    public RestClient api(String token) {
        return visitor()
                .mutate()
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
    }

    /** The API without any credentials. */
    public RestClient visitor() {
        return RestClient.builder()
                .baseUrl(url())
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
    }

    /** Address of the running server. */
    public String url() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    /** Says which token has acted in this role until now; whoever asks from here on gets another. */
    public synchronized UUID endToken(Caller.Role role) {
        UUID ended = issued(role).token().id().value();
        tokens.remove(role);
        return ended;
    }

    private synchronized Household.IssuedToken issued(Caller.Role role) {
        return tokens.computeIfAbsent(
                role,
                _ -> role == Caller.Role.DOCK
                        ? household.dockToken(job, "test dock", Duration.ofDays(1))
                        : household.token(job, "test " + role, person(role), Duration.ofDays(1)));
    }
}
