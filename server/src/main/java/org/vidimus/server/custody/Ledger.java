package org.vidimus.server.custody;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.NoteSigner;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.SignedNote;
import org.vidimus.trust.TiledTree;

/**
 * The ledger of this house, opened: database, key and what was signed before belong together, or it would not be here.
 *
 * @param origin names the ledger in its checkpoints
 */
record Ledger(String origin, NoteSigner signer) {
    NoteVerifier verifier() {
        return signer.verifier();
    }

    /**
     * Opens the ledger; makes key and ledger at the very first start.
     *
     * @throws LedgerUnusable if they do not fit together. Nothing was changed then
     */
    static Ledger open(LedgerStore store, Path keys, java.security.SecureRandom random) throws IOException {
        Optional<NoteSigner> key = LedgerKey.read(keys);
        Optional<LedgerStore.Head> head = store.head();
        if (head.isEmpty()) {
            NoteSigner signer = key.isPresent() ? unusedKey(key.get(), keys) : newKey(keys, random);
            UUID house = UUID.fromString(signer.name().substring(signer.name().indexOf('/') + 1));
            // Commit point: the key is durable. A crash here leaves a key that has signed nothing; the next start takes
            // it.
            store.begin(house, signer.name(), signer.verifier().encode());
            key = Optional.of(signer);
        }
        LedgerStore.Head known = store.head().orElseThrow(() -> new LedgerUnusable("The ledger has no head."));
        NoteSigner signer = key.orElseThrow(
                () -> new LedgerUnusable("This database holds the ledger " + known.origin() + ", but its key is not in "
                        + keys + ". Put ledger.key back from your copy; a new key is never made for it."));
        if (!signer.verifier().encode().equals(known.key())) {
            throw new LedgerUnusable("The key in " + keys + " is "
                    + signer.verifier().encode() + ", but the ledger in this database is signed by " + known.key()
                    + ". Put the right ledger.key back.");
        }
        Ledger ledger = new Ledger(known.origin(), signer);
        ledger.requireNothingLost(store, known.size(), new LastSigned(keys).read(signer.verifier()));
        return ledger;
    }

    private static NoteSigner newKey(Path keys, java.security.SecureRandom random) throws IOException {
        NoteSigner signer = NoteSigner.generate("vidimus/" + UUID.randomUUID(), random);
        LedgerKey.create(keys, signer);
        return signer;
    }

    private static NoteSigner unusedKey(NoteSigner signer, Path keys) throws IOException {
        if (new LastSigned(keys).read(signer.verifier()).isPresent()) {
            throw new LedgerUnusable("The key in " + keys + " has signed a ledger that this database does not hold. "
                    + "Put that database back, or move the folder away to begin a new ledger under a new key.");
        }
        return signer;
    }

    /** What was signed once must still be there, leaf for leaf. */
    private void requireNothingLost(LedgerStore store, long size, Optional<Checkpoint> lastHere) {
        Optional<SignedNote> newest = store.newestCheckpoint();
        newest.flatMap(note -> note.check(verifier())).ifPresent(finding -> {
            throw new LedgerUnusable(
                    "The newest checkpoint in the database is not signed by the ledger's key: " + finding);
        });
        newest.map(note -> Checkpoint.parse(note.text())).ifPresent(signed -> requireHolds(store, size, signed));
        lastHere.ifPresent(signed -> requireHolds(store, size, signed));
    }

    private static void requireHolds(LedgerStore store, long size, Checkpoint signed) {
        if (signed.size() > size) {
            throw new LedgerUnusable(
                    "A checkpoint of " + signed.size() + " entries was signed, but this database has only "
                            + size
                            + ". It was put back to an older state. Put a newer one back; or accept the loss in public, by "
                            + "moving keys/ledger.checkpoint away.");
        }
        if (!new TiledTree(signed.size(), store).root().equals(signed.root())) {
            throw new LedgerUnusable(
                    "The first " + signed.size() + " entries of this database are not those that were signed. "
                            + "Run the ledger check, and do not go on before you know why.");
        }
    }
}
