package org.vidimus.server.custody;

import java.util.Locale;

/**
 * One thing that the ledger check found wrong.
 *
 * @param where the leaf, entry, tile or checkpoint; empty when it concerns the whole
 * @param detail what was expected and what is there
 */
public record LedgerFinding(Fault fault, String where, String detail) {
    /** What can be wrong with a stored ledger. A code is never reused for something else. */
    public enum Fault {
        /** An index below the ledger's size has no leaf: an entry was removed. */
        LEAF_MISSING,
        /** A leaf is not in the format {@code vidimus.leaf/v1}, or is another entry's. */
        LEAF_WRONG,
        /** Payload and salt do not give the commitment: the entry was changed. */
        PAYLOAD_DIFFERS,
        /** Of payload and salt only one is there; the law erases both or none. */
        HALF_ERASED,
        /** The payload is not in the format {@code vidimus.entry/v1}, or is another entry's. */
        PAYLOAD_WRONG,
        /** Leaf, entry and row do not name the same subjects. */
        SUBJECTS_DIFFER,
        /** A leaf's link does not continue the history of its subject. */
        CHAIN_BROKEN,
        /** The stored histories have more or fewer rows than the leaves have links. */
        CHAIN_ROWS_DIFFER,
        /** An outcome's attempt is not in the ledger before it. */
        ATTEMPT_MISSING,
        /** An attempt has more than one outcome. */
        OUTCOME_TWICE,
        /** A stored tile does not hold the hashes of its leaves. */
        TILE_DIFFERS,
        /** There are tiles that the tree does not have. */
        TILE_EXTRA,
        /** Size or root of the stored head are not those of the leaves. */
        HEAD_DIFFERS,
        /** A checkpoint cannot be read, or is not signed by the ledger's key. */
        CHECKPOINT_WRONG,
        /** A checkpoint was signed over other leaves than are stored. */
        CHECKPOINT_DIFFERS;

        /** As printed: kebab-case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return fault.code() + (where.isEmpty() ? "" : " " + where) + ": " + detail;
    }
}
