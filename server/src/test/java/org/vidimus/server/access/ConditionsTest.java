package org.vidimus.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import tools.jackson.databind.JsonNode;

/** What North Rhine-Westphalia asks for beside a right: a purpose, a second person, and a reason for emergency access. */
@ServerTest
// A house of its own: what waits for a second person here would wait in every inbox.
@TestPropertySource(properties = {"vidimus.access.first-profile=DE-NW-OBG", "vidimus.test=conditions"})
class ConditionsTest {
    private static final Map<String, Object> APPROVE = Map.of("approve", true);

    @Autowired
    TestPeople people;

    @Autowired
    TestEvidence evidence;

    @Autowired
    Openings openings;

    @Autowired
    JdbcClient sql;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void letNoByteOutBeforeAPurposeIsGiven() {
        UUID id = recording(people.person(Role.WEARER));
        RestClient supervisor = people.api(Role.SUPERVISOR);
        String content = "/api/evidence/" + id + "/originals/1/content";

        ResponseEntity<JsonNode> refused = get(supervisor, content);
        assertThat(code(refused)).isEqualTo("purpose-needed");
        assertThat(body(get(supervisor, "/api/evidence/" + id))
                        .at("/opening/needed")
                        .booleanValue())
                .isTrue();
        assertThat(code(open(supervisor, id, Map.of("code", "COMPLAINT")))).isEqualTo("purpose-unfit");
        assertThat(code(open(supervisor, id, Map.of("code", "CURIOSITY")))).isEqualTo("purpose-unfit");

        ResponseEntity<JsonNode> given = open(supervisor, id, Map.of("code", "COMPLAINT", "reference", "B 12/26"));

        assertThat(given.getStatusCode().value()).isEqualTo(201);
        assertThat(supervisor.get().uri(content).retrieve().body(String.class)).contains("footage " + mark);
        assertThat(entries(id, "evidence.view")).isNotEmpty().allMatch(entry -> entry.contains("purpose COMPLAINT B"));
        assertThat(entries(id, "evidence.open")).isNotEmpty();
        // It is this person's, for this piece of evidence, and for an hour.
        assertThat(code(get(people.api(Role.EVIDENCE_MANAGER), content))).isEqualTo("purpose-needed");
        openings.forgetOld();
        assertThat(openingsOf(id)).as("those that hold are kept").isOne();
        sql.sql("update opening set at = at - interval '2 hours', until_at = until_at - interval '2 hours'")
                .update();
        // The house does so by itself, too: what counts is that it is gone.
        openings.forgetOld();
        assertThat(openingsOf(id)).isZero();
    }

    private long openingsOf(UUID evidence) {
        return sql.sql("select count(*) from opening where evidence = ?")
                .param(evidence)
                .query(Long.class)
                .single();
    }

    @Test
    void doNotTellVisitorsOrStrangersWhatIsMissing() {
        UUID id = recording(people.person(Role.WEARER));
        Person stranger = people.another(Role.SUPERVISOR, "stranger-" + mark, people.unit("Elsewhere " + mark));

        assertThat(code(get(people.api(people.token(stranger)), "/api/evidence/" + id + "/originals/1/content")))
                .isEqualTo("not-found");
        assertThat(code(open(people.api(people.token(stranger)), id, Map.of("code", "DANGER"))))
                .isEqualTo("not-found");
        assertThat(code(get(people.visitor(), "/api/evidence/" + id + "/originals/1/content")))
                .isEqualTo("sign-in-needed");
    }

