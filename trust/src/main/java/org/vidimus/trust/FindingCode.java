package org.vidimus.trust;

import static org.vidimus.trust.Severity.ERROR;
import static org.vidimus.trust.Severity.NOTE;

import java.util.Locale;

/**
 * Everything a check can find. The code is stable: scripts and court reports quote it, and a code is never reused for
 * something else. Each has a fixture of its name; {@code docs/spec/findings.md} lists them all.
 */
public enum FindingCode {
    NOT_A_BUNDLE(ERROR, "This file is not a Vidimus bundle."),

    ZIP_DIRECTORY_MISSING(ERROR, "The zip has no end: it was cut off or overwritten."),
    ZIP_DIRECTORY_BROKEN(ERROR, "The zip's directory cannot be read."),
    ZIP_TOO_LARGE(ERROR, "The zip has more files, or longer text files, than a bundle may have."),
    ZIP_BYTES_BEFORE(ERROR, "There are bytes in front of the zip."),
    ZIP_BYTES_AFTER(ERROR, "There are bytes after the end of the zip."),
    ZIP_BYTES_BETWEEN(ERROR, "There are bytes in the zip that belong to no file, or files that overlap."),
    ZIP_HEADER_DIFFERS(ERROR, "A header of the zip is not the one that a bundle has for this file."),
    ZIP_NAMES_DIFFER(ERROR, "A file has two names: one in front of its content and one in the directory."),
    ZIP_COMPRESSED(
            ERROR, "A file is compressed or encrypted; a bundle keeps everything as it is. It was not unpacked."),
    ZIP_ORDER(ERROR, "The files are not in the order of their names."),
    ZIP_NAME_TWICE(ERROR, "Two files have the same name."),
    ZIP_NAME_UNSAFE(ERROR, "A file's name leads out of the folder or cannot be stored everywhere."),
    ZIP_OUTSIDE_FOLDER(ERROR, "A file is not in the bundle's one folder."),
    ZIP_CRC_DIFFERS(ERROR, "A file's CRC does not fit its content."),
    ZIP_CONTENT_UNREADABLE(ERROR, "A file's content lies outside of the zip, or over another file."),

    BAG_DECLARATION_DIFFERS(ERROR, "bagit.txt is not the declaration of a BagIt 1.0 bag."),
    BAG_INFO_DIFFERS(ERROR, "bag-info.txt does not say what the bundle's description says."),
    BAG_MANIFEST_MALFORMED(ERROR, "A manifest is not in the form of a bundle's manifests."),
    BAG_FILE_MISSING(ERROR, "A file that a manifest lists is not there."),
    BAG_FILE_UNLISTED(ERROR, "A file is there that no manifest lists."),
    BAG_DIGEST_DIFFERS(ERROR, "A file's bytes are not the ones that the manifest lists."),

    BUNDLE_TEXT_MALFORMED(ERROR, "The bundle's description is not in the format vidimus.bundle/v1."),
    BUNDLE_TEXT_DIFFERS(ERROR, "The bundle's description is not the one that was signed."),
    BUNDLE_FOLDER_DIFFERS(ERROR, "The folder does not carry the id of the bundle."),
    BUNDLE_FILE_MISSING(ERROR, "A file that belongs to the bundle is not there."),
    BUNDLE_FILE_UNLISTED(ERROR, "A file is there that the signed description does not list."),
    BUNDLE_FILE_DIFFERS(ERROR, "A file is not the one that the signed description lists."),

    NOTE_MALFORMED(ERROR, "A signed note is not in the format of signed notes."),
    NOTE_UNSIGNED(ERROR, "A signed note carries no signature by the key it should be signed with."),
    NOTE_SIGNATURE_WRONG(ERROR, "The signature of a signed note does not fit its text."),
    KEY_MALFORMED(ERROR, "A public key is not in the format of verifier keys."),
    KEY_NAME_DIFFERS(ERROR, "The key's name is not the origin of the ledger."),
    KEY_DIFFERS(ERROR, "The bundle's key is not the key that you trust."),
    KEY_FROM_BUNDLE(
            NOTE,
            "The key came with the bundle itself. Whoever made the bundle made the key: get the ledger's key another way and"
                    + " check again with it."),

