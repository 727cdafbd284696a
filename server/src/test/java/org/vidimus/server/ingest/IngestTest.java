package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller.Role;

/** A server, a dock that speaks to it, and a camera of its own for each test. */
@ServerTest
abstract class IngestTest {
    /** Jobs of other tests may be at work, and a read-back that failed once comes back after ten seconds. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    TusClient dock;
    String camera;

    @BeforeEach
    void connect() {
        dock = client(Role.DOCK);
        camera = "CAM-" + UUID.randomUUID();
        sql.sql("insert into camera (id, serial) values (gen_random_uuid(), ?)")
                .param(camera)
                .update();
    }

    TusClient client(Role role) {
        return new TusClient("http://127.0.0.1:" + port, people.token(role));
    }

    void awaitState(String path, String state) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        dock.get(path).json().get("state").asString())
                .isEqualTo(state));
    }

    /** What the ledger has about the upload, oldest first. */
    List<String> entriesOf(String path) {
        return sql.sql("select payload from custody_entry order by at, id").query(byte[].class).list().stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .filter(entry -> entry.contains("\nsubject upload " + id(path) + "\n"))
                .toList();
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