    @Test
    void wantASecondPersonWhoIsEntitledForExactlyWhatWasAsked() throws Exception {
        String path = "/api/roles/READER_" + mark.toUpperCase(java.util.Locale.ROOT);
        Map<String, Object> wish = Map.of(
                "name",
                "Reader",
                "rights",
                List.of(Map.of("action", "evidence.list", "reach", "UNIT", "upTo", "OPEN")));
        Person first = people.another(Role.ADMINISTRATOR, "first-" + mark, people.unit());
        Person second = people.another(Role.ADMINISTRATOR, "second-" + mark, people.unit());
        RestClient asks = people.api(people.token(first));
        RestClient decides = people.api(people.token(second));

        assertThat(code(send(asks, HttpMethod.PUT, path, wish, Map.of()))).isEqualTo("second-person-needed");
        ResponseEntity<JsonNode> asked = send(
                asks,
                HttpMethod.PUT,
                path,
                wish,
                Map.of("Vidimus-Ask", URLEncoder.encode("für die Prüfung", StandardCharsets.UTF_8)));
        assertThat(asked.getStatusCode().value()).isEqualTo(202);
        String approval = body(asked).get("approval").asString();
        Map<String, String> under = Map.of("Vidimus-Approval", approval);

        assertThat(code(send(asks, HttpMethod.PUT, path, wish, under)))
                .as("not approved yet")
                .isEqualTo("approval-unfit");
        assertThat(screen(first).post(decision(approval), APPROVE).code())
                .as("not by oneself")
                .isEqualTo("own-matter");
        assertThat(code(decide(decides, approval)))
                .as("not by a script, whoever owns it")
                .isEqualTo("not-found");
        assertThat(code(decide(people.api(Role.SUPERVISOR), approval)))
                .as("not by somebody who could not do it")
                .isEqualTo("not-found");
        assertThat(code(decide(people.api(Role.WEARER), approval))).isEqualTo("not-allowed");
        JsonNode waiting = screen(second).get("/api/approvals").body().get("forMe");
        assertThat(waiting.valueStream().map(each -> each.get("reason").asString()))
                .contains("für die Prüfung");

        assertThat(screen(second).post(decision(approval), APPROVE).status()).isEqualTo(200);
        Map<String, Object> another = Map.of("name", "Another", "rights", List.of());
        assertThat(code(send(asks, HttpMethod.PUT, path, another, under))).isEqualTo("approval-unfit");
        assertThat(code(send(decides, HttpMethod.PUT, path, wish, under))).isEqualTo("approval-unfit");

        assertThat(send(asks, HttpMethod.PUT, path, wish, under).getStatusCode().value())
                .isEqualTo(200);
        assertThat(code(send(asks, HttpMethod.PUT, path, wish, under)))
                .as("once and not twice")
                .isEqualTo("approval-unfit");
        assertThat(lines("role.change")).anyMatch(entry -> entry.contains("detail approved-by Name of second-" + mark));
    }

    @Test
    void wantNoSecondPersonWhomTheFirstHasJustMade() throws Exception {
        Person first = people.another(Role.ADMINISTRATOR, "maker-" + mark, people.unit());
        TestBrowser maker = screen(first);
        String made = maker.post(
                        "/api/people",
                        Map.of(
                                "login",
                                "puppet-" + mark,
                                "name",
                                "Puppet",
                                "role",
                                "ADMINISTRATOR",
                                "password",
                                TestPeople.PASSWORD))
                .text();
        assertThat(made).contains("puppet-" + mark);
        TestBrowser puppet = new TestBrowser(people);
        puppet.signIn("puppet-" + mark);
        Map<String, Object> choice = Map.of("code", "UK-LA", "version", 1);
        String approval = maker.send("PUT", "/api/profiles/in-force", choice, Map.of("Vidimus-Ask", "alone"))
                .body()
                .get("approval")
                .asString();

        assertThat(puppet.post(decision(approval), APPROVE).code()).isEqualTo("own-matter");
    }

