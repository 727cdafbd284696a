import { fromBase64, hex, text, utf8, type Bytes } from "./bytes.ts";
import { isUsableKey, verifyEd25519 } from "./ed25519.ts";
import { Malformed, finding, type Finding } from "./findings.ts";
import { sha256 } from "./sha256.ts";

/** A text with signatures under it (C2SP signed-note). Lines by unknown keys are kept and otherwise ignored. */
export interface SignedNote {
  /** Ends with a line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** First four bytes of the key hash, eight hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Bytes;
}

/** The public key of a signer of notes, with the name it signs under. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  readonly key: Bytes;
  /** `<name>+<key id>+<base64>`, as read. */
  readonly encoded: string;
  /** SHA-256 of the raw public key in hexadecimal, for people to compare. */
  readonly fingerprint: string;
}

const ED25519 = 1;
const DASH = "\u2014 ";
const MAX_SIGNATURES = 100;
const MAX_BYTES = 1_000_000;

/** Reads a verifier key; one line feed at the end is allowed, as in a file. Throws Malformed. */
export function readVerifier(file: string): NoteVerifier {
  const line = file.endsWith("\n") ? file.slice(0, -1) : file;
  const first = line.indexOf("+");
  const second = line.indexOf("+", first + 1);
  if (first < 0 || second < 0) throw badKey("a verifier key is <name>+<key id>+<key>");
  const name = line.slice(0, first);
  const typed = fromBase64(line.slice(second + 1));
  if (typed === undefined) throw badKey("the key is not strict base64");
  if (typed.length !== 33 || typed[0] !== ED25519) throw badKey("the key is not of type Ed25519 (0x01 and 32 bytes)");
  if (!isKeyName(name)) throw badKey("a key name is not empty and has no white space and no plus sign");
  const key = typed.slice(1);
  if (!isUsableKey(key)) throw badKey("the public key is not an Ed25519 key that can be relied on");
  const keyId = hex(sha256(utf8(name), Uint8Array.of(10), typed).subarray(0, 4));
  if (line.slice(first + 1, second) !== keyId) {
    throw badKey(`the key id is ${line.slice(first + 1, second)}, name and key give ${keyId}`);
  }
  return { name, keyId, key, encoded: line, fingerprint: hex(sha256(key)) };
}

/** Reads a note without believing it: see {@link checkNote}. Throws Malformed. */
export function readNote(bytes: Bytes): SignedNote {
  if (bytes.length > MAX_BYTES) throw badNote(`a note of ${bytes.length} bytes, at most ${MAX_BYTES} are read`);
  const note = text(bytes);
  if (note === undefined) throw badNote("the note is not UTF-8");
  if (hasControls(note)) throw badNote("the note has control characters");
  // The signatures start after the last empty line: the text itself may have some.
  const split = note.lastIndexOf("\n\n");
  if (split < 0) throw badNote("no empty line between text and signatures");
  if (!note.endsWith("\n")) throw badNote("the last line has no line feed");
  const block = note.slice(split + 2);
  if (block === "") throw badNote("no signature line");
  const lines = block.slice(0, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw badNote(`more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, split + 1), signatures: lines.map(readSignature) };
}

/** Checks that this key signed this text: of several lines by this key each must hold. */
export function checkNote(note: SignedNote, verifier: NoteVerifier): Finding | undefined {
  const message = utf8(note.text);
  const own = note.signatures.filter((line) => line.name === verifier.name && line.keyId === verifier.keyId);
  if (own.length === 0) return finding("note-unsigned", "", `no signature by ${verifier.encoded}`);
  if (own.every((line) => verifyEd25519(verifier.key, message, line.signature))) return undefined;
  return finding("note-signature-wrong", "", `the signature of ${verifier.name} does not hold`);
}

function readSignature(line: string): NoteSignature {
  const space = line.indexOf(" ", DASH.length);
  if (!line.startsWith(DASH) || space < 0) throw badNote('a signature line is "\u2014 <name> <base64>"');
  const bytes = fromBase64(line.slice(space + 1));
  if (bytes === undefined || bytes.length < 5) {
    throw badNote("a signature is not strict base64 of key id and signature");
  }
  const name = line.slice(DASH.length, space);
  if (!isKeyName(name)) throw badNote("a key name is not empty and has no white space and no plus sign");
  return { name, keyId: hex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cs}+]/u.test(name);
}

function hasControls(note: string): boolean {
  for (let i = 0; i < note.length; i++) {
    const unit = note.charCodeAt(i);
    if (unit < 0x20 && unit !== 10) return true;
  }
  return false;
}

function badNote(message: string): Malformed {
  return new Malformed("note-malformed", message);
}

function badKey(message: string): Malformed {
  return new Malformed("key-malformed", message);
}
