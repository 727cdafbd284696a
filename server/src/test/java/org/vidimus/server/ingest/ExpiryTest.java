package org.vidimus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vidimus.server.custody.Caller.Role;

/** Uploads that nobody goes on with end, by the job itself, and the ledger says so. */
class ExpiryTest extends IngestTest {
    @Autowired
    SchedulerClient jobs;

    @Test
    void removesWhatNobodyGoesOnWith() {
        String path = dock.created(1_000, Map.of("filename", "left.pdf"));
        dock.patch(path, 0, bytes(400, 1));
        UUID object = object(path);

        restTooLong(path);
        runTheJob();

        awaitState(path, "EXPIRED");
        assertThat(dock.head(path).status()).isEqualTo(410);
        assertThat(dock.patch(path, 400, bytes(600, 2)).code()).isEqualTo("upload-expired");
        assertThat(sql.sql("select count(*) from vault_object where id = ?")
                        .param(object)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(entriesOf(path))
                .last()
                .asString()
                .contains("phase outcome\n", "action upload.expire\n", "result done\n", "door job\n")
                .contains("detail received-bytes 400\n", "detail length-bytes 1000\n", "detail kept no\n");
    }

    @Test
    void keepsWhatCameOfACamerasFileInQuarantine() {
        byte[] half = bytes(400, 3);
        String path = dock.created(1_000, Map.of("camera", camera, "recording", "R1", "filename", "HALF.MP4"));
        dock.patch(path, 0, half);

        restTooLong(path);
        runTheJob();

        awaitState(path, "EXPIRED");
        assertThat(client(Role.EVIDENCE_MANAGER)
                        .get("/api/quarantine/" + id(path) + "/content")
                        .response()
                        .body())
                .isEqualTo(half);
        assertThat(entriesOf(path))
                .anySatisfy(entry -> assertThat(entry).contains("action upload.expire\n", "detail kept yes\n"));
    }

    @Test
    void leavesAloneWhatIsStillGoneOnWith() {
        String resting = dock.created(1_000, Map.of("filename", "resting.pdf"));
        String going = dock.created(1_000, Map.of("filename", "going.pdf"));

        restTooLong(resting);
        runTheJob();

        awaitState(resting, "EXPIRED");
        assertThat(dock.patch(going, 0, bytes(1_000, 4)).status()).isEqualTo(204);
        awaitState(going, "SECURED");
    }

    private UUID object(String path) {
        return sql.sql("select object_id from upload where id = ?")
                .param(UUID.fromString(id(path)))
                .query(UUID.class)
                .single();
    }

    private void restTooLong(String path) {
        sql.sql("update upload set expires_at = now() - interval '1 minute' where id = ?")
                .param(UUID.fromString(id(path)))
                .update();
    }

    /** Now instead of within a minute. It may be at work at this moment; then it is asked again. */
    private void runTheJob() {
        TaskInstanceId job = TaskInstanceId.of("unfinished-uploads", "recurring");
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> jobs.reschedule(job, Instant.now()));
    }
}
