package org.vidimus.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.cameras.CamerasCommand;
import org.vidimus.server.ServerTest;
import org.vidimus.server.TestPeople;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Caller.Role;
import tools.jackson.databind.JsonNode;

/** Virtual cameras in the real dock agent, against the real server. */
@ServerTest
class VirtualFleetAgainstServerTest {
    private static final int CAMERAS = 3;

    @Autowired
    Fleet fleet;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient sql;

    @Autowired
    Clock clock;

    @TempDir
    Path folder;

    @Test
    void areOffloadedErasedAndTheirFootagePlays() throws Exception {
        String prefix = "V" + UUID.randomUUID().toString().substring(0, 8) + "-";
        Instant until = clock.instant().minusSeconds(60);
        assertThat(CamerasCommand.run(
                        List.of(
                                "--out",
                                folder.resolve("mounts").toString(),
                                "--count",
                                Integer.toString(CAMERAS),
                                "--days",
                                "2",
                                "--recordings",
                                "2",
                                "--serial",
                                prefix,
                                "--until",
                                until.toString()),
                        clock,
                        System.out))
                .isZero();
        for (int n = 1; n <= CAMERAS; n++) {
            fleet.register(
                    Caller.job("test"),
                    NewCamera.of(prefix + "000" + n)
                            .wornBy(people.person(Role.WEARER).id()));
        }

        // A camera that went off while it recorded left a file without an index: work for salvage.
        long cutShort = videosWithoutIndex();
        DockProcess dock =
                DockProcess.start(folder, people.url(), people.token(Role.DOCK), "--once", "--patience", "60");

        assertThat(dock.exit()).as(dock.said()).isZero();
        List<UUID> evidence = sql.sql(
                        "select distinct evidence_id from upload where camera like ? and evidence_id is not null")
                .param(prefix + "%")
                .query(UUID.class)
                .list();
        assertThat(evidence).hasSizeGreaterThanOrEqualTo(CAMERAS);
        List<String> states = states(evidence);
        assertThat(states).isSubsetOf("PLAYABLE", "NOT_PLAYABLE").contains("PLAYABLE");
        assertThat(states.stream().filter("NOT_PLAYABLE"::equals)).hasSize((int) cutShort);
    }

    private long videosWithoutIndex() throws IOException {
        long without = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("mounts"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".mp4")).toList()) {
                without += new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("moov") ? 0 : 1;
            }
        }
        return without;
    }

    /** As they are once the server has looked at all of them. */
    private List<String> states(List<UUID> evidence) throws InterruptedException {
        List<String> states = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        for (UUID id : evidence) {
            String state;
            do {
                Thread.sleep(100);
                JsonNode shown = people.api(Role.EVIDENCE_MANAGER)
                        .get()
                        .uri("/api/evidence/" + id)
                        .retrieve()
                        .body(JsonNode.class);
                state = shown == null ? "" : shown.path("state").asString("");
            } while (List.of("SEALED", "SECURED", "EXAMINING").contains(state) && System.nanoTime() < end);
            states.add(state);
        }
        return states;
    }
}
