package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** Units, duties, roles of the house's own making, and how closely evidence is held: over HTTP, as screens and scripts do it. */
@ServerTest
class DutiesTest {
    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void reachIntoUnitsBelowAndFollowAMove() {
        UUID city = unit("City " + mark, Optional.empty());
        UUID north = unit("North " + mark, Optional.of(city));
        UUID south = unit("South " + mark, Optional.empty());
        UUID evidence = evidence(north);
        RestClient chief = api(another(Role.SUPERVISOR, "chief", city));

        assertThat(seen(chief)).containsExactly(evidence);
        assertThat(status(chief, "/api/evidence/" + evidence)).isEqualTo(200);

        change("/api/units/" + north, Map.of("name", "North " + mark, "parent", south));
        assertThat(seen(chief)).isEmpty();
        assertThat(status(chief, "/api/evidence/" + evidence)).isEqualTo(404);
    }

    @Test
    void keepAUnitFromLyingWithinItself() {
        UUID upper = unit("Upper " + mark, Optional.empty());
        UUID lower = unit("Lower " + mark, Optional.of(upper));

        ResponseEntity<JsonNode> answer =
                send(HttpMethod.PUT, "/api/units/" + upper, Map.of("name", "Upper " + mark, "parent", lower));

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(code(answer)).isEqualTo("unfit-value");
    }

    @Test
    void openNothingOnceTheyHaveEnded() {
        UUID unit = unit("Ending " + mark, Optional.empty());
        UUID evidence = evidence(unit);
        Person person = another(Role.WEARER, "ending", unit);
        RestClient api = api(person);
        assertThat(status(api, "/api/evidence/" + evidence)).isEqualTo(404);

        JsonNode duty = Objects.requireNonNull(
                send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", Map.of("role", "SUPERVISOR"))
                        .getBody());
        assertThat(status(api, "/api/evidence/" + evidence)).isEqualTo(200);
        send(
                HttpMethod.DELETE,
                "/api/people/" + person.id() + "/duties/" + duty.get("id").asString(),
                Map.of());
        assertThat(status(api, "/api/evidence/" + evidence)).isEqualTo(404);

        JsonNode ever = people.api(Role.ADMINISTRATOR)
                .get()
                .uri("/api/people/" + person.id() + "/duties")
                .retrieve()
                .body(JsonNode.class);
        assertThat(Objects.requireNonNull(ever).get("items")).hasSize(2);
    }

    @Test
    void mayBeOfTheHousesOwnMaking() {
        String role = "READER_" + mark.toUpperCase(java.util.Locale.ROOT);
        UUID unit = unit("Reading " + mark, Optional.empty());
        UUID evidence = evidence(unit);
        Map<String, Object> first =
                Map.of("name", "Reader", "rights", rights("OPEN", "evidence.list", "evidence.show"));
        send(HttpMethod.PUT, "/api/roles/" + role, first);
        Person reader = another(Role.WEARER, "reader", unit("Elsewhere " + mark, Optional.empty()));
        send(HttpMethod.POST, "/api/people/" + reader.id() + "/duties", Map.of("role", role, "unit", unit));
        assertThat(seen(api(reader))).containsExactly(evidence);

        Map<String, Object> wider =
                Map.of("name", "Reader", "rights", rights("OPEN", "evidence.list", "evidence.history"));
        JsonNode preview = Objects.requireNonNull(
                send(HttpMethod.POST, "/api/roles/" + role + "/preview", wider).getBody());
        JsonNode touched = preview.get("people").get(0);
        assertThat(touched.get("id").asString()).isEqualTo(reader.id().toString());
        assertThat(touched.get("gains").get(0).get("action").asString()).isEqualTo("evidence.history");
        assertThat(touched.get("loses").get(0).get("action").asString()).isEqualTo("evidence.show");
        assertThat(status(api(reader), "/api/evidence/" + evidence))
                .as("a preview changes nothing")
                .isEqualTo(200);

        send(HttpMethod.PUT, "/api/roles/" + role, wider);
        assertThat(status(api(reader), "/api/evidence/" + evidence)).isEqualTo(404);
        assertThat(code(send(HttpMethod.DELETE, "/api/roles/" + role, Map.of())))
                .isEqualTo("role-held");
    }

