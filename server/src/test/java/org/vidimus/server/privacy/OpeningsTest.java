package org.vidimus.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.custody.Caller.Role.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.evidence.EvidenceId;
import tools.jackson.databind.JsonNode;

/** What wearers see of who opened their footage, and what is kept from them for a while. */
class OpeningsTest extends ReadingHouse {
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void tellTheWearerWhoWhenAndWhy() {
        Person wearer = another(WEARER, "w");
        Person manager = another(EVIDENCE_MANAGER, "m");
        EvidenceId id = wornBy(wearer);
        look(people.caller(manager), Action.EVIDENCE_VIEW, id, "complaint 4711");
        look(people.caller(manager), Action.EVIDENCE_DOWNLOAD, id, "court");
        var entrust = people.api(people.token(manager))
                .put()
                .uri("/api/evidence/{id}/level", id)
                .body(Map.of("level", "RESTRICTED", "reason", "sensitive"))
                .retrieve()
                .toBodilessEntity();
        assertThat(entrust.getStatusCode().is2xxSuccessful()).isTrue();
        awaitRegister();

        JsonNode page = get(api(wearer), "/api/me/openings");

        assertThat(actions(page)).containsExactly("evidence.entrust", "evidence.download", "evidence.view");
        JsonNode view = items(page).get(2);
        assertThat(view.get("viewer").get("name").asString()).isEqualTo("Name of m" + mark);
        assertThat(view.get("purpose").asString()).isEqualTo("complaint 4711");
        assertThat(view.get("footage").get(0).get("id").asString()).isEqualTo(id.toString());
        assertThat(actions(get(api(wearer), "/api/me/openings?evidence={id}", id)))
                .hasSize(3);
    }

    @Test
    void areNobodyElsesBusiness() {
        Person wearer = another(WEARER, "own");
        Person other = another(WEARER, "other");
        EvidenceId id = wornBy(wearer);
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "private");
        awaitRegister();