    @Test
    void keepConfidentialEvidenceFromLeavingByAnotherDoor() {
        UUID id = recording(people.person(Role.WEARER));
        sql.sql("update evidence set level = 'CONFIDENTIAL' where id = ?")
                .param(id)
                .update();
        RestClient manager = people.api(Role.EVIDENCE_MANAGER);
        open(manager, id, Map.of("code", "DANGER"));

        assertThat(code(send(
                        manager,
                        HttpMethod.PUT,
                        "/api/evidence/" + id + "/level",
                        Map.of("level", "OPEN", "reason", "x"),
                        Map.of())))
                .isEqualTo("second-person-needed");
        assertThat(code(get(manager, "/api/evidence/" + id + "/originals/1/content?download=1")))
                .isEqualTo("second-person-needed");
        assertThat(code(send(
                        manager,
                        HttpMethod.POST,
                        "/api/bundles",
                        Map.of("evidence", List.of(id), "purpose", "DANGER"),
                        Map.of())))
                .isEqualTo("second-person-needed");
    }

    @Test
    void askAboutWhatWasMadeFromEvidenceAsAboutTheEvidence() throws Exception {
        UUID id = recording(people.person(Role.WEARER));
        UUID closer = madeFrom(id);
        UUID alike = madeFrom(id);
        hold(closer, "CONFIDENTIAL");
        hold(id, "RESTRICTED");
        assertThat(level(alike))
                .as("what is made from it is held no less closely")
                .isEqualTo("RESTRICTED");
        RestClient manager = people.api(Role.EVIDENCE_MANAGER);

        assertThat(changeLevel(manager, id, "OPEN").getStatusCode().value()).isEqualTo(200);
        assertThat(level(alike)).isEqualTo("OPEN");
        assertThat(level(closer)).as("no back door out of being confidential").isEqualTo("CONFIDENTIAL");
        assertThat(entries(alike, "evidence.entrust")).anyMatch(entry -> entry.contains("subject evidence " + id));

        assertThat(changeLevel(manager, id, "CONFIDENTIAL").getStatusCode().value())
                .isEqualTo(200);
        assertThat(level(alike)).isEqualTo("CONFIDENTIAL");
        assertThat(code(changeLevel(manager, id, "RESTRICTED"))).isEqualTo("second-person-needed");
    }

    @Test
    void letNobodyLowerByItsParentWhatAComplaintAboutThemConcerns() {
        UUID id = recording(people.person(Role.WEARER));
        UUID made = madeFrom(id);
        hold(id, "RESTRICTED");
        Person manager = people.another(Role.EVIDENCE_MANAGER, "keeper-" + mark, people.unit());
        complain(made, manager.id().value());
        RestClient api = people.api(people.token(manager));

        assertThat(code(changeLevel(api, id, "OPEN"))).isEqualTo("not-allowed");
        assertThat(changeLevel(api, id, "CONFIDENTIAL").getStatusCode().value())
                .as("holding it more closely is no favour to them")
                .isEqualTo(200);
    }

    @Test
    void concernWhatWasMadeFromEvidenceThatAComplaintIsAbout() {
        Person supervisor = people.another(Role.SUPERVISOR, "parent-" + mark, people.unit());
        UUID id = recording(supervisor);
        UUID made = madeFrom(id);
        complain(id, supervisor.id().value());
        RestClient api = people.api(people.token(supervisor));

        assertThat(code(send(api, HttpMethod.PATCH, "/api/evidence/" + made, Map.of("title", "Mine"), Map.of())))
                .isEqualTo("not-allowed");
        JsonNode complaint = detailOf(made).at("/complaints/0");
        assertThat(complaint.get("reference").asString()).isEqualTo("B 99");
        assertThat(complaint.get("ofParent").booleanValue()).isTrue();
        assertThat(detailOf(id).at("/complaints/0/ofParent").booleanValue()).isFalse();
    }

