package org.vidimus.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.custody.Caller.Role.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.access.Names;
import org.vidimus.server.access.Person;
import org.vidimus.server.access.Scopes;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.trust.Entry;
import org.vidimus.trust.Leaf;
import tools.jackson.databind.JsonNode;

/** The ledger read over HTTP by those who watch over it. */
class LedgerReadingTest extends ReadingHouse {
    @Autowired
    Scopes scopes;

    @Autowired
    LedgerLines lines;

    @Autowired
    Names names;

    @Test
    void findsWhoLookedAtWhatAndWhy() {
        Person wearer = people.another(WEARER, "reading-wearer", people.unit());
        Person manager = people.another(EVIDENCE_MANAGER, "reading-manager", people.unit());
        EvidenceId id = wornBy(wearer);
        look(people.caller(manager), Action.EVIDENCE_VIEW, id, "Beschwerde 17/26 Überprüfung");
        look(people.caller(wearer), Action.EVIDENCE_SHOW, id, "own report");
        awaitRegister();
        var auditor = people.api(AUDITOR);

        JsonNode ofEvidence = get(auditor, "/api/ledger/entries?evidence={id}&door=screen", id);
        assertThat(actions(ofEvidence)).containsExactly("evidence.show", "evidence.view");
        assertThat(ofEvidence.get("count").asInt()).isEqualTo(2);
        JsonNode view = items(ofEvidence).get(1);
        assertThat(view.get("actor").get("name").asString()).isEqualTo("Name of reading-manager");
        assertThat(view.get("purpose").asString()).startsWith("Beschwerde");
        assertThat(view.get("result").asString()).isEqualTo("done");
        assertThat(view.get("state").asString()).isEqualTo("PUBLISHED");

        assertThat(actions(get(auditor, "/api/ledger/entries?person={id}", manager.id())))
                .containsExactly("evidence.view");
        assertThat(actions(get(
                        auditor,
                        "/api/ledger/entries?person={a}&person={b}&action=evidence.show",
                        manager.id(),
                        wearer.id())))
                .containsExactly("evidence.show");
        assertThat(items(get(auditor, "/api/ledger/entries?purpose=beschw überprüf&evidence={id}", id)))
                .hasSize(1);
        assertThat(items(get(auditor, "/api/ledger/entries?purpose=unheard&evidence={id}", id)))
                .isEmpty();
        assertThat(items(get(auditor, "/api/ledger/entries?evidence={id}&halves=true&door=screen", id)))
                .hasSize(4);
        assertThat(items(get(auditor, "/api/ledger/entries?evidence={id}&to=2020-01-01T00:00:00Z", id)))
                .isEmpty();
        assertThat(items(get(auditor, "/api/ledger/entries?evidence={id}&door=screen&result=done", id)))
                .hasSize(2);
        assertThat(items(get(auditor, "/api/ledger/entries?evidence={id}&door=dock", id)))
                .isEmpty();
        assertThat(items(get(auditor, "/api/ledger/entries?subject=evidence {id}&door=screen", id)))
                .hasSize(2);
    }

    @Test
    void countsATokensDeedsAsItsOwners() {
        Person manager = people.another(EVIDENCE_MANAGER, "token-owner", people.unit());
        EvidenceId id = wornBy(people.person(WEARER));
        get(people.api(people.token(manager)), "/api/evidence/{id}", id);
        awaitRegister();

        JsonNode page = get(
                people.api(AUDITOR),
                "/api/ledger/entries?person={id}&action=evidence.show&address=127.0.0.1",
                manager.id());

        assertThat(items(page)).hasSize(1);
        assertThat(items(page).getFirst().get("actor").get("kind").asString()).isEqualTo("token");
        assertThat(items(page).getFirst().get("person").get("name").asString()).isEqualTo("Name of token-owner");
    }

    @Test
    void pagesWithoutLossOrRepetition() {
        EvidenceId id = wornBy(people.person(WEARER));
        for (int i = 0; i < 7; i++) {
            look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_DOWNLOAD, id, "round " + i);
        }
        awaitRegister();

