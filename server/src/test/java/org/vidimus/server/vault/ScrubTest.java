package org.vidimus.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.trust.Sha256;
import tools.jackson.databind.JsonNode;

@ServerTest
// A house of its own: all of it is counted, and reading through what other tests store takes long.
@TestPropertySource(properties = "vidimus.test=scrub")
class ScrubTest {
    @Autowired
    Vault vault;

    @Autowired
    DiskBackend disk;

    @Autowired
    Scrubber scrubber;

    @Autowired
    Scrubs scrubs;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestPeople people;

    /** The house looks after its vault when it starts, and would begin a scrub of its own as soon as something is stored. */
    @BeforeEach
    void letTheHouseHaveLooked() {
        await().until(() -> sql.sql("select count(*) from scheduled_tasks "
                                + "where task_name = 'vault-care' and last_success is not null")
                        .query(Long.class)
                        .single()
                == 1);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    @Test
    void findsWhatIsBrokenAndWhatIsNotKnown() throws IOException {
        ObjectId whole = stored(VaultFixture.bytes(500_000, 1));
        ObjectId broken = stored(VaultFixture.bytes(500_000, 2));
        Files.write(disk.file(broken), new byte[] {1, 2, 3}, StandardOpenOption.WRITE);
        ObjectId unknown = ObjectId.random();
        Files.write(disk.file(unknown), new byte[10]);
        Path stranger = disk.file(whole).resolveSibling("notes.txt");
        Files.writeString(stranger, "hello");
        RestClient manager = people.api(Caller.Role.EVIDENCE_MANAGER);

        String id = body(manager.post().uri("/api/vault/scrubs")).get("id").asString();

        await().until(() -> scrubs.find(UUID.fromString(id)).orElseThrow().state() == Scrub.State.DONE);
        JsonNode report = body(manager.get().uri("/api/vault/scrubs"));
        List<String> found = report.get("findings")
                .valueStream()
                .filter(finding -> finding.path("scrub").asString("").equals(id))
                .map(finding -> finding.get("code").asString() + " "
                        + finding.path("object").asString(""))
                .toList();
        assertThat(found)
                .containsExactlyInAnyOrder("part-changed " + broken, "object-unknown " + unknown, "object-unknown ");
        assertThat(report.get("items").get(0).get("findings").asInt()).isEqualTo(3);
        assertThat(report.get("items").get(0).get("bytes").asLong()).isGreaterThanOrEqualTo(1_000_000);
        assertThat(vault.readBack(whole)).isEqualTo(Sha256.of(VaultFixture.bytes(500_000, 1)));
        Files.delete(stranger);
        Files.delete(disk.file(unknown));
        Files.delete(disk.file(broken));
        transaction.executeWithoutResult(status -> vault.delete(broken));
    }

    @Test
    void goesOnWhereItWas() throws IOException {
        stored(VaultFixture.bytes(1_000, 3));
        stored(VaultFixture.bytes(1_000, 4));
        await().until(() -> scrubs.running().isEmpty());
        List<UUID> ids = sql.sql("select id from vault_object order by id")
                .query(UUID.class)
                .list();
        UUID scrub = scrubs.start("test", java.time.Instant.now()).orElseThrow();
        sql.sql("update vault_scrub set behind = :behind, objects = 100 where id = :id")
                .param("id", scrub)
                .param("behind", ids.get(ids.size() - 2))
                .update();

        scrubber.run(scrub);

        Scrub done = scrubs.find(scrub).orElseThrow();
        assertThat(done.objects()).isEqualTo(101);
        assertThat(done.state()).isEqualTo(Scrub.State.DONE);
    }

    @Test
    void isNoBusinessOfAWearer() {
        assertThat(people.api(Caller.Role.WEARER)
                        .post()
                        .uri("/api/vault/scrubs")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    private static JsonNode body(RestClient.RequestHeadersSpec<?> request) {
        return java.util.Objects.requireNonNull(request.retrieve().body(JsonNode.class));
    }

    private ObjectId stored(byte[] bytes) throws IOException {
        ObjectId object = transaction.execute(status -> vault.create(KeyId.random()));
        vault.append(object, 0, new ByteArrayInputStream(bytes), bytes.length);
        transaction.executeWithoutResult(status -> vault.seal(object, Sha256.of(bytes)));
        return object;
    }
}