    @Test
    void askForASecondPersonWhereABundleHoldsWhatIsConfidentialNow() {
        UUID id = recording(people.person(Role.WEARER));
        RestClient manager = people.api(Role.EVIDENCE_MANAGER);
        Map<String, Object> why = Map.of("purpose", "COMPLAINT", "reference", "B 12/26");
        String early = body(export(manager, id, why)).get("url").asString();
        open(manager, id, Map.of("code", "DANGER"));
        assertThat(manager.get()
                        .uri(early)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        hold(id, "CONFIDENTIAL");

        assertThat(code(get(manager, early))).isEqualTo("second-person-needed");
        sql.sql("update bundle set level = 'CONFIDENTIAL'").update();
        assertThat(manager.get()
                        .uri(early)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .as("two have decided that it leaves")
                .isEqualTo(200);
    }

    /** As salvage would. */
    private UUID madeFrom(UUID parent) {
        UUID made = evidence.receive(
                        Delivery.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), "made.txt"))
                .evidence()
                .value();
        sql.sql(
                        "update evidence e set level = p.level, unit = p.unit, wearer = p.wearer from evidence p where e.id = ? and p.id = ?")
                .params(made, parent)
                .update();
        sql.sql(
                        "insert into derived_from (evidence, parent, parent_n, recipe, made_at) values (?, ?, 1, 'SALVAGE', now())")
                .params(made, parent)
                .update();
        return made;
    }

    private void hold(UUID id, String level) {
        sql.sql("update evidence set level = ? where id = ?").params(level, id).update();
    }

