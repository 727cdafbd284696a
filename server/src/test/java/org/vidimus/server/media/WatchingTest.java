package org.vidimus.server.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;
import org.vidimus.server.evidence.Arrivals.Received;
import org.vidimus.server.evidence.TestEvidence;
import org.vidimus.server.evidence.TestEvidence.Delivery;
import tools.jackson.databind.JsonNode;

/** From arrival to the player, over the API. */
@ServerTest
class WatchingTest {
    @Autowired
    TestEvidence evidence;

    @Autowired
    TestPeople people;

    private JsonNode detail(Received received) {
        return requireNonNull(people.api(Role.EVIDENCE_MANAGER)
                .get()
                .uri("/api/evidence/" + received.evidence())
                .retrieve()
                .body(JsonNode.class));
    }

    private JsonNode original(Received received) {
        return detail(received).path("originals").path(0);
    }

    private byte[] bytes(String url) {
        return requireNonNull(
                people.api(Role.EVIDENCE_MANAGER).get().uri(url).retrieve().body(byte[].class));
    }

    private JsonNode ready(Received received) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> original(received).path("renditions").has("poster"));
        return original(received);
    }

    @Test
    void playsAnMp4StraightFromTheVault() {
        Received received = evidence.receive(Delivery.of(TestFootage.mp4(), "GX010042.MP4"));

        JsonNode original = ready(received);

        assertThat(original.path("playback").path("state").asString()).isEqualTo("READY");
        assertThat(original.path("playback").path("url").asString()).endsWith("/originals/1/content");
        assertThat(original.path("media").path("durationMs").asInt()).isBetween(2900, 3100);
        assertThat(bytes(original.path("playback").path("url").asString())).isEqualTo(TestFootage.mp4());
        assertThat(detail(received).path("state").asString()).isEqualTo("PLAYABLE");
    }
}
