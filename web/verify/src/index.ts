/** Checks what a Vidimus ledger proves: in a bundle's verify.html, and in the desk's "Check this entry". */
export { checkBundle, type Checked, type CheckedOriginal, type Watching } from "./check.ts";
export { readCheckpoint, type Checkpoint } from "./checkpoint.ts";
export { readEntry, type Entry } from "./entry.ts";
export { Malformed, SEVERITIES, severity, type Finding, type FindingCode, type Severity } from "./findings.ts";
export { commitment, readLeaf, type Leaf } from "./leaf.ts";
export { checkConsistency, checkInclusion, leafHash } from "./merkle.ts";
export { checkNote, readNote, readVerifier, type NoteVerifier, type SignedNote } from "./note.ts";
export { sha256 } from "./sha256.ts";
export { blobSource, bytesSource, type Source } from "./source.ts";
export { base64, equal, fromBase64, fromHex, hex, text, utf8, type Bytes } from "./bytes.ts";
