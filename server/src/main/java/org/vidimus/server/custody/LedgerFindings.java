package org.vidimus.server.custody;

import java.util.ArrayList;
import java.util.List;
import org.vidimus.server.custody.LedgerFinding.Fault;

/** What one check has found so far; beyond the first thousand it only wastes memory to remember more. */
final class LedgerFindings {
    private static final int MOST = 1_000;

    private final List<LedgerFinding> findings = new ArrayList<>();

    void add(Fault fault, String where, String detail) {
        if (findings.size() < MOST) {
            findings.add(new LedgerFinding(fault, where, detail));
        }
    }

    List<LedgerFinding> list() {
        return List.copyOf(findings);
    }
}
