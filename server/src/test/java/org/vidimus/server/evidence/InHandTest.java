package org.vidimus.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vidimus.server.custody.Caller.Role.ADMINISTRATOR;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import tools.jackson.databind.JsonNode;

/** What waits, as those who look after the vault see it. One file is older than any other test's, so that it is the oldest. */
@ServerTest
class InHandTest {
    private static final String LONG_AGO = "1999-01-01T00:00:00Z";

    @Autowired
    TestPeople people;

    @Autowired
    TestEvidence evidence;

    @Autowired
    Originals originals;

    @Autowired
    JdbcClient sql;

    @Test
    void saysWhatEachFileWaitsForAndSinceWhen() {
        byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        Arrivals.Received received = evidence.receive(TestEvidence.Delivery.of(bytes, "note.txt"));
        set("received_at = '" + LONG_AGO + "'", received);

        assertThat(oldest("READ_BACK")).isEqualTo(LONG_AGO);
        assertThat(waiting("READ_BACK").get("files").asLong()).isPositive();
        evidence.secure(received, originals);
        assertThat(oldest("READ_BACK")).isNotEqualTo(LONG_AGO);

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(oldest("EXAMINATION"))
                .isNotEqualTo(LONG_AGO));
        set("playback = 'UNEXAMINED'", received);
        assertThat(oldest("EXAMINATION")).isEqualTo(LONG_AGO);
        set("playback = 'PREPARING'", received);
        assertThat(oldest("EXAMINATION")).isNotEqualTo(LONG_AGO);
        assertThat(oldest("VIEWING_COPY")).isEqualTo(LONG_AGO);
        set("playback = 'NONE'", received);
        assertThat(oldest("VIEWING_COPY")).isNotEqualTo(LONG_AGO);
    }

    private void set(String what, Arrivals.Received received) {
        sql.sql("update original set " + what + " where evidence = ? and n = ?")
                .params(received.evidence().value(), received.n())
                .update();
    }

    private String oldest(String step) {
        return waiting(step).path("oldest").asString("");
    }

    private JsonNode waiting(String step) {
        JsonNode answer = people.api(ADMINISTRATOR)
                .get()
                .uri("/api/vault/in-hand")
                .retrieve()
                .body(JsonNode.class);
        return StreamSupport.stream(Objects.requireNonNull(answer).get("items").spliterator(), false)
                .filter(item -> item.get("step").asString().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