    CHECKPOINT_MALFORMED(ERROR, "A checkpoint is not in the format of checkpoints."),
    CHECKPOINT_DIFFERS(ERROR, "The checkpoint is not the one that the signed description names."),
    KNOWN_CHECKPOINT_UNSIGNED(ERROR, "The checkpoint that you gave is not signed by the ledger's key."),
    KNOWN_CHECKPOINT_OTHER_LEDGER(ERROR, "The checkpoint that you gave is of another ledger."),
    KNOWN_CHECKPOINT_FORKED(
            ERROR, "The ledger has two histories: the checkpoint that you gave has the same size and another root."),
    KNOWN_CHECKPOINT_UNLINKED(
            NOTE,
            "The checkpoint that you gave has another size; only a consistency proof can tell whether one grew from the other."),

    CUSTODY_MALFORMED(ERROR, "The custody history is not in the format vidimus.custody/v1."),
    ENTRY_MALFORMED(ERROR, "A ledger entry is not in the format vidimus.entry/v1."),
    ENTRY_COMMITMENT_DIFFERS(ERROR, "A ledger entry is not the one that its leaf commits to: it was changed."),
    ENTRY_ERASED(NOTE, "What a ledger entry said was erased by law. Its leaf, its place and its proof still hold."),
    ENTRY_UNRELATED(ERROR, "A ledger entry is about nothing in this bundle."),
    LEAF_MALFORMED(ERROR, "A ledger leaf is not in the format vidimus.leaf/v1."),
    LEAF_ENTRY_DIFFERS(ERROR, "A ledger leaf and its entry do not name the same entry or the same subjects."),
    PROOF_INDEX_BEYOND_SIZE(ERROR, "The proof is for a place that does not exist in the tree."),
    PROOF_LENGTH(ERROR, "The proof has more or fewer hashes than a tree of this size needs."),
    PROOF_ROOT_DIFFERS(ERROR, "The proof does not lead to the signed root: the leaf is not in the ledger."),
    CONSISTENCY_SIZES(ERROR, "The two trees cannot be compared: the older one is empty or larger than the newer."),
    CONSISTENCY_OLD_ROOT_DIFFERS(ERROR, "The proof does not lead to the older root: the ledger was rewritten."),
    CONSISTENCY_NEW_ROOT_DIFFERS(ERROR, "The proof does not lead to the newer root: the ledger was rewritten."),
    CHAIN_GAP(ERROR, "Entries of a history are missing or out of order."),
    CHAIN_LINK_DIFFERS(ERROR, "An entry of a history does not follow the one before it."),
    CHAIN_END_DIFFERS(
            ERROR, "A history does not end where the signed description says: with the attempt of this export."),
    EXPORT_MISSING(ERROR, "The history has no attempt of this export."),
    ATTEMPT_WITHOUT_OUTCOME(
            NOTE, "Something was attempted and no outcome is in the history: it has failed, or was still going on."),

    ORIGINAL_UNKNOWN(ERROR, "The history does not say that this original was ever received."),
    ORIGINAL_DIFFERS(ERROR, "The original is not the one that the history says was received."),
    ORIGINAL_HISTORY_ERASED(
            NOTE, "The history does not say that this original was received; entries of it were erased by law."),
    ORIGINAL_LEFT_OUT(NOTE, "The history names an original that is not in the bundle."),

    TIMESTAMP_ABSENT(NOTE, "No outside authority vouches for the time; it is the server's own."),
    TIMESTAMP_MALFORMED(ERROR, "The timestamp is not an RFC 3161 reply with a signed token."),
    TIMESTAMP_REFUSED(ERROR, "The timestamp authority refused to give a timestamp."),
    TIMESTAMP_IMPRINT_DIFFERS(ERROR, "The timestamp is for something else than this checkpoint."),
    TIMESTAMP_CERTIFICATE_UNFIT(
            ERROR, "The timestamp's certificate is missing, is not for timestamps, or was not valid at its time."),
    TIMESTAMP_SIGNATURE_WRONG(ERROR, "The timestamp's signature does not hold."),
    TIMESTAMP_AUTHORITY_UNCHECKED(
            NOTE,
            "The timestamp holds for the certificate inside it; whether to trust that authority is for you to say."),
    CLOCK_AHEAD(NOTE, "The server's clock was ahead of the timestamp authority's.");

    private final Severity severity;
    private final String sentence;

    FindingCode(Severity severity, String sentence) {
        this.severity = severity;
        this.sentence = sentence;
    }

    /** The code as printed and stored: kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence for people who do not read code. */
    public String sentence() {
        return sentence;
    }
}