    @Test
    void areGivenByNobodyWhoHasLess() {
        String role = "DEPUTY_" + mark.toUpperCase(java.util.Locale.ROOT);
        UUID unit = unit("Deputy " + mark, Optional.empty());
        send(
                HttpMethod.PUT,
                "/api/roles/" + role,
                Map.of(
                        "name",
                        "Deputy",
                        "rights",
                        rights("OPEN", "duty.change", "person.create", "person.list", "evidence.list")));
        Person deputy = another(Role.WEARER, "deputy", unit);
        send(HttpMethod.POST, "/api/people/" + deputy.id() + "/duties", Map.of("role", role));
        Person colleague = another(Role.WEARER, "colleague", unit);
        RestClient api = api(deputy);
        long before = refusalsInLedger();

        assertThat(gives(api, colleague, Map.of("role", role))).isEqualTo("given");
        assertThat(gives(api, deputy, Map.of("role", "ADMINISTRATOR"))).isEqualTo("more-than-your-own");
        assertThat(gives(api, deputy, Map.of("role", "EVIDENCE_MANAGER"))).isEqualTo("more-than-your-own");
        UUID elsewhere = unit("Not theirs " + mark, Optional.empty());
        assertThat(gives(api, colleague, Map.of("role", role, "unit", elsewhere)))
                .isEqualTo("more-than-your-own");
        ResponseEntity<JsonNode> made = api.post()
                .uri("/api/people")
                .body(Map.of(
                        "login",
                        "puppet." + mark,
                        "name",
                        "Puppet",
                        "role",
                        "ADMINISTRATOR",
                        "unit",
                        unit,
                        "password",
                        TestPeople.PASSWORD))
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(code(made)).isEqualTo("more-than-your-own");

        assertThat(refusalsInLedger()).isEqualTo(before + 4);
    }

    @Test
    void areNotGivenFurtherThanTheirGiverReaches() {
        UUID upper = unit("Giving " + mark, Optional.empty());
        unit("Below giving " + mark, Optional.of(upper));
        UUID other = unit("Other " + mark, Optional.empty());
        String reader = role("READS", rights("OPEN", "evidence.list"));
        String further =
                role("FURTHER", List.of(Map.of("action", "evidence.list", "reach", "UNIT_AND_BELOW", "upTo", "OPEN")));
        String giver = role("GIVES", rights("OPEN", "duty.change", "person.list"));
        Person person = another(Role.WEARER, "giver", upper);
        send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", Map.of("role", reader));
        send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", Map.of("role", giver));
        send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", Map.of("role", giver, "unit", other));
        Person near = another(Role.WEARER, "near", upper);
        Person away = another(Role.WEARER, "away", other);
        RestClient api = api(person);

        assertThat(gives(api, near, Map.of("role", reader))).isEqualTo("given");
        assertThat(gives(api, near, Map.of("role", further)))
                .as("they do not see the units below")
                .isEqualTo("more-than-your-own");
        assertThat(gives(api, away, Map.of("role", reader)))
                .as("they see nothing there")
                .isEqualTo("more-than-your-own");
    }

    @Test
    void forAUnitEndThereWhateverTheRoleReaches() {
        UUID north = unit("North of all " + mark, Optional.empty());
        UUID mine = evidence(north);
        UUID elsewhere = evidence(unit("South of all " + mark, Optional.empty()));
        Person manager = another(Role.WEARER, "north", north);
        send(
                HttpMethod.POST,
                "/api/people/" + manager.id() + "/duties",
                Map.of("role", "EVIDENCE_MANAGER", "unit", north));
        RestClient api = api(manager);

        assertThat(seen(api)).containsExactly(mine);
        assertThat(status(api, "/api/evidence/" + mine)).isEqualTo(200);
        assertThat(status(api, "/api/evidence/" + elsewhere)).isEqualTo(404);
        assertThat(status(api, "/api/quarantine")).isEqualTo(403);
        assertThat(viewers(people.api(Role.EVIDENCE_MANAGER), mine)).contains(manager.name());
        assertThat(viewers(people.api(Role.EVIDENCE_MANAGER), elsewhere)).doesNotContain(manager.name());
        assertThat(explained(manager, "evidence.view", mine).get("because").asString())
                .contains("EVIDENCE_MANAGER", "unit and below");
        assertThat(explained(manager, "evidence.view", elsewhere).get("allowed").asBoolean())
                .isFalse();
        JsonNode sight = people.api(Role.AUDITOR)
                .get()
                .uri("/api/people/" + manager.id() + "/sight")
                .retrieve()
                .body(JsonNode.class);
        assertThat(Objects.requireNonNull(sight).toString())
                .contains("EVIDENCE_MANAGER", "{\"action\":\"evidence.view\",\"reach\":\"UNIT_AND_BELOW\"")
                .doesNotContain("{\"action\":\"evidence.view\",\"reach\":\"ALL\"", "quarantine.list");
        ResponseEntity<JsonNode> bundle = api.post()
                .uri("/api/bundles")
                .body(Map.of("evidence", List.of(mine, elsewhere), "purpose", "x"))
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(code(bundle)).isEqualTo("not-found");
    }

