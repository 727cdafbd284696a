package org.vidimus.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.access.Person;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Histories;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.TestEvidence;
import tools.jackson.databind.JsonNode;

/** A house in which things were done, and somebody who reads of it. */
@ServerTest
abstract class ReadingHouse {
    @Autowired
    TestPeople people;

    @Autowired
    TestEvidence evidence;

    @Autowired
    Gate gate;

    @Autowired
    Histories histories;

    @Autowired
    Register register;

    @Autowired
    JdbcClient sql;

    EvidenceId wornBy(Person wearer) {
        byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        var delivery = TestEvidence.Delivery.of(bytes, "clip.txt")
                .at(Instant.parse("2026-03-01T08:00:00Z"))
                .wornBy(wearer.id(), people.unit().id());
        return evidence.receive(delivery).evidence();
    }

    void hold(EvidenceId id, String level) {
        sql.sql("update evidence set level = ? where id = ?")
                .param(level)
                .param(id.value())
                .update();
    }

    /** Passes the gate as a screen would. */
    UUID look(Caller caller, Action action, EvidenceId of, String purpose) {
        Passage passage =
                Passage.of(caller, action, Subject.evidence(of.value())).because(Optional.of(purpose));
        return gate.view(passage, outcome -> outcome.attempt().orElseThrow());
    }

    /** Until all that was written is in the register, and below a signed checkpoint: the register does not wait for that. */
    void awaitRegister() {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (behind()) {
            assertThat(System.nanoTime()).as("the register follows").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Asked at once: between two questions the entry that is waited for could pass from one answer to the other. */
    private boolean behind() {
        return sql.sql("select r.next < h.size or exists (select from custody_entry where leaf_index is null) "
                        + "or h.size > coalesce((select max(size) from ledger_checkpoint), -1) "
                        + "from entry_register r, ledger_head h")
                .query(Boolean.class)
                .single();
    }

    static JsonNode get(RestClient api, String path, Object... values) {
        ResponseEntity<JsonNode> answer = api.get().uri(path, values).retrieve().toEntity(JsonNode.class);
        assertThat(answer.getStatusCode().value())
                .as("%s %s", path, answer.getBody())
                .isEqualTo(200);
        return Objects.requireNonNull(answer.getBody());
    }

    static ResponseEntity<JsonNode> ask(RestClient api, String path, Object... values) {
        return api.get().uri(path, values).retrieve().toEntity(JsonNode.class);
    }

    static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false).toList();
    }

    static List<String> actions(JsonNode page) {
        return items(page).stream()
                .map(item -> item.path("action").asString(""))
                .toList();
    }

    /**
     * The register thrown away and made again is what it was. An entry that is written meanwhile may end an attempt that is
     * compared: then the comparison says nothing, and is made once more.
     */
    void assertMadeAgainAsItWas() {
        for (int round = 0; round < 20; round++) {
            awaitRegister();
            Map<Long, String> before = lines();
            register.restart();
            awaitRegister();
            Map<Long, String> after = lines();
            if (after.size() == before.size()) {
                after.forEach((index, line) -> assertThat(line).isEqualTo(before.get(index)));
                return;
            }
        }
        throw new AssertionError("the house was never quiet");
    }

    private Map<Long, String> lines() {
        var lines = new TreeMap<Long, String>();
        sql.sql("select leaf_index, l::text as line from entry_line l").query(row -> {
            lines.put(row.getLong("leaf_index"), row.getString("line"));
        });
        return lines;
    }
}