        for (Person stranger : List.of(
                other, people.person(SUPERVISOR), people.person(EVIDENCE_MANAGER), people.person(ADMINISTRATOR))) {
            assertThat(items(get(api(stranger), "/api/me/openings?evidence={id}", id)))
                    .isEmpty();
        }
        assertThat(ask(people.visitor(), "/api/me/openings").getStatusCode().value())
                .isEqualTo(401);
    }

    @Test
    void holdOfConfidentialFootageToo() {
        Person wearer = another(WEARER, "conf");
        EvidenceId id = wornBy(wearer);
        hold(id, "CONFIDENTIAL");
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "closely held");
        awaitRegister();

        JsonNode page = get(api(wearer), "/api/me/openings");

        assertThat(items(page)).hasSize(1);
        assertThat(items(page).getFirst().get("footage").get(0).has("title")).isFalse();
        assertThat(ask(api(wearer), "/api/evidence/{id}", id).getStatusCode().value())
                .isEqualTo(404);
    }

    @Test
    void stayTheirsWhoseFootageItWasUntilItWasSomebodyElses() {
        Person first = another(WEARER, "first");
        Person second = another(WEARER, "second");
        EvidenceId id = wornBy(first);
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "while it was the first one's");
        var assigned = people.api(EVIDENCE_MANAGER)
                .put()
                .uri("/api/evidence/{id}/wearer", id)
                .body(Map.of("person", second.id().value(), "reason", "cameras were swapped"))
                .retrieve()
                .toEntity(JsonNode.class);
        assertThat(assigned.getStatusCode().value()).isEqualTo(200);
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "afterwards");
        awaitRegister();

        JsonNode page = get(api(first), "/api/me/openings?evidence={id}", id);

        assertThat(actions(page)).containsExactly("evidence.assign", "evidence.view");
        assertThat(page.toString()).contains("while it was the first one's").doesNotContain("afterwards");
        JsonNode footage = items(page).getFirst().get("footage").get(0);
        assertThat(footage.get("former").booleanValue()).isTrue();
        assertThat(footage.has("title")).isFalse();
        assertThat(items(get(api(first), "/api/me/openings"))).hasSize(2);
        assertThat(get(api(second), "/api/me/openings").toString()).contains("afterwards");
        assertThat(get(people.api(EVIDENCE_MANAGER), "/api/evidence/{id}/custody?limit=1000", id)
                        .toString())
                .as("the entry is part of the first one's history, too")
                .contains(first.id().toString());
    }

    @Test
    void comeLaterWhereADelayKeepsThemBackAndSaySo() {
        Person wearer = another(WEARER, "delayed");
        Person investigator = another(EVIDENCE_MANAGER, "inv");
        Person other = another(EVIDENCE_MANAGER, "oth");
        EvidenceId id = wornBy(wearer);
        look(people.caller(investigator), Action.EVIDENCE_VIEW, id, "before the delay");
        String delay = made(delay(other, investigator, id, Duration.ofDays(10)));
        UUID hidden = look(people.caller(investigator), Action.EVIDENCE_DOWNLOAD, id, "secret inquiry");
        look(people.caller(other), Action.EVIDENCE_VIEW, id, "ordinary");
        awaitRegister();

        JsonNode during = get(api(wearer), "/api/me/openings");
        assertThat(during.toString())
                .contains("before the delay", "ordinary")
                .doesNotContain("secret inquiry", "INTERNAL_INVESTIGATION");
        // Nor by the history, a proof, or the delay's own entry.
        assertThat(get(api(wearer), "/api/evidence/{id}/custody?limit=1000", id).toString())
                .contains("ordinary")
                .doesNotContain("secret inquiry", "opening.delay");
        assertThat(ask(api(wearer), "/api/ledger/entries/{id}/proof", hidden)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(get(people.api(EVIDENCE_MANAGER), "/api/evidence/{id}/custody?limit=1000", id)
                        .toString())
                .contains("secret inquiry");
        assertThat(ask(api(wearer), "/api/opening-delays").getStatusCode().value())
                .isEqualTo(403);

        assertThat(people.api(people.token(investigator))
                        .delete()
                        .uri("/api/opening-delays/{id}", delay)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(204);

        JsonNode afterwards = get(api(wearer), "/api/me/openings");
        JsonNode shown = items(afterwards).stream()
                .filter(item -> item.path("purpose").asString("").equals("secret inquiry"))
                .findFirst()
                .orElseThrow();
        assertThat(shown.get("delayed").get("ground").asString()).isEqualTo("INTERNAL_INVESTIGATION");
        assertThat(get(api(wearer), "/api/evidence/{id}/custody?limit=1000", id).toString())
                .contains("secret inquiry");
    }

    @Test
    void areNotDelayedLongerThanTheRulesAllow() {
        Person manager = another(EVIDENCE_MANAGER, "long");
        Person viewer = another(EVIDENCE_MANAGER, "looks");

        ResponseEntity<JsonNode> tooLong = delay(manager, viewer, wornBy(manager), Duration.ofDays(4_000));
        ResponseEntity<JsonNode> past = delay(manager, viewer, wornBy(manager), Duration.ofDays(-1));

        assertThat(tooLong.getStatusCode().value()).isEqualTo(422);
        assertThat(Objects.requireNonNull(tooLong.getBody()).get("code").asString())
                .isEqualTo("delay-too-long");
        assertThat(past.getStatusCode().value()).isEqualTo(422);
        for (Caller.Role role : List.of(WEARER, SUPERVISOR, ADMINISTRATOR, AUDITOR)) {
            var refused = delay(people.person(role), manager, wornBy(manager), Duration.ofDays(1));
            assertThat(refused.getStatusCode().value()).as(role.name()).isEqualTo(403);
        }
    }

    @Test
    void leaveNoTraceInPagesOfTheHistoryWhileDelayed() {
        Person wearer = another(WEARER, "paged");
        Person investigator = another(EVIDENCE_MANAGER, "dig");
        EvidenceId id = wornBy(wearer);
        made(delay(another(EVIDENCE_MANAGER, "asks"), investigator, id, Duration.ofDays(10)));
        for (int i = 0; i < 3; i++) {
            look(people.caller(investigator), Action.EVIDENCE_VIEW, id, "secret inquiry");
            look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "ordinary " + i);
        }
        look(people.caller(investigator), Action.EVIDENCE_VIEW, id, "secret inquiry");
        awaitRegister();

        List<JsonNode> seen = new ArrayList<>();
        JsonNode page = get(api(wearer), "/api/evidence/{id}/custody?limit=2", id);
        while (page.has("next")) {
            assertThat(items(page)).hasSize(2);
            assertThat(page.get("next").asString())
                    .isEqualTo(items(page).getLast().get("id").asString());
            seen.addAll(items(page));
            page = get(
                    api(wearer),
                    "/api/evidence/{id}/custody?limit=2&after={next}",
                    id,
                    page.get("next").asString());
        }

        assertThat(seen.toString())
                .contains("ordinary 0", "ordinary 1", "ordinary 2")
                .doesNotContain("secret");
        assertThat(ask(api(wearer), "/api/evidence/{id}/custody?after={other}", id, UUID.randomUUID())
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @Test
    void ofWhoeverDelaysAllOthersAreShownAtOnce() {
        Person wearer = another(WEARER, "all");
        Person manager = another(EVIDENCE_MANAGER, "maker");
        EvidenceId id = wornBy(wearer);
        assertThat(api(manager)
                        .post()
                        .uri("/api/opening-delays")
                        .body(Map.of(
                                "evidence",
                                id.value(),
                                "ground",
                                "PROTECTION",
                                "reason",
                                "inquiry 13",
                                "until",
                                Instant.now().plus(Duration.ofDays(3)).toString()))
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        look(people.caller(manager), Action.EVIDENCE_VIEW, id, "my own look");
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "another look");
        awaitRegister();

        assertThat(get(api(wearer), "/api/me/openings").toString())
                .contains("my own look")
                .doesNotContain("another look");
        assertThat(get(api(wearer), "/api/evidence/{id}/custody", id).toString())
                .contains("my own look")
                .doesNotContain("another look");
    }

    @Test
    void areNotDelayedByWhoeverLooked() {
        Person manager = another(EVIDENCE_MANAGER, "self");

        ResponseEntity<JsonNode> own = delay(manager, manager, wornBy(people.person(WEARER)), Duration.ofDays(3));

        assertThat(own.getStatusCode().value()).isEqualTo(403);
        assertThat(Objects.requireNonNull(own.getBody()).get("code").asString()).isEqualTo("own-viewing");
    }

    @Test
    void haveTheirDelaysReviewedBySomebodyElse() {
        Person manager = another(EVIDENCE_MANAGER, "rev");
        Person viewer = another(EVIDENCE_MANAGER, "seen");
        String delay = made(delay(manager, viewer, wornBy(people.person(WEARER)), Duration.ofDays(3)));

        assertThat(review(people.api(people.token(manager)), delay)).isEqualTo(403);
        assertThat(review(people.api(AUDITOR), delay)).isEqualTo(204);

        JsonNode item = items(get(people.api(AUDITOR), "/api/opening-delays")).stream()
                .filter(one -> one.get("id").asString().equals(delay))
                .findFirst()
                .orElseThrow();
        assertThat(item.get("review").get("text").asString()).isEqualTo("necessary and short");
        awaitRegister();
        assertThat(actions(get(people.api(AUDITOR), "/api/ledger/entries?action=opening.review&action=opening.delay")))
                .contains("opening.review", "opening.delay");
    }

    private static int review(RestClient api, String delay) {
        return api.post()
                .uri("/api/opening-delays/{id}/review", delay)
                .body(Map.of("text", "necessary and short"))
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private Person another(Caller.Role role, String name) {
        return people.another(role, name + mark, people.unit());
    }

    private RestClient api(Person person) {
        return people.api(people.token(person));
    }

    private ResponseEntity<JsonNode> delay(Person by, Person viewer, EvidenceId id, Duration length) {
        return api(by).post()
                .uri("/api/opening-delays")
                .body(Map.of(
                        "viewer", viewer.id().value(),
                        "evidence", id.value(),
                        "ground", "INTERNAL_INVESTIGATION",
                        "reason", "inquiry 12",
                        "until", Instant.now().plus(length).toString()))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private static String made(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return Objects.requireNonNull(answer.getBody()).get("id").asString();
    }
}
