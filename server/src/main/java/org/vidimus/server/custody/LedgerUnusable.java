package org.vidimus.server.custody;

/** The ledger, its key and what was signed before do not fit together. Nothing was changed; a person must look. */
public final class LedgerUnusable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LedgerUnusable(String message) {
        super(message);
    }
}
