package org.vidimus.server.ingest.bodyworn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vidimus.server.ServerTest;
import org.vidimus.server.Settings;
import org.vidimus.server.ingest.bodyworn.CameraSystem.Recording;
import org.vidimus.server.ingest.bodyworn.DoorHouse.Connected;

/** A system deletes what it was told is here: it is told so only of what stable storage gives back. */
@ServerTest
class ReadBackBeforeToldTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** More than the vault seals at once, so that a first piece is stored while the last byte is still to come. */
    private static final int CLIP_BYTES = 9 << 20;

    @Autowired
    DoorHouse house;

    @Autowired
    JdbcClient sql;

    @Autowired
    Settings settings;

    private static Recording recording() {
        return new Recording(UUID.randomUUID(), DoorHouse.serial(), Instant.parse("2026-02-03T10:00:00Z"));
    }

    private static byte[] clip() {
        byte[] clip = new byte[CLIP_BYTES];
        new SplittableRandom().nextBytes(clip);
        return clip;
    }

    /** Sends all but the last byte, lets the disk change one that it has, and sends the last. @return the answer */
    private String putWhileTheDiskChangesIt(Connected door, String path) throws IOException {
        byte[] clip = clip();
        try (CameraSystem.Wire wire = door.system().wire("PUT", path, "Content-Length: " + clip.length)) {
            wire.out().write(clip, 0, clip.length - 1);
            wire.out().flush();
            Path stored = stored(door);
            await().atMost(PATIENCE).until(() -> Files.exists(stored) && Files.size(stored) > 8 << 20);
            try (RandomAccessFile file = new RandomAccessFile(stored.toFile(), "rw")) {
                file.seek(100_000);
                int there = file.read();
                file.seek(100_000);
                file.write(there ^ 1);
            }
            wire.out().write(clip, clip.length - 1, 1);
            wire.out().flush();
            return wire.answer();
        }
    }

    private Path stored(Connected door) {
        UUID object = await().atMost(PATIENCE)
                .until(
                        () -> sql.sql("select object from integration_draft where door = ?")
                                .param(UUID.fromString(door.door()))
                                .query(UUID.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
        return settings.data()
                .resolve("vault/objects")
                .resolve(object.toString().substring(0, 2))
                .resolve(object + ".sealed");
    }

    @Test
    void keepsNothingThatTheDiskDoesNotGiveBackAndSaysSo() throws IOException {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().begin(recording);

        assertThat(putWhileTheDiskChangesIt(door, recording.clip(0))).startsWith("HTTP/1.1 500");

        assertThat(door.system().head(recording.clip(0)).statusCode()).isEqualTo(404);
        assertThat(house.drafts(door.door())).isZero();
        assertThat(house.passed(door.door()).get("refusals").get(0).get("code").asString())
                .isEqualTo("integration-read-back-failed");
        assertThat(door.system()
                        .put(recording.clip(0), recording.clipMeta(0), clip())
                        .statusCode())
                .isEqualTo(201);
        assertThat(door.system().complete(recording).statusCode()).isEqualTo(204);
    }

    @Test
    void saysItAlsoOfWhatOnlyTheQuarantineWouldHave() throws IOException {
        Connected door = house.connected(Map.of());
        String container = "/RejectedContent_" + UUID.randomUUID();
        door.system().put(container, Map.of(), null);

        assertThat(putWhileTheDiskChangesIt(door, container + "/LOST.mkv")).startsWith("HTTP/1.1 500");

        assertThat(door.system().head(container + "/LOST.mkv").statusCode()).isEqualTo(404);
    }

    @Test
    void hearsNoCompleteWhileAStoredCopyIsKnownToBeBroken() {
        Connected door = house.connected(Map.of());
        Recording recording = recording();
        door.system().begin(recording);
        door.system().put(recording.clip(0), recording.clipMeta(0), clip());
        String evidence =
                house.passed(door.door(), recording.container()).get("evidence").asString();
        await().atMost(PATIENCE).until(() -> sql.sql("select state from upload where evidence_id = ?::uuid")
                .param(evidence)
                .query(String.class)
                .single()
                .equals("SECURED"));

        says(evidence, "state = 'SEALED', problem = 'read-back-failed', problem_detail = 'cannot be read'");

        assertThat(door.system().complete(recording).statusCode()).isEqualTo(500);
        assertThat(house.passed(door.door(), recording.container())
                        .get("complete")
                        .asBoolean())
                .isFalse();
        says(evidence, "state = 'SECURED', problem = null, problem_detail = null");
        assertThat(door.system().complete(recording).statusCode()).isEqualTo(204);
    }

    /** As a read-back that fails, and one that does not, leave it. */
    private void says(String evidence, String what) {
        sql.sql("update upload set " + what + " where evidence_id = ?::uuid")
                .param(evidence)
                .update();
    }
}
