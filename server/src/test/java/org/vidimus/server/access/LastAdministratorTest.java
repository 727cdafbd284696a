package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** A house keeps somebody who can help it: today, at the same moment, and when all that is for a time is over. */
@ServerTest
// A house of its own: it has one administrator.
@TestPropertySource(properties = "vidimus.test=last-administrator")
class LastAdministratorTest {
    private static final int LAST_OF_THEIR_KIND = 409;

    @Autowired
    TestPeople people;

    @Autowired
    Household household;

    @Autowired
    Duties duties;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient sql;

    @Test
    void isWhoeverStaysWhenServicesUnitsAndTimesAreLeftOut() {
        Person only = people.person(Role.ADMINISTRATOR);
        Person forAnHour = another("hour");
        give(forAnHour, Map.of("until", Instant.now().plus(Duration.ofHours(1)).toString()));
        give(another("north"), Map.of("unit", people.unit("North").id().value()));
        send(HttpMethod.POST, "/api/services", Map.of("name", "Roster", "role", "ADMINISTRATOR"));

        assertThat(end(only)).isEqualTo(LAST_OF_THEIR_KIND);
        assertThat(send(HttpMethod.DELETE, "/api/people/" + only.id(), Map.of()))
                .isEqualTo(LAST_OF_THEIR_KIND);
        assertThat(imported("login,roles\n" + only.login() + ",WEARER\n")).isEqualTo("REFUSED");
        assertThat(end(people.person(Role.ADMINISTRATOR))).isEqualTo(LAST_OF_THEIR_KIND);

        Person second = people.another(Role.ADMINISTRATOR, "second", people.unit());
        assertThat(end(second)).as("one stays").isEqualTo(204);
    }

    @Test
    void isKeptWhenTwoEndEachOthersDutyAtOnce() {
        Person first = people.person(Role.ADMINISTRATOR);
        Person second = people.another(Role.ADMINISTRATOR, "other", people.unit());

        CompletableFuture<Integer> ending = Objects.requireNonNull(new TransactionTemplate(transactions).execute(_ -> {
            household.refuseToLoseTheLast(second.duties());
            duties.end(second.id(), second.duties().getFirst().id());
            CompletableFuture<Integer> meanwhile = CompletableFuture.supplyAsync(() -> end(first));
            while (!meanwhile.isDone() && waiting() == 0) {
                Thread.onSpinWait();
            }
            return meanwhile;
        }));

        assertThat(ending.join()).isEqualTo(LAST_OF_THEIR_KIND);
    }

    /** How many wait for a lock that somebody else holds. */
    private int waiting() {
        return sql.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted "
                        + "and database = (select oid from pg_database where datname = current_database())")
                .query(Integer.class)
                .single();
    }

    private Person another(String login) {
        return people.another(Role.WEARER, login, people.unit());
    }

    private void give(Person person, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(more);
        wish.put("role", "ADMINISTRATOR");
        assertThat(send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", wish))
                .isEqualTo(201);
    }

    private int end(Person administrator) {
        return send(
                HttpMethod.DELETE,
                "/api/people/" + administrator.id() + "/duties/"
                        + administrator.duties().getFirst().id(),
                Map.of());
    }

    private String imported(String table) {
        JsonNode plan = Objects.requireNonNull(api().post()
                .uri("/api/people/import?dryRun=true")
                .contentType(MediaType.parseMediaType("text/csv"))
                .body(table)
                .retrieve()
                .body(JsonNode.class));
        List<String> kinds = plan.get("lines")
                .valueStream()
                .map(line -> line.get("kind").asString())
                .toList();
        assertThat(kinds).hasSize(1);
        return kinds.getFirst();
    }

    private int send(HttpMethod method, String path, Map<String, ?> body) {
        return api().method(method)
                .uri(path)
                .body(body)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private RestClient api() {
        return people.api(Role.ADMINISTRATOR);
    }
}