    @Test
    void withinAUnitDoNotMoveUnits() {
        UUID upper = unit("Kept " + mark, Optional.empty());
        UUID other = unit("Wanted " + mark, Optional.empty());
        String keeper = role("KEEPS", rights("OPEN", "unit.change", "unit.create", "person.import", "evidence.list"));
        Person person = another(Role.WEARER, "keeper", upper);
        send(HttpMethod.POST, "/api/people/" + person.id() + "/duties", Map.of("role", keeper));
        RestClient api = api(person);

        ResponseEntity<JsonNode> moved = api.put()
                .uri("/api/units/" + other)
                .body(Map.of("name", "Wanted " + mark, "parent", upper))
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(moved.getStatusCode().value()).isEqualTo(403);
        JsonNode session = api.get().uri("/api/session").retrieve().body(JsonNode.class);
        assertThat(Objects.requireNonNull(session).get("may").valueStream().map(JsonNode::asString))
                .contains("evidence.list")
                .doesNotContain("unit.change", "unit.create");
        JsonNode plan = api.post()
                .uri("/api/units/import?dryRun=true")
                .contentType(MediaType.parseMediaType("text/csv"))
                .body("unit,part of\nWanted " + mark + ",Kept " + mark + "\n")
                .retrieve()
                .body(JsonNode.class);
        assertThat(Objects.requireNonNull(plan).at("/lines/0/kind").asString()).isEqualTo("REFUSED");
    }

    /** A role of the house's own making. */
    private String role(String name, List<Map<String, Object>> rights) {
        String code = name + "_" + mark.toUpperCase(java.util.Locale.ROOT);
        change("/api/roles/" + code, Map.of("name", name, "rights", rights));
        return code;
    }

    /** How often the ledger says that the house refused more than somebody's own. */
    private long refusalsInLedger() {
        return sql.sql("select count(*) from custody_entry where position('\ndetail reason more-than-your-own\n'"
                        + " in convert_from(payload, 'UTF8')) > 0")
                .query(Long.class)
                .single();
    }

    private static String gives(RestClient api, Person to, Map<String, ?> duty) {
        ResponseEntity<JsonNode> answer = api.post()
                .uri("/api/people/" + to.id() + "/duties")
                .body(duty)
                .retrieve()
                .toEntity(JsonNode.class);
        return answer.getStatusCode().value() == 201 ? "given" : code(answer);
    }

    @Test
    void doNotReachWhatIsHeldCloserUnlessSomebodyIsNamed() {
        UUID unit = unit("Close " + mark, Optional.empty());
        UUID evidence = evidence(unit);
        Person supervisor = another(Role.SUPERVISOR, "close", unit);
        RestClient api = api(supervisor);
        assertThat(seen(api)).containsExactly(evidence);
        RestClient manager = people.api(Role.EVIDENCE_MANAGER);

        put(manager, "/api/evidence/" + evidence + "/level", Map.of("level", "CONFIDENTIAL", "reason", "complaint"));
        assertThat(seen(api)).isEmpty();
        assertThat(status(api, "/api/evidence/" + evidence)).isEqualTo(404);
        assertThat(viewers(manager, evidence)).doesNotContain(supervisor.name());

        put(
                manager,
                "/api/evidence/" + evidence + "/named/" + supervisor.id(),
                Map.of(
                        "reason",
                        "investigates",
                        "until",
                        Instant.now().plusSeconds(3_600).toString()));
        assertThat(seen(api)).containsExactly(evidence);
        assertThat(status(api, "/api/evidence/" + evidence)).isEqualTo(200);
        assertThat(viewers(manager, evidence)).contains(supervisor.name());

        sql.sql("update evidence_grant set until_at = now() - interval '1 second' where evidence = ?")
                .param(evidence)
                .update();
        assertThat(seen(api)).isEmpty();
        assertThat(status(api, "/api/evidence/" + evidence)).isEqualTo(404);
    }