        List<String> seen = new java.util.ArrayList<>();
        String next = "";
        do {
            JsonNode page = get(
                    people.api(AUDITOR),
                    "/api/ledger/entries?limit=3&evidence={id}&door=screen&after={next}",
                    id,
                    next);
            items(page).forEach(item -> seen.add(item.get("purpose").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());

        assertThat(seen).containsExactly("round 6", "round 5", "round 4", "round 3", "round 2", "round 1", "round 0");
    }

    @Test
    void isRecordedItselfWithWhatWasLookedFor() {
        EvidenceId id = wornBy(people.person(WEARER));
        get(people.api(AUDITOR), "/api/ledger/entries?evidence={id}&result=refused", id);
        awaitRegister();

        JsonNode page = get(people.api(AUDITOR), "/api/ledger/entries?action=ledger.read&evidence={id}", id);

        JsonNode read = items(page).getLast();
        assertThat(read.get("details").get("of-evidence").asString()).isEqualTo(id.toString());
        assertThat(read.get("details").get("of-results").asString()).isEqualTo("refused");
        assertThat(read.get("details").get("entries").asString()).isEqualTo("0");
    }

    @Test
    void neverFindsTheVeryLookThatAsks() {
        EvidenceId id = wornBy(people.person(WEARER));
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "before");
        var slow = new LedgerReading(new SlowGate(), scopes, lines, register, histories, names);
        LedgerFilter filter = new LedgerAsked(
                        null, List.of(id.toString()), null, null, null, List.of("screen"), null, null, null, null, true)
                .filter();

        LedgerReading.Page page = slow.page(people.caller(AUDITOR), filter, Optional.empty(), 50, Optional.empty());

        assertThat(page.items()).allSatisfy(item -> assertThat(item.action()).contains("evidence.view"));
        assertThat(page.count()).contains(2);
        assertThat(slow.page(people.caller(AUDITOR), filter, Optional.empty(), 50, Optional.empty())
                        .items())
                .as("the look before, both halves, is found")
                .hasSize(4);
    }

    /** A busy machine: the attempt is in the register before the search begins. */
    private final class SlowGate implements Gate {
        @Override
        public <T> T view(Passage passage, Work<T> work) {
            return gate.view(passage, outcome -> {
                awaitRegister();
                return work.run(outcome);
            });
        }

        @Override
        public <T> T change(Passage passage, Work<T> work) {
            return gate.change(passage, work);
        }

        @Override
        public <T> T change(Passage passage, Runnable rule, Work<T> work) {
            return gate.change(passage, rule, work);
        }

        @Override
        public void knock(Caller caller, List<Action> actions) {
            gate.knock(caller, actions);
        }
    }