    private String level(UUID id) {
        return sql.sql("select level from evidence where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static ResponseEntity<JsonNode> changeLevel(RestClient api, UUID id, String level) {
        return send(
                api,
                HttpMethod.PUT,
                "/api/evidence/" + id + "/level",
                Map.of("level", level, "reason", "because"),
                Map.of());
    }

    private void complain(UUID id, UUID about) {
        send(
                people.api(Role.EVIDENCE_MANAGER),
                HttpMethod.PUT,
                "/api/evidence/" + id + "/complaints/" + about,
                Map.of("reference", "B 99"),
                Map.of());
    }

    private JsonNode detailOf(UUID id) {
        return body(get(people.api(Role.EVIDENCE_MANAGER), "/api/evidence/" + id));
    }

    @Test
    void handOverOnlyForAPurposeOfTheList() {
        UUID id = recording(people.person(Role.WEARER));
        RestClient manager = people.api(Role.EVIDENCE_MANAGER);

        assertThat(code(export(manager, id, Map.of()))).isEqualTo("purpose-needed");
        ResponseEntity<JsonNode> free = export(manager, id, Map.of("purpose", "for the press"));
        assertThat(code(free)).isEqualTo("purpose-unfit");
        assertThat(body(free).get("detail").asString())
                .isEqualTo(
                        "code: choose one of DANGER, OFFENCE, COMPLAINT, LAWFULNESS, SUBJECT_REQUEST, RETENTION, OWN_REPORT");
        ResponseEntity<JsonNode> bare = export(manager, id, Map.of("purpose", "COMPLAINT", "words", "a knee"));
        assertThat(code(bare)).isEqualTo("purpose-unfit");
        assertThat(body(bare).get("field").asString()).isEqualTo("reference");
        assertThat(body(export(manager, id, Map.of("purpose", "LAWFULNESS", "reference", "L: 7")))
                        .get("field")
                        .asString())
                .isEqualTo("words");

        assertThat(export(manager, id, Map.of("purpose", "COMPLAINT", "reference", "B 12/26", "words", "a knee"))
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        assertThat(entries(id, "bundle.export"))
                .anyMatch(entry -> entry.contains("\npurpose COMPLAINT B 12/26: a knee\n"));
        // Whoever may not hand it over learns nothing of it.
        assertThat(code(export(people.api(Role.ADMINISTRATOR), id, Map.of("purpose", "for the press"))))
                .isEqualTo("not-allowed");
    }

    private ResponseEntity<JsonNode> export(RestClient api, UUID id, Map<String, Object> why) {
        var order = new java.util.HashMap<String, Object>(why);
        order.put("evidence", List.of(id));
        return send(api, HttpMethod.POST, "/api/bundles", order, Map.of());
    }

    @Test
    void forgetAnApprovalWhoseTimeIsOver() throws Exception {
        Map<String, Object> choice = Map.of("code", "UK-LA", "version", 1);
        ResponseEntity<JsonNode> asked = send(
                people.api(Role.ADMINISTRATOR),
                HttpMethod.PUT,
                "/api/profiles/in-force",
                choice,
                Map.of("Vidimus-Ask", "trial"));
        String approval = body(asked).get("approval").asString();
        Person second = people.another(Role.ADMINISTRATOR, "late-" + mark, people.unit());
        sql.sql(
                        "update approval set asked_at = asked_at - interval '30 days', until_at = until_at - interval '30 days'")
                .update();

        assertThat(screen(second).post(decision(approval), APPROVE).code()).isEqualTo("approval-unfit");
    }

    @Test
    void openMoreInAnEmergencyLoudlyAndForAWhile() {
        Person wearer = people.another(Role.WEARER, "far-" + mark, people.unit("Far " + mark));
        UUID id = recording(wearer);
        Person sergeant = people.another(Role.SUPERVISOR, "sergeant-" + mark, people.unit());
        RestClient api = people.api(people.token(sergeant));
        assertThat(code(get(api, "/api/evidence/" + id))).isEqualTo("not-found");
        assertThat(code(send(people.api(Role.WEARER), HttpMethod.POST, "/api/glass", Map.of("reason", "x"), Map.of())))
                .isEqualTo("not-allowed");

        JsonNode glass = body(send(
                api, HttpMethod.POST, "/api/glass", Map.of("reason", "missing child", "reference", "V 7"), Map.of()));

        // For the person at the screen; a script of theirs sees no more than before.
        assertThat(code(get(api, "/api/evidence/" + id))).isEqualTo("not-found");
        RestClient manager = people.api(Role.EVIDENCE_MANAGER);
        JsonNode shown = body(get(manager, "/api/glass"))
                .get("items")
                .valueStream()
                .filter(item -> item.get("id").equals(glass.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(shown.get("reason").asString()).isEqualTo("missing child");
        assertThat(code(send(
                        api,
                        HttpMethod.POST,
                        "/api/glass/" + glass.get("id").asString() + "/review",
                        Map.of("justified", true, "remark", "mine"),
                        Map.of())))
                .isEqualTo("not-allowed");
        JsonNode reviewed = body(send(
                manager,
                HttpMethod.POST,
                "/api/glass/" + glass.get("id").asString() + "/review",
                Map.of("justified", true, "remark", "seen"),
                Map.of()));
        assertThat(reviewed.at("/review/justified").booleanValue()).isTrue();
        assertThat(lines("glass.break")).anyMatch(entry -> entry.contains("purpose missing child"));
    }

    @Test
    void endEmergencyAccessAndNoOtherDuty() {
        Person sergeant = people.another(Role.SUPERVISOR, "ends-" + mark, people.unit());
        RestClient api = people.api(people.token(sergeant));
        UUID duty = sergeant.duties().getFirst().id();
        String glass = body(send(api, HttpMethod.POST, "/api/glass", Map.of("reason", "alarm"), Map.of()))
                .get("id")
                .asString();

        assertThat(code(api.delete().uri("/api/glass/" + duty).retrieve().toEntity(JsonNode.class)))
                .isEqualTo("not-found");
        assertThat(code(people.api(Role.SUPERVISOR)
                        .delete()
                        .uri("/api/glass/" + glass)
                        .retrieve()
                        .toEntity(JsonNode.class)))
                .isEqualTo("not-found");
        assertThat(inForce(duty)).isTrue();
        assertThat(inForce(UUID.fromString(glass))).isTrue();

        api.delete().uri("/api/glass/" + glass).retrieve().toBodilessEntity();
        assertThat(inForce(UUID.fromString(glass))).isFalse();
        assertThat(inForce(duty)).isTrue();
    }

    private boolean inForce(UUID duty) {
        return sql.sql("select until_at is null or until_at > now() from duty where id = ?")
                .param(duty)
                .query(Boolean.class)
                .single();
    }

    @Test
    void sayWhichEmergencyAccessNobodyHasReviewedInTime() {
        Person sergeant = people.another(Role.SUPERVISOR, "late-review-" + mark, people.unit());
        RestClient api = people.api(people.token(sergeant));
        String fresh = body(send(api, HttpMethod.POST, "/api/glass", Map.of("reason", "now"), Map.of()))
                .get("id")
                .asString();
        String old = body(send(api, HttpMethod.POST, "/api/glass", Map.of("reason", "then"), Map.of()))
                .get("id")
                .asString();
        sql.sql("update glass set review_by = now() - interval '1 day' where id = ?")
                .param(UUID.fromString(old))
                .update();

        List<JsonNode> items = body(get(people.api(Role.EVIDENCE_MANAGER), "/api/glass"))
                .get("items")
                .valueStream()
                .filter(item ->
                        item.get("person").asString().equals(sergeant.id().toString()))
                .toList();

        assertThat(items).extracting(item -> item.get("id").asString()).containsExactly(old, fresh);
        assertThat(items).extracting(item -> item.get("overdue").asBoolean()).containsExactly(true, false);
    }

    @Test
    void showWhatSomebodyMayDecideBehindHoweverMuchForOthers() throws Exception {
        Person first = people.another(Role.ADMINISTRATOR, "behind-" + mark, people.unit());
        Person second = people.another(Role.ADMINISTRATOR, "decides-" + mark, people.unit());
        String approval = body(send(
                        people.api(people.token(first)),
                        HttpMethod.PUT,
                        "/api/profiles/in-force",
                        Map.of("code", "UK-LA", "version", 1),
                        Map.of("Vidimus-Ask", "behind")))
                .get("approval")
                .asString();
        sql.sql("insert into approval (id, action, subjects, method, path, body, digest, reason, asked_by, asked_at, "
                        + "until_at, state) select gen_random_uuid(), 'evidence.download', subjects, method, path, body, "
                        + "digest, 'for others', asked_by, asked_at - interval '1 hour', until_at, state "
                        + "from approval, generate_series(1, 201) where id = ?")
                .param(UUID.fromString(approval))
                .update();

        JsonNode waiting = screen(second).get("/api/approvals").body().get("forMe");

        assertThat(waiting.valueStream().map(each -> each.get("id").asString())).contains(approval);
        assertThat(waiting.valueStream().map(each -> each.get("reason").asString()))
                .doesNotContain("for others");
        sql.sql("delete from approval where reason = 'for others'").update();
    }

    @Test
    void keepWhoeverIsComplainedOfFromDecidingOnIt() {
        Person supervisor = people.another(Role.SUPERVISOR, "accused-" + mark, people.unit());
        UUID id = recording(supervisor);
        RestClient api = people.api(people.token(supervisor));
        Map<String, Object> change = Map.of("title", "Mine");
        assertThat(send(api, HttpMethod.PATCH, "/api/evidence/" + id, change, Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        send(
                people.api(Role.EVIDENCE_MANAGER),
                HttpMethod.PUT,
                "/api/evidence/" + id + "/complaints/" + supervisor.id(),
                Map.of("reference", "B 99"),
                Map.of());

        assertThat(code(send(api, HttpMethod.PATCH, "/api/evidence/" + id, change, Map.of())))
                .isEqualTo("not-allowed");
        JsonNode detail = body(get(api, "/api/evidence/" + id));
        assertThat(detail.get("may").valueStream().map(JsonNode::asString)).doesNotContain("evidence.classify");
        assertThat(detail.at("/complaints/0/reference").asString()).isEqualTo("B 99");
    }

    @Test
    void keepAnAppraiserFromSayingThatItWasSomebodyElse() {
        Person wearer = people.another(Role.WEARER, "appraised-" + mark, people.unit());
        Person appraiser = people.another(Role.SUPERVISOR, "appraiser-" + mark, people.unit());
        appraises(appraiser, wearer);
        UUID id = recording(wearer);
        RestClient api = people.api(people.token(appraiser));
        Map<String, Object> other =
                Map.of("person", people.person(Role.WEARER).id().value(), "reason", "it was not her shift");
        String path = "/api/evidence/" + id + "/wearer";

        assertThat(code(send(api, HttpMethod.PUT, path, other, Map.of()))).isEqualTo("not-allowed");
        assertThat(body(get(api, "/api/evidence/" + id))
                        .get("may")
                        .valueStream()
                        .map(JsonNode::asString))
                .doesNotContain("evidence.assign");

        sql.sql("update evidence set wearer = null where id = ?").param(id).update();
        assertThat(send(api, HttpMethod.PUT, path, other, Map.of())
                        .getStatusCode()
                        .value())
                .as("whose it is they may say where nobody has")
                .isEqualTo(200);
    }

    @Test
    void letNobodyTakeFootageOfOthersForTheirOwn() {
        UUID id = recording(people.another(Role.WEARER, "robbed-" + mark, people.unit()));
        Person supervisor = people.another(Role.SUPERVISOR, "taker-" + mark, people.unit());
        RestClient api = people.api(people.token(supervisor));
        Map<String, Object> mine = Map.of("person", supervisor.id().value(), "reason", "I wore it");
        String path = "/api/evidence/" + id + "/wearer";

        assertThat(code(send(api, HttpMethod.PUT, path, mine, Map.of()))).isEqualTo("own-matter");

        sql.sql("update evidence set wearer = null where id = ?").param(id).update();
        assertThat(send(api, HttpMethod.PUT, path, mine, Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private void appraises(Person appraiser, Person person) {
        ResponseEntity<JsonNode> changed = send(
                people.api(Role.ADMINISTRATOR),
                HttpMethod.PUT,
                "/api/people/" + person.id(),
                Map.of(
                        "name",
                        person.name(),
                        "unit",
                        person.unit().orElseThrow().id().value(),
                        "appraisers",
                        List.of(appraiser.id().value())),
                Map.of());
        assertThat(changed.getStatusCode().value()).isEqualTo(200);
    }

    private TestBrowser screen(Person person) throws Exception {
        TestBrowser browser = new TestBrowser(people);
        browser.signIn(person.login());
        return browser;
    }

    private static String decision(String approval) {
        return "/api/approvals/" + approval + "/decision";
    }

    private UUID recording(Person wearer) {
        return evidence.receive(Delivery.of(("footage " + mark).getBytes(StandardCharsets.UTF_8), mark + ".mp4")
                        .wornBy(wearer.id(), wearer.unit().orElseThrow().id())
                        .at(Instant.now().atOffset(ZoneOffset.UTC).toInstant()))
                .evidence()
                .value();
    }

    private static ResponseEntity<JsonNode> open(RestClient api, UUID id, Map<String, Object> wish) {
        return send(api, HttpMethod.POST, "/api/evidence/" + id + "/openings", wish, Map.of());
    }

    private static ResponseEntity<JsonNode> decide(RestClient api, String approval) {
        return send(
                api, HttpMethod.POST, "/api/approvals/" + approval + "/decision", Map.of("approve", true), Map.of());
    }

    private static ResponseEntity<JsonNode> get(RestClient api, String path) {
        return api.get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private static ResponseEntity<JsonNode> send(
            RestClient api, HttpMethod method, String path, Map<String, Object> body, Map<String, String> headers) {
        return api.method(method)
                .uri(path)
                .headers(all -> headers.forEach(all::set))
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private static JsonNode body(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody());
    }

    private static String code(ResponseEntity<JsonNode> answer) {
        return answer.getBody() == null ? "none" : answer.getBody().path("code").asString("none");
    }

    private List<String> entries(UUID id, String action) {
        return lines(action).stream()
                .filter(entry -> entry.contains(id.toString()))
                .toList();
    }

    private List<String> lines(String action) {
        return sql.sql("select payload from custody_entry order by arrival").query(byte[].class).list().stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .filter(entry -> entry.contains("\naction " + action + "\n"))
                .toList();
    }
}
