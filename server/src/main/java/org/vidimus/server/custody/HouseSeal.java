package org.vidimus.server.custody;

import org.springframework.stereotype.Component;
import org.vidimus.trust.NoteVerifier;
import org.vidimus.trust.SignedNote;

/** Signs texts of the house, such as the description of a bundle, with the ledger's key. Never a checkpoint. */
@Component
public class HouseSeal {
    private final Ledger ledger;

    HouseSeal(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The public half of the key. */
    public NoteVerifier verifier() {
        return ledger.verifier();
    }

    /**
     * Signs a text.
     *
     * @param text ends with a line feed; its first line must not be the ledger's origin, or it could pass for a checkpoint
     */
    public SignedNote sign(String text) {
        if (text.startsWith(ledger.origin() + "\n")) {
            throw new IllegalArgumentException("only the sequencer signs checkpoints");
        }
        return ledger.signer().sign(text);
    }
}
