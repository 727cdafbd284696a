package org.vidimus.server.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.vidimus.trust.Checkpoint;
import org.vidimus.trust.Frontier;
import org.vidimus.trust.Sha256;
import org.vidimus.trust.SignedNote;
import org.vidimus.trust.TiledTree;

/**
 * Gives every recorded entry its place in the tree, and signs the tree's head.
 *
 * <p>For one thread. Any number of hosts may run one each: an advisory lock lets one of them work at a time, and what it keeps in
 * memory is only believed while the stored size is still the one that it left. All that it must not lose is in PostgreSQL, so it
 * may be killed anywhere; each step says what that leaves.
 */
final class Sequencer {
    /** Big enough to share one commit among thousands, small enough that the first of them does not wait a second for it. */
    private static final int BATCH = 4096;

    private final Ledger ledger;
    private final LedgerStore store;
    private final LastSigned lastSigned;
    private final TransactionTemplate transaction;
    private Frontier frontier = Frontier.empty();
    private boolean moreWaits;

    Sequencer(Ledger ledger, LedgerStore store, LastSigned lastSigned, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.store = store;
        this.lastSigned = lastSigned;
        this.transaction = transaction;
    }

    /**
     * Sequences one batch and publishes what is sequenced.
     *
     * @return the size that was published now; empty when there was nothing to do, or another host was doing it
     * @throws LedgerUnusable if what is stored contradicts what was signed; nothing was signed then
     */
    Optional<Checkpoint> step() {
        if (!store.isBehind()) {
            return Optional.empty();
        }
        sequence();
        // Commit point: entries have their index, leaf and links, the tiles hold their hashes (SEQUENCED). A crash here
        // leaves a
        // tree that is longer than its newest checkpoint; the next step signs it.
        return publish();
    }

    /** Whether the last step left entries waiting, because there were more than it takes at once. */
    boolean moreWaits() {
        return moreWaits;
    }

    private void sequence() {
        moreWaits = false;
        Frontier after = transaction.execute(_ -> store.tryLock() ? sequenceLocked() : null);
        if (after != null) {
            frontier = after;
        }
    }

    private @Nullable Frontier sequenceLocked() {
        Frontier before = current();
        List<LedgerStore.Waiting> waiting = store.waiting(BATCH);
        if (waiting.isEmpty()) {
            return before;
        }
        moreWaits = waiting.size() == BATCH;
        Batch batch = Batch.of(before.size(), waiting, store.chainHeads(Batch.subjectsOf(waiting)));
        Frontier.Growth growth = before.append(batch.hashes());
        store.place(batch);
        store.store(growth.changed());
        store.moveHead(before.size(), growth.size(), growth.root());
        return growth.frontier();
    }

    /** The stored tree's right edge; from memory if nobody else has moved it. */
    private Frontier current() {
        LedgerStore.Head head = store.head().orElseThrow(() -> new LedgerUnusable("The ledger has lost its head."));
        if (head.size() == frontier.size() && head.root().equals(frontier.root())) {
            return frontier;
        }
        Frontier stored = Frontier.read(head.size(), store);
        if (!stored.root().equals(head.root())) {
            throw new LedgerUnusable(
                    "The stored tiles of " + head.size() + " entries have root " + stored.root() + ", but "
                            + head.root() + " was stored with them. Nothing more is sequenced. Run the ledger check.");
        }
        return stored;
    }

    private Optional<Checkpoint> publish() {
        SignedNote note = transaction.execute(_ -> store.tryLock() ? publishLocked() : null);
        if (note == null) {
            return Optional.empty();
        }
        // Commit point: the checkpoint is durable and readers get it (PUBLISHED). A crash here leaves the file beside
        // the key
        // one checkpoint behind, which only makes it notice less.
        try {
            lastSigned.write(note);
        } catch (IOException e) {
            throw new UncheckedIOException("the newest checkpoint could not be kept beside the key", e);
        }
        return Optional.of(Checkpoint.parse(note.text()));
    }

    private @Nullable SignedNote publishLocked() {
        Frontier signing = current();
        Optional<Checkpoint> last = store.newestCheckpoint().map(note -> Checkpoint.parse(note.text()));
        if (last.isPresent() && last.get().size() >= signing.size()) {
            return null;
        }
        last.ifPresent(this::requireExtended);
        // The tree is durable before it is signed: the transaction that made it this long committed before this one
        // began. So no
        // signature exists of a tree that a crash could still take back.
        Checkpoint checkpoint = Checkpoint.of(ledger.origin(), signing.size(), signing.root());
        SignedNote note = checkpoint.sign(ledger.signer());
        store.add(checkpoint, note);
        return note;
    }

    /** The last that was signed must be the beginning of what is signed now. */
    private void requireExtended(Checkpoint last) {
        Sha256 root = new TiledTree(last.size(), store).root();
        if (!root.equals(last.root())) {
            throw new LedgerUnusable("The stored tree has root " + root + " at size " + last.size() + ", but "
                    + last.root() + " was signed. Nothing more is signed. Run the ledger check.");
        }
    }
}
