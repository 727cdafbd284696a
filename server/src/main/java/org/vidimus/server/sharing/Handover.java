package org.vidimus.server.sharing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.vidimus.server.access.Level;
import org.vidimus.server.custody.Action;
import org.vidimus.server.custody.Caller;
import org.vidimus.server.custody.Gate;
import org.vidimus.server.custody.Passage;
import org.vidimus.server.custody.Subject;
import org.vidimus.server.evidence.EvidenceId;
import org.vidimus.server.evidence.Original;
import org.vidimus.server.evidence.OriginalId;
import org.vidimus.server.evidence.Originals;
import org.vidimus.server.vault.Vault;
import org.vidimus.trust.Bundle;
import org.vidimus.trust.BundleDescription;
import org.vidimus.trust.BundleDescription.OriginalLine;
import org.vidimus.trust.BundleFile;

/** Writes bundles out, as often as asked, always the same bytes. Originals come straight from the vault and are hashed again. */
@Service
class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final String DESCRIPTION = "metadata/bundle.txt";

    private final Gate gate;
    private final Bundles bundles;
    private final Originals originals;
    private final Vault vault;

    Handover(Gate gate, Bundles bundles, Originals originals, Vault vault) {
        this.gate = gate;
        this.bundles = bundles;
        this.originals = originals;
        this.vault = vault;
    }

    /**
     * Passes the gate for writing the bundle. Its evidence are subjects too: each history tells that it was handed over.
     *
     * @param from byte at which the caller goes on; 0 for the whole
     */
    Writing open(Caller caller, BundleId id, long from, Optional<String> purpose) {
        Passage passage = Passage.of(caller, Action.BUNDLE_DOWNLOAD, subjects(id))
                .because(purpose)
                .with("bundle", id.toString())
                .with(
                        "level-at-export",
                        bundles.find(id)
                                .map(Bundles.Row::level)
                                .orElse(Level.OPEN)
                                .name());
        return gate.view(from == 0 ? passage : passage.with("from-byte", Long.toString(from)), outcome -> {
            Bundles.Row row = bundles.find(id).orElseThrow(() -> new BundleProblem.Unknown(id).refused());
            if (row.emptied()) {
                throw new BundleProblem.Gone(id).refused();
            }
            Writing writing = new Writing(id, restored(id));
            for (OriginalLine line : writing.bundle().description().originals()) {
                require(id, line);
            }
            if (!bundles.hasAllCopies(id)) {
                throw new BundleProblem.Gone(id).refused();
            }
            if (from >= writing.lengthBytes()) {
                throw new BundleProblem.RangeBeyondEnd(writing.lengthBytes()).refused();
            }
            return writing;
        });
    }

    /**
     * Writes the bundle, or as much of it as the receiver stays for. Memory stays flat, and no database connection is held while
     * bytes move.
     *
     * @throws IOException if what is stored is not what was sealed, or cannot be read; that is recorded, and what was written so
     *     far has no directory at its end, so it is no bundle
     */
    void write(Writing writing, OutputStream out) throws IOException {
        Receiver receiver = new Receiver(out);
        try {
            writing.bundle().writeTo(receiver, this::open);
            receiver.flush();
        } catch (Receiver.Gone e) {
            // Nobody is left to tell. The download may go on later from where it broke.
            LOG.info("event=bundle-receiver-gone bundle={}", writing.id());
        } catch (IOException | RuntimeException e) {
            recordBreakOff(writing, e);
            throw e;
        }
    }

    private void recordBreakOff(Writing writing, Exception reason) {
        LOG.error("event=bundle-broke-off bundle={} reason=\"{}\"", writing.id(), reason.toString());
        Passage passage = Passage.of(Caller.job("bundle-writer"), Action.BUNDLE_BREAK_OFF, subjects(writing.id()))
                .with("bundle", writing.id().toString())
                .with("reason", String.valueOf(reason.getMessage()));
        gate.change(passage, outcome -> writing);
    }

    private Subject[] subjects(BundleId id) {
        List<Subject> subjects = new ArrayList<>(List.of(Subject.bundle(id.value())));
        bundles.evidence(id).forEach(evidence -> subjects.add(Subject.evidence(evidence.value())));
        return subjects.toArray(Subject[]::new);
    }

    private Bundle restored(BundleId id) {
        List<BundleFile> files = bundles.files(id);
        BundleFile description = files.stream()
                .filter(file -> file.path().equals(DESCRIPTION))
                .findFirst()
                .orElseThrow();
        try (InputStream in = description.content().open()) {
            return Bundle.restored(BundleDescription.parse(in.readAllBytes()), files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void require(BundleId id, OriginalLine line) {
        Optional<Original> original = find(line);
        if (original.isEmpty() || !original.get().sha256().equals(line.sha256())) {
            throw new BundleProblem.Gone(id).refused();
        }
    }

    private Optional<Original> find(OriginalLine line) {
        return originals.find(new OriginalId(new EvidenceId(line.evidence()), line.number()));
    }

    private InputStream open(OriginalLine line) throws IOException {
        Original original = find(line).orElseThrow(() -> new IOException(line.path() + " is no longer stored"));
        return vault.open(original.object(), 0, original.lengthBytes());
    }
}
