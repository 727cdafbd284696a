package org.vidimus.trust;

/**
 * Everything a check can find. The code is stable: scripts and court reports quote it, and a code is never reused for
 * something else. Each has a fixture of its name; {@code docs/spec/findings.md} lists them all.
 */
public enum FindingCode {
    PROOF_INDEX_BEYOND_SIZE(Severity.ERROR, "The proof is for a place that does not exist in the tree."),
    PROOF_LENGTH(Severity.ERROR, "The proof has more or fewer hashes than a tree of this size needs."),
    PROOF_ROOT_DIFFERS(Severity.ERROR, "The proof does not lead to the signed root: the leaf is not in the ledger."),
    CONSISTENCY_SIZES(
            Severity.ERROR, "The two trees cannot be compared: the older one is empty or larger than the newer."),
    CONSISTENCY_OLD_ROOT_DIFFERS(
            Severity.ERROR, "The proof does not lead to the older root: the ledger was rewritten."),
    CONSISTENCY_NEW_ROOT_DIFFERS(
            Severity.ERROR, "The proof does not lead to the newer root: the ledger was rewritten."),

    NOTE_MALFORMED(Severity.ERROR, "A signed note is not in the format of signed notes."),
    NOTE_UNSIGNED(Severity.ERROR, "A signed note carries no signature by the key it should be signed with."),
    NOTE_SIGNATURE_WRONG(Severity.ERROR, "The signature of a signed note does not fit its text."),
    KEY_MALFORMED(Severity.ERROR, "A public key is not in the format of verifier keys."),
    CHECKPOINT_MALFORMED(Severity.ERROR, "A checkpoint is not in the format of checkpoints."),
    ENTRY_MALFORMED(Severity.ERROR, "A ledger entry is not in the format vidimus.entry/v1."),
    BAG_MANIFEST_MALFORMED(Severity.ERROR, "A manifest is not in the form of a bundle's manifests."),
    BUNDLE_TEXT_MALFORMED(Severity.ERROR, "The bundle's description is not in the format vidimus.bundle/v1."),
    CUSTODY_MALFORMED(Severity.ERROR, "The custody history is not in the format vidimus.custody/v1."),
    LEAF_MALFORMED(Severity.ERROR, "A ledger leaf is not in the format vidimus.leaf/v1.");

    private final Severity severity;
    private final String sentence;

    FindingCode(Severity severity, String sentence) {
        this.severity = severity;
        this.sentence = sentence;
    }

    /** The code as printed and stored: kebab-case. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence for people who do not read code. */
    public String sentence() {
        return sentence;
    }
}
