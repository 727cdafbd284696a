package org.vidimus.server.ingest;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.vidimus.server.Refused;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.vault.Vault;

/** Ends uploads that nobody goes on with: seals the complete, lets the rest expire. */
@Service
class Unfinished {
    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;
    private final Sealing sealing;
    private final Mishaps mishaps;
    private final Clock clock;

    Unfinished(Gate gate, Uploads uploads, Vault vault, Sealing sealing, Mishaps mishaps, Clock clock) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
        this.sealing = sealing;
        this.mishaps = mishaps;
        this.clock = clock;
    }

    /** Once at start, and from then on again and again. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> unfinishedUploadsTask(Unfinished unfinished) {
            return Tasks.recurring("unfinished-uploads", FixedDelay.of(EVERY)).execute((instance, context) -> {
                unfinished.sealComplete();
                unfinished.expire();
            });
        }
    }

    /** Seals what was complete when the server died before it could. Its sender may never come back to ask. */
    void sealComplete() {
        for (UploadId id : uploads.unsealed()) {
            try {
                sealing.seal(Caller.job("seal"), id);
            } catch (Refused refused) {
                LOG.info(
                        "upload went to quarantine upload={} code={}",
                        id,
                        refused.problem().code());
            } catch (IOException e) {
                LOG.warn("upload could not be sealed yet upload={}", id, e);
            }
        }
    }

    /**
     * Ends what rested too long. Footage of a camera that came in part is kept, in quarantine: the camera may be the one
     * that broke.
     */
    void expire() {
        Instant now = clock.instant();
        for (UploadId id : uploads.expired(now)) {
            gate.change(Passage.of(Caller.job("expire"), Action.UPLOAD_EXPIRE, Subject.upload(id.value())), outcome -> {
                Upload upload = uploads.locked(id);
                if (upload.state() != UploadState.RECEIVING
                        || !upload.expiresAt().isBefore(now)) {
                    return id;
                }
                boolean keep = upload.cameraId().isPresent() && upload.offsetBytes() > 0;
                outcome.note("received-bytes", Long.toString(upload.offsetBytes()))
                        .note("length-bytes", Long.toString(upload.lengthBytes()))
                        .note("kept", keep ? "yes" : "no");
                uploads.expired(upload, trouble(upload), now);
                if (upload.cameraId().isPresent()) {
                    mishaps.happened(upload.mishap(Mishaps.Cause.UPLOAD_EXPIRED, trouble(upload)));
                }
                if (!keep) {
                    uploads.withoutBytes(id);
                    vault.delete(upload.bytes());
                }
                return id;
            });
        }
    }

    private static Upload.Trouble trouble(Upload upload) {
        return new Upload.Trouble(
                "upload-expired",
                "Upload " + upload.id() + " rested until " + upload.expiresAt() + " with " + upload.offsetBytes()
                        + " of " + upload.lengthBytes() + " bytes.");
    }
}
