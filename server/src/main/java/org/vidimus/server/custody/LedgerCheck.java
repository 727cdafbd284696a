package org.vidimus.server.custody;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the stored ledger by building it anew from its leaves: entries, commitments, histories, tiles, head and every checkpoint
 * with its signature. Believes nothing that it can compute. Reads one snapshot, so the house goes on meanwhile; memory does not
 * grow with the ledger.
 */
@Component
public class LedgerCheck {
    private final JdbcClient sql;
    private final LedgerStore store;
    private final Ledger ledger;
    private final TransactionTemplate snapshot;

    LedgerCheck(JdbcClient sql, LedgerStore store, Ledger ledger, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.store = store;
        this.ledger = ledger;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Everything that is wrong, in the order of the leaves; empty when the ledger is consistent. At most 1,000 findings. */
    public List<LedgerFinding> run() {
        List<LedgerFinding> findings =
                snapshot.execute(_ -> new LedgerCheckRun(sql, store, ledger.origin(), ledger.verifier()).run());
        return findings == null ? List.of() : findings;
    }
}
