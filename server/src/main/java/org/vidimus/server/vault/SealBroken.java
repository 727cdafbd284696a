package org.vidimus.server.vault;

import java.io.IOException;

/** What is stored is not what was sealed: missing, cut, changed or swapped. No plain byte of the broken segment was given out. */
public final class SealBroken extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public SealBroken(Finding finding) {
        super(finding.code() + ": " + finding.message());
        this.finding = finding;
    }

    public Finding finding() {
        return finding;
    }
}