    @Test
    void areExplainedToWhoeverMayAsk() {
        UUID unit = unit("Why " + mark, Optional.empty());
        UUID evidence = evidence(unit);
        Person supervisor = another(Role.SUPERVISOR, "why", unit);

        JsonNode yes = explained(supervisor, "evidence.view", evidence);
        JsonNode no = explained(supervisor, "bundle.export", evidence);

        assertThat(yes.get("allowed").asBoolean()).isTrue();
        assertThat(yes.get("because").asString()).contains("SUPERVISOR").contains("unit and below");
        assertThat(no.get("allowed").asBoolean()).isFalse();
        assertThat(no.get("because").asString()).isEqualTo("no duty brings this right");
        assertThat(status(
                        people.api(Role.SUPERVISOR),
                        "/api/policy/explanation?person=" + supervisor.id() + "&action=evidence.view"))
                .isEqualTo(403);
    }

    private JsonNode explained(Person person, String action, UUID evidence) {
        return Objects.requireNonNull(people.api(Role.ADMINISTRATOR)
                .get()
                .uri(
                        "/api/policy/explanation?person={p}&action={a}&kind=evidence&id={e}",
                        person.id(),
                        action,
                        evidence)
                .retrieve()
                .body(JsonNode.class));
    }

    private static List<Map<String, Object>> rights(String upTo, String... actions) {
        return List.of(actions).stream()
                .map(action -> Map.<String, Object>of("action", action, "reach", "UNIT", "upTo", upTo))
                .toList();
    }

    private List<String> viewers(RestClient api, UUID evidence) {
        JsonNode answer = api.get()
                .uri("/api/evidence/" + evidence + "/viewers")
                .retrieve()
                .body(JsonNode.class);
        return Objects.requireNonNull(answer)
                .get("items")
                .valueStream()
                .map(item -> item.get("name").asString())
                .toList();
    }

    private Person another(Role role, String login, UUID unit) {
        return people.another(role, login + "." + mark, new Unit(new UnitId(unit), "of " + mark, Optional.empty()));
    }

    private RestClient api(Person person) {
        return people.api(people.token(person));
    }

    private UUID unit(String name, Optional<UUID> parent) {
        Map<String, Object> wish = parent.<Map<String, Object>>map(id -> Map.of("name", name, "parent", id))
                .orElseGet(() -> Map.of("name", name));
        return UUID.fromString(
                Objects.requireNonNull(send(HttpMethod.POST, "/api/units", wish).getBody())
                        .get("id")
                        .asString());
    }

    private UUID evidence(UUID unit) {
        UUID id = UUID.randomUUID();
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        sql.sql("""
                        insert into evidence (id, kind, title, unit, received_at, sorted_at, ends_at, state)
                        values (:id, 'FILE', :title, :unit, :now, :now, :now, 'SECURED')
                        """)
                .param("id", id)
                .param("title", "of " + mark)
                .param("unit", unit)
                .param("now", now)
                .update();
        return id;
    }

    /** What somebody's list shows. */
    private static List<UUID> seen(RestClient api) {
        return Objects.requireNonNull(api.get().uri("/api/evidence").retrieve().body(JsonNode.class))
                .get("items")
                .valueStream()
                .map(item -> UUID.fromString(item.get("id").asString()))
                .toList();
    }

    private void change(String path, Map<String, ?> body) {
        assertThat(send(HttpMethod.PUT, path, body).getStatusCode().value()).isEqualTo(200);
    }

    private static void put(RestClient api, String path, Map<String, ?> body) {
        assertThat(api.put()
                        .uri(path)
                        .body(body)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private ResponseEntity<JsonNode> send(HttpMethod method, String path, Map<String, ?> body) {
        return people.api(Role.ADMINISTRATOR)
                .method(method)
                .uri(path)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private static String code(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody()).get("code").asString();
    }

    private static int status(RestClient api, String path) {
        return api.get().uri(path).retrieve().toBodilessEntity().getStatusCode().value();
    }
}
