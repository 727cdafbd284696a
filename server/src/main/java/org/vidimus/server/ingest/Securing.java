package org.vidimus.server.ingest;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.Arrivals;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Sha256;

/** Reads the stored copy back. Only after that may a camera be told to erase. */
@Service
class Securing {
    private static final Logger LOG = LoggerFactory.getLogger(Securing.class);
    private static final Caller JOB = Caller.job("read-back");

    private final Gate gate;
    private final Uploads uploads;
    private final Vault vault;
    private final Arrivals arrivals;
    private final Clock clock;

    Securing(Gate gate, Uploads uploads, Vault vault, Arrivals arrivals, Clock clock) {
        this.gate = gate;
        this.uploads = uploads;
        this.vault = vault;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /**
     * Reads back the upload's bytes and, if they are what was received, marks it secured. Does nothing to one that is not
     * waiting for it.
     *
     * @throws org.vidimus.server.Refused if they are not, or cannot be read; the upload stays sealed and says so
     */
    void secure(UploadId id) {
        Optional<Upload> waiting = uploads.find(id).filter(upload -> upload.state() == UploadState.SEALED);
        if (waiting.isEmpty()) {
            return;
        }
        Upload upload = waiting.get();
        Sha256 received = upload.sha256().orElseThrow();
        ReadBack stored = readBack(upload);
        Passage passage = Passage.of(
                        JOB,
                        Action.UPLOAD_SECURE,
                        upload.subject(),
                        Subject.evidence(upload.evidence().value()))
                .with("sha256", received.toString());
        try {
            gate.change(passage, outcome -> {
                switch (stored) {
                    case ReadBack.Of(Sha256 digest)
                    when digest.equals(received) -> outcome.note("read-back-sha256", digest.toString());
                    case ReadBack.Of(Sha256 digest) -> {
                        outcome.note("read-back-sha256", digest.toString());
                        throw new IngestProblem.ReadBackDiffers(id, received.toString(), digest.toString()).refused();
                    }
                    case ReadBack.Failed(String why) -> throw new IngestProblem.ReadBackFailed(id, why).refused();
                }
                uploads.secured(id, clock.instant());
                arrivals.secured(upload.bytes());
                return id;
            });
        } catch (org.vidimus.server.Refused refused) {
            LOG.error(
                    "read-back failed upload={} code={}", id, refused.problem().code());
            uploads.trouble(id, Creation.trouble(refused.problem()));
            throw refused;
        }
    }

    private sealed interface ReadBack {
        record Of(Sha256 digest) implements ReadBack {}

        record Failed(String why) implements ReadBack {}
    }

    private ReadBack readBack(Upload upload) {
        try {
            return new ReadBack.Of(vault.readBack(upload.bytes()));
        } catch (IOException e) {
            return new ReadBack.Failed(String.valueOf(e.getMessage()));
        }
    }
}
