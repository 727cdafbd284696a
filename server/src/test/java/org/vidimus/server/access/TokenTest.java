package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

@ServerTest
class TokenTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Test
    void worksUntilItIsRevoked() {
        JsonNode made = create(Role.WEARER, Map.of("name", "my script", "days", 3));
        String text = made.get("token").asString();
        assertThat(text).startsWith("vidimus_").hasSizeGreaterThan(50);
        assertThat(me(text).getStatusCode()).isEqualTo(HttpStatus.OK);

        var revoked = people.api(Role.WEARER)
                .delete()
                .uri("/api/tokens/" + made.get("id").asString())
                .retrieve()
                .toBodilessEntity();

        assertThat(revoked.getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
        ResponseEntity<JsonNode> refused = me(text);
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(Objects.requireNonNull(refused.getBody()).get("code").asString())
                .isEqualTo("token-refused");
        assertThat(refused.getHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void isStoredAsADigestAlone() {
        String text = create(Role.WEARER, Map.of("name", "my script", "days", 3))
                .get("token")
                .asString();

        Long rows = sql.sql("select count(*) from access_token t where t::text like '%' || ? || '%'")
                .param(text.substring(8))
                .query(Long.class)
                .single();

        assertThat(rows).isZero();
    }

    @Test
    void expires() {
        String text = create(Role.WEARER, Map.of("name", "short", "days", 1))
                .get("token")
                .asString();

        sql.sql("update access_token set expires_at = now() where name = 'short'")
                .update();

        assertThat(me(text).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void isForADockOnlyWhenAnAdministratorMakesIt() {
        String dock = create(Role.ADMINISTRATOR, Map.of("name", "dock 1", "dock", true, "days", 30))
                .get("token")
                .asString();
        assertThat(Objects.requireNonNull(me(dock).getBody())
                        .get("roles")
                        .get(0)
                        .asString())
                .isEqualTo("DOCK");

        for (Role role : List.of(Role.WEARER, Role.SUPERVISOR, Role.EVIDENCE_MANAGER)) {
            var answer = post(role, Map.of("name", "dock 2", "dock", true, "days", 30));
            assertThat(answer.getStatusCode()).as("%s", role).isEqualTo(HttpStatus.FORBIDDEN);
        }
    }

    @Test
    void doesWhatItsOwnerMayDoNow() {
        Person owner = people.another(Role.EVIDENCE_MANAGER, "token.owner", people.unit());
        RestClient script = people.api(people.token(owner));
        RestClient administrator = people.api(Role.ADMINISTRATOR);
        assertThat(status(script, "/api/quarantine")).isEqualTo(HttpStatus.OK);

        administrator
                .delete()
                .uri(
                        "/api/people/{id}/duties/{duty}",
                        owner.id().value(),
                        owner.duties().getFirst().id())
                .retrieve()
                .toBodilessEntity();
        assertThat(status(script, "/api/quarantine")).isEqualTo(HttpStatus.FORBIDDEN);

        administrator
                .delete()
                .uri("/api/people/{id}", owner.id().value())
                .retrieve()
                .toBodilessEntity();
        assertThat(status(script, "/api/session")).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void ofADockGoesOnWhenWhoeverMadeItLeaves() {
        Person maker = people.another(Role.ADMINISTRATOR, "token.maker", people.unit());
        String own = people.token(maker);
        String dock = Objects.requireNonNull(people.api(own)
                        .post()
                        .uri("/api/tokens")
                        .body(Map.of("name", "dock of the maker", "dock", true, "days", 30))
                        .retrieve()
                        .body(JsonNode.class))
                .get("token")
                .asString();

        people.api(Role.ADMINISTRATOR)
                .delete()
                .uri("/api/people/{id}", maker.id().value())
                .retrieve()
                .toBodilessEntity();

        assertThat(me(dock).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(me(own).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    private static HttpStatusCode status(RestClient api, String path) {
        return api.get().uri(path).retrieve().toBodilessEntity().getStatusCode();
    }

    @Test
    void mayNoMoreThanItsScopeSays() {
        JsonNode made = create(
                Role.EVIDENCE_MANAGER,
                Map.of("name", "narrow", "days", 3, "scope", List.of("session.show", "token.create")));
        RestClient script = people.api(made.get("token").asString());

        assertThat(status(script, "/api/quarantine")).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(status(script, "/api/evidence")).isEqualTo(HttpStatus.FORBIDDEN);
        ResponseEntity<JsonNode> me = me(made.get("token").asString());
        assertThat(Objects.requireNonNull(me.getBody()).get("may").toString())
                .contains("session.show")
                .doesNotContain("evidence", "quarantine");
        for (Map<String, Object> wider : List.<Map<String, Object>>of(
                Map.of("name", "all", "days", 3),
                Map.of("name", "wider", "days", 3, "scope", List.of("session.show", "evidence.list")))) {
            assertThat(script.post()
                            .uri("/api/tokens")
                            .body(wider)
                            .retrieve()
                            .toBodilessEntity()
                            .getStatusCode()
                            .value())
                    .isEqualTo(422);
        }
    }

    @Test
    void mayNoMoreThanItsOwnerWhateverItsScopeSays() {
        String text = create(
                        Role.WEARER,
                        Map.of("name", "hopeful", "days", 3, "scope", List.of("quarantine.list", "session.show")))
                .get("token")
                .asString();

        assertThat(status(people.api(text), "/api/quarantine")).isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void livesAtMostAYearAndSaysOnWhichDayItWasUsed() {
        assertThat(post(Role.WEARER, Map.of("name", "for ever", "days", 367))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        assertThat(post(Role.WEARER, Map.of("name", "odd", "days", 3, "scope", List.of("no.such")))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        String text = create(Role.WEARER, Map.of("name", "used", "days", 3))
                .get("token")
                .asString();
        me(text);

        JsonNode items = Objects.requireNonNull(people.api(Role.WEARER)
                        .get()
                        .uri("/api/tokens")
                        .retrieve()
                        .body(JsonNode.class))
                .get("items");
        JsonNode used = StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.get("name").asString().equals("used"))
                .findFirst()
                .orElseThrow();
        assertThat(used.get("lastUsedOn").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    void mayBelongToAServiceThatSignsInByNoDoor() {
        RestClient administrator = people.api(Role.ADMINISTRATOR);
        JsonNode service = Objects.requireNonNull(administrator
                .post()
                .uri("/api/services")
                .body(Map.of("name", "Dispatch system", "role", "EVIDENCE_MANAGER"))
                .retrieve()
                .body(JsonNode.class));
        Map<String, Object> wish = Map.of(
                "name",
                "dispatch",
                "days",
                30,
                "owner",
                service.get("id").asString(),
                "scope",
                List.of("quarantine.list"));
        assertThat(post(Role.WEARER, wish).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        String text = create(Role.ADMINISTRATOR, wish).get("token").asString();

        assertThat(status(people.api(text), "/api/quarantine")).isEqualTo(HttpStatus.OK);
        assertThat(status(people.api(text), "/api/evidence")).isEqualTo(HttpStatus.FORBIDDEN);
        String login = sql.sql("select login from person where service and name = 'Dispatch system'")
                .query(String.class)
                .single();
        assertThat(people.visitor()
                        .post()
                        .uri("/api/session")
                        .body(Map.of("login", login, "password", ""))
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        Person human = people.person(Role.SUPERVISOR);
        assertThat(post(
                                Role.ADMINISTRATOR,
                                Map.of(
                                        "name",
                                        "theirs",
                                        "days",
                                        3,
                                        "owner",
                                        human.id().value()))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
    }

    @Test
    void isListedForItsOwnerAndForAdministrators() {
        create(Role.SUPERVISOR, Map.of("name", "of the supervisor", "days", 3));

        assertThat(names(Role.SUPERVISOR)).contains("of the supervisor");
        assertThat(names(Role.ADMINISTRATOR)).contains("of the supervisor");
        assertThat(names(Role.WEARER)).doesNotContain("of the supervisor");
    }

    @Test
    void cannotBeRevokedByOthers() {
        JsonNode made = create(Role.SUPERVISOR, Map.of("name", "kept", "days", 3));

        var answer = people.api(Role.WEARER)
                .delete()
                .uri("/api/tokens/" + made.get("id").asString())
                .retrieve()
                .toBodilessEntity();

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(me(made.get("token").asString()).getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void letsAdministratorsMakePeopleWhoThenSignIn() {
        var api = people.api(Role.ADMINISTRATOR);
        JsonNode unit = api.post()
                .uri("/api/units")
                .body(Map.of("name", "Night shift"))
                .retrieve()
                .body(JsonNode.class);
        var wish = Map.of(
                "login", "new.person",
                "name", "New Person",
                "role", "WEARER",
                "unit", Objects.requireNonNull(unit).get("id").asString(),
                "password", "a long enough password");

        assertThat(api.post()
                        .uri("/api/people")
                        .body(wish)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
        assertThat(api.post()
                        .uri("/api/people")
                        .body(wish)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode())
                .isEqualTo(HttpStatus.CONFLICT);
        var signedIn = people.visitor()
                .post()
                .uri("/api/session")
                .body(Map.of("login", "NEW.person", "password", "a long enough password"))
                .retrieve()
                .toBodilessEntity();
        assertThat(signedIn.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(people.api(Role.WEARER)
                        .post()
                        .uri("/api/people")
                        .body(wish)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    private JsonNode create(Role role, Map<String, Object> wish) {
        var answer = post(role, wish);
        assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.CREATED);
        return Objects.requireNonNull(answer.getBody());
    }

    private ResponseEntity<JsonNode> post(Role role, Map<String, Object> wish) {
        return people.api(role).post().uri("/api/tokens").body(wish).retrieve().toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> me(String token) {
        return people.api(token).get().uri("/api/session").retrieve().toEntity(JsonNode.class);
    }

    private List<String> names(Role role) {
        JsonNode items = Objects.requireNonNull(
                        people.api(role).get().uri("/api/tokens").retrieve().body(JsonNode.class))
                .get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("name").asString())
                .toList();
    }
}