    @Test
    void isForNobodyElse() {
        for (Caller.Role role : List.of(WEARER, SUPERVISOR, EVIDENCE_MANAGER, ADMINISTRATOR, WORKS_COUNCIL)) {
            assertThat(ask(people.api(role), "/api/ledger/entries")
                            .getStatusCode()
                            .value())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(ask(people.visitor(), "/api/ledger/entries").getStatusCode().value())
                .isEqualTo(401);
        EvidenceId id = wornBy(people.person(WEARER));
        assertThat(ask(people.api(AUDITOR), "/api/evidence/{id}", id)
                        .getStatusCode()
                        .value())
                .isIn(403, 404);
    }

    @Test
    void keepsConfidentialActivityFromThoseWhoReadOnlyUpToRestricted() {
        role("OPEN_READER", "ALL", "RESTRICTED");
        Person reader = people.another(WEARER, "open-reader", people.unit("Elsewhere"));
        duty(reader, "OPEN_READER");
        var limited = people.api(people.token(reader));
        var full = people.api(AUDITOR);
        EvidenceId id = wornBy(people.person(WEARER));
        UUID upload = UUID.randomUUID();
        Caller job = Caller.job("reading-test");
        // The upload's first entry knows nothing of the evidence yet, nor does the attempt of its sealing.
        gate.change(Passage.of(job, Action.UPLOAD_CREATE, Subject.upload(upload)), _ -> upload);
        awaitRegister();
        gate.change(
                Passage.of(job, Action.UPLOAD_SEAL, Subject.upload(upload)),
                outcome -> outcome.about(Subject.evidence(id.value())));
        UUID viewing = look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "hushed matter");
        awaitRegister();
        assertThat(get(limited, "/api/ledger/entries?evidence={id}&halves=true", id)
                        .get("count")
                        .asInt())
                .isGreaterThanOrEqualTo(6);

        hold(id, "CONFIDENTIAL");

        for (String filter :
                List.of("evidence=" + id, "subject=upload " + upload, "purpose=hushed", "subject=evidence " + id)) {
            JsonNode hidden = get(limited, "/api/ledger/entries?halves=true&" + filter);
            assertThat(hidden.get("count").asInt()).as(filter).isZero();
            assertThat(items(hidden)).isEmpty();
            assertThat(items(get(full, "/api/ledger/entries?halves=true&" + filter)))
                    .as(filter)
                    .isNotEmpty();
        }
        // Nor through who looked for it.
        get(full, "/api/ledger/entries?evidence={id}", id);
        awaitRegister();
        assertThat(get(limited, "/api/ledger/entries").toString()).doesNotContain(id.toString());
        assertThat(ask(limited, "/api/ledger/lines/{id}/proof", viewing)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(ask(full, "/api/ledger/lines/{id}/proof", viewing)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    void showsAPartOfTheHouseOnlyWhatConcernsItsEvidence() {
        role("PART_READER", "UNIT", "CONFIDENTIAL");
        Person reader = people.another(WEARER, "part-reader", people.unit());
        duty(reader, "PART_READER");
        Person far = people.another(WEARER, "far-reader", people.unit("Far"));
        duty(far, "PART_READER");
        EvidenceId id = wornBy(people.person(WEARER));
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "unit matter");
        awaitRegister();

        JsonNode near = get(people.api(people.token(reader)), "/api/ledger/entries");
        assertThat(items(near)).isNotEmpty();
        assertThat(actions(near)).doesNotContain("session.start", "role.change", "duty.change", "token.create");
        assertThat(get(people.api(people.token(far)), "/api/ledger/entries")
                        .get("count")
                        .asInt())
                .isZero();
    }

    @Test
    void provesWhatItShows() {
        EvidenceId id = wornBy(people.person(WEARER));
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "proof");
        awaitRegister();
        var auditor = people.api(AUDITOR);
        // Not what a job may write of it in this moment: that is not below a signed checkpoint yet.
        String entry = items(get(auditor, "/api/ledger/entries?evidence={id}&door=screen", id))
                .getFirst()
                .get("id")
                .asString();

        JsonNode proof = get(auditor, "/api/ledger/lines/{id}/proof", entry);

        byte[] payload = proof.get("entry").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Leaf leaf = Leaf.parse(proof.get("leaf").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Entry.parse(payload).id()).hasToString(entry);
        assertThat(Leaf.commitment(
                        java.util.HexFormat.of().parseHex(proof.get("salt").asString()), payload))
                .isEqualTo(leaf.commitment());
    }

    @Test
    void refusesWhatItCannotLookFor() {
        for (String query : List.of(
                "person=x",
                "evidence=1",
                "subject=evidence",
                "action=Nothing",
                "result=maybe",
                "door=x",
                "from=now",
                "after=x")) {
            var answer = ask(people.api(AUDITOR), "/api/ledger/entries?" + query);
            assertThat(answer.getStatusCode().value()).as(query).isEqualTo(400);
            assertThat(java.util.Objects.requireNonNull(answer.getBody())
                            .get("code")
                            .asString())
                    .isEqualTo("parameter-unfit");
        }
    }

    @Test
    void isMadeAgainFromTheLedgerExactlyAsItWas() {
        EvidenceId id = wornBy(people.person(WEARER));
        look(people.caller(EVIDENCE_MANAGER), Action.EVIDENCE_VIEW, id, "again");
        // Followed one by one, and made again all at once: an attempt without a subject, its outcome about an upload,
        // later evidence.
        Subject upload = Subject.upload(UUID.randomUUID());
        Caller job = Caller.job("reading-test");
        UUID attempt = gate.change(Passage.of(job, Action.UPLOAD_CREATE), outcome -> {
            outcome.about(upload);
            return outcome.attempt().orElseThrow();
        });
        awaitRegister();
        gate.change(
                Passage.of(job, Action.UPLOAD_SEAL, upload), outcome -> outcome.about(Subject.evidence(id.value())));

        assertMadeAgainAsItWas();

        assertThat(items(get(people.api(AUDITOR), "/api/ledger/entries?evidence={id}&halves=true", id)).stream()
                        .map(item -> item.get("id").asString()))
                .contains(attempt.toString());
    }

    private void role(String code, String reach, String upTo) {
        var rights = List.of(Map.of("action", "ledger.read", "reach", reach, "upTo", upTo));
        var answer = people.api(ADMINISTRATOR)
                .put()
                .uri("/api/roles/" + code)
                .body(Map.of("name", code, "rights", rights))
                .retrieve()
                .toBodilessEntity();
        assertThat(answer.getStatusCode().is2xxSuccessful()).isTrue();
    }

    private void duty(Person person, String role) {
        var answer = people.api(ADMINISTRATOR)
                .post()
                .uri("/api/people/{id}/duties", person.id())
                .body(Map.of("role", role))
                .retrieve()
                .toBodilessEntity();
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
    }
}
