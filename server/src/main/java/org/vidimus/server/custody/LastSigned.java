package org.vidimus.server.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.SignedNote;

/**
 * The newest checkpoint that this host gave out, in a file beside the key: {@code keys/ledger.checkpoint}. It notices a database
 * that was put back to an older state, which no check inside of the database can; signing on would show the world two histories.
 *
 * <p>Not flushed to disk: after a loss of power it may be older than what was signed, and then notices less.
 */
final class LastSigned {
    private static final String FILE = "ledger.checkpoint";

    private final Path keys;

    LastSigned(Path keys) {
        this.keys = keys;
    }

    /** @throws LedgerUnusable if the file is not a checkpoint signed by this key */
    Optional<Checkpoint> read(NoteVerifier verifier) throws IOException {
        Path file = keys.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            note.check(verifier).ifPresent(finding -> {
                throw new LedgerUnusable(file + " is not signed by the ledger's key: " + finding.detail()
                        + " Put the key back that belongs to this ledger.");
            });
            return Optional.of(Checkpoint.parse(note.text()));
        } catch (org.vidimus.trust.Malformed e) {
            throw new LedgerUnusable(file + " cannot be read: " + e.getMessage());
        }
    }

    void write(SignedNote note) throws IOException {
        Path draft = keys.resolve(FILE + ".new");
        Files.write(draft, note.encode());
        Files.move(draft, keys.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
