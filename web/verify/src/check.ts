import { BagCheck } from "./bag.ts";
import { equal, hex, text, utf8, type Bytes } from "./bytes.ts";
import { readCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { Crc32 } from "./crc32.ts";
import { folderOf, readDescription, textToSign, type Description, type OriginalLine } from "./description.ts";
import { Findings, Malformed, severity, type Finding } from "./findings.ts";
import { HistoryCheck, type HistoryLine } from "./history.ts";
import { CHECKPOINT, CUSTODY, DESCRIPTION, KEY, READ_AHEAD, SIGNATURE, TIMESTAMP } from "./layout.ts";
import { checkNote, readNote, readVerifier, type NoteVerifier, type SignedNote } from "./note.ts";
import { Sha256, sha256 } from "./sha256.ts";
import type { Source } from "./source.ts";
import { readTimestamp, type Timestamp } from "./timestamp.ts";
import { inspectZip, shown, type ZipContents, type ZipMember } from "./zip.ts";

const MAX_TEXT_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 4 * 1024 * 1024;

export type { HistoryLine };

/**
 * Whether an original in the bundle has the bytes that the signed description lists and that the history says were received;
 * unproven where signature or history do not hold, or the file could not be read.
 */
export interface CheckedOriginal {
  readonly line: OriginalLine;
  readonly state: "same" | "differs" | "unproven";
}

/** Where something is wrong with one of these, nothing is proven of any original. */
const FOUNDATIONS: ReadonlySet<string> = new Set([DESCRIPTION, SIGNATURE, KEY, CHECKPOINT, CUSTODY]);

/** What the check of a bundle found, with the same codes as `./vidimus verify`. */
export interface Checked {
  readonly verdict: "holds" | "does-not-hold" | "not-a-bundle";
  /** In the order they were found, at most 100 of each code. */
  readonly findings: readonly Finding[];
  /** What the bundle says is inside, where it could be read; to be believed only when all holds. */
  readonly bundle: Description | undefined;
  /** The key that signatures were checked with: the bundle's own. */
  readonly verifier: NoteVerifier | undefined;
  readonly timestamp: (Timestamp & { readonly fits: boolean }) | "unreadable" | undefined;
  readonly originals: readonly CheckedOriginal[];
  /** By evidence. */
  readonly histories: ReadonlyMap<string, readonly HistoryLine[]>;
  readonly entries: number;
  readonly erased: number;
}

export interface Watching {
  readonly signal?: AbortSignal;
  /** Called now and then with bytes done and bytes in all. */
  readonly progress?: (done: number, total: number) => void;
  /** The ledger's key from elsewhere; without it the bundle's own is used, which proves nothing about who made it. */
  readonly trustedKey?: NoteVerifier;
}

/**
 * Checks a bundle as `docs/spec/bundle.md` describes it, offline and without unpacking. Every byte is read and hashed once, in
 * pieces; memory grows with the number of files, not with their size. Rejects only where the source cannot be read or the signal
 * says stop: what is wrong with the content is never an exception.
 */
export function checkBundle(source: Source, watching: Watching = {}): Promise<Checked> {
  return new BundleCheck(source, watching).run();
}

class BundleCheck {
  readonly #source: Source;
  readonly #watching: Watching;
  readonly #findings = new Findings();
  /** Small files that others are checked with, read ahead. */
  readonly #texts = new Map<string, Bytes>();
  #zip: ZipContents = { folder: undefined, members: new Map() };
  #verifier: NoteVerifier | undefined;
  #description: Description | undefined;
  #timestamp: Checked["timestamp"];
  readonly #states = new Map<string, CheckedOriginal["state"]>();
  #history: HistoryCheck | undefined;
  #done = 0;

  constructor(source: Source, watching: Watching) {
    this.#source = source;
    this.#watching = watching;
  }

  async run(): Promise<Checked> {
    this.#zip = await inspectZip(this.#source, this.#findings);
    if (this.#zip.folder === undefined) {
      this.#findings.add("not-a-bundle", "", "no folder vidimus-<id> in a zip");
    } else if (this.#zip.members.size > 0) {
      await this.#readTexts();
      this.#checkKey();
      this.#checkDescription();
      const checkpoint = this.#checkCheckpoint();
      this.#checkTimestamp();
      await this.#checkFiles(checkpoint);
    }
    const broken = this.#findings.kept.some((found) => severity(found) === "error");
    return {
      verdict: this.#findings.has("not-a-bundle") ? "not-a-bundle" : broken ? "does-not-hold" : "holds",
      findings: this.#findings.kept,
      bundle: this.#description,
      verifier: this.#verifier,
      timestamp: this.#timestamp,
      originals: (this.#description?.originals ?? []).map((line) => ({ line, state: this.#stateOf(line) })),
      histories: this.#history?.lines ?? new Map<string, HistoryLine[]>(),
      entries: this.#history?.entries ?? 0,
      erased: this.#history?.erased ?? 0,
    };
  }

  #stateOf(line: OriginalLine): CheckedOriginal["state"] {
    const errors = this.#findings.kept.filter((found) => severity(found) === "error");
    const about = (where: string): boolean => where === line.path || where.startsWith("leaf ");
    if (this.#states.get(line.path) === "differs") return "differs";
    if (errors.some((found) => found.code === "original-differs" && found.where === line.path)) return "differs";
    const unproven = errors.some((found) => FOUNDATIONS.has(found.where) || about(found.where));
    return unproven ? "unproven" : (this.#states.get(line.path) ?? "unproven");
  }

  async #readTexts(): Promise<void> {
    for (const path of READ_AHEAD) {
      const member = this.#zip.members.get(path);
      if (member === undefined) {
        if (path !== TIMESTAMP) this.#findings.add("bundle-file-missing", path, "every bundle has it");
      } else if (member.length > MAX_TEXT_BYTES) {
        this.#findings.add("zip-too-large", path, `${member.length} bytes, at most ${MAX_TEXT_BYTES} are read`);
      } else {
        this.#texts.set(path, await this.#source.read(member.contentOffset, member.length));
      }
    }
  }

  #checkKey(): void {
    const { trustedKey } = this.#watching;
    const bytes = this.#texts.get(KEY);
    let own: NoteVerifier | undefined;
    if (bytes !== undefined) {
      own = this.#parsed(KEY, () => {
        const parsed = readVerifier(text(bytes) ?? "");
        if (!equal(bytes, utf8(`${parsed.encoded}\n`))) {
          throw new Malformed("key-malformed", "want the key and a line feed");
        }
        return parsed;
      });
    }
    if (trustedKey === undefined) {
      if (own !== undefined) {
        this.#findings.add("key-from-bundle", KEY, `${own.name}, SHA-256 of the key ${own.fingerprint}`);
      }
    } else if (own !== undefined && own.encoded !== trustedKey.encoded) {
      this.#findings.add("key-differs", KEY, `${own.encoded}, you trust ${trustedKey.encoded}`);
    }
    // The rest is checked with the bundle's own key, so that what else is wrong is found too.
    this.#verifier = own ?? trustedKey;
  }

  #checkDescription(): void {
    const bytes = this.#texts.get(DESCRIPTION);
    if (bytes === undefined) return;
    this.#description = this.#parsed(DESCRIPTION, () => readDescription(bytes));
    if (this.#description !== undefined) this.#checkIdentity(this.#description);
    const signature = this.#note(SIGNATURE);
    if (signature === undefined) return;
    if (signature.signatures.length !== 1) {
      this.#findings.add("note-malformed", SIGNATURE, `${signature.signatures.length} signatures, want one`);
    }
    const wanted = this.#description === undefined ? "" : textToSign(this.#description.id, bytes);
    if (signature.text !== wanted) {
      const over = shown(signature.text.replace(/\n/g, " "));
      const detail = `its SHA-256 is ${hex(sha256(bytes))}, the signature is over ${over}`;
      this.#findings.add("bundle-text-differs", DESCRIPTION, detail);
    }
  }

  #checkIdentity(description: Description): void {
    if (this.#zip.folder !== folderOf(description.id)) {
      const detail = `the folder is ${this.#zip.folder ?? ""}, the bundle is ${description.id}`;
      this.#findings.add("bundle-folder-differs", "", detail);
    }
    const { origin } = description.checkpoint;
    if (this.#verifier !== undefined && this.#verifier.name !== origin) {
      this.#findings.add("key-name-differs", KEY, `the key is ${this.#verifier.name}, the ledger is ${shown(origin)}`);
    }
  }

  /** Reads a signed note and checks its signature. */
  #note(path: string): SignedNote | undefined {
    const bytes = this.#texts.get(path);
    if (bytes === undefined) return undefined;
    const note = this.#parsed(path, () => readNote(bytes));
    if (note === undefined || this.#verifier === undefined) return note;
    const found = checkNote(note, this.#verifier);
    if (found !== undefined) this.#findings.add(found.code, path, found.detail);
    return note;
  }

  /** The checkpoint to check proofs against: the signed one, or else the one that the description names. */
  #checkCheckpoint(): Checkpoint | undefined {
    const named = this.#description?.checkpoint;
    const note = this.#note(CHECKPOINT);
    if (note === undefined) return named;
    const signed = this.#parsed(CHECKPOINT, () => readCheckpoint(note.text));
    if (signed === undefined) return named;
    if (named !== undefined && !isSameHead(named, signed)) {
      const detail =
        `size ${signed.size} root ${hex(signed.root)}, ` +
        `the description names size ${named.size} root ${hex(named.root)}`;
      this.#findings.add("checkpoint-differs", CHECKPOINT, detail);
    }
    return signed;
  }

  /** What the stamp says, and that it is of this checkpoint. Its signature is for a tool that knows the authority. */
  #checkTimestamp(): void {
    const reply = this.#texts.get(TIMESTAMP);
    const checkpoint = this.#texts.get(CHECKPOINT);
    if (reply === undefined) {
      this.#findings.add("timestamp-absent", TIMESTAMP, "no such file");
      return;
    }
    if (checkpoint === undefined) return;
    const stamp = readTimestamp(reply);
    if (stamp === undefined) {
      this.#timestamp = "unreadable";
      this.#findings.add("timestamp-malformed", TIMESTAMP, "not a granted reply over a SHA-256");
      return;
    }
    const fits = equal(stamp.imprint, sha256(checkpoint));
    this.#timestamp = { ...stamp, fits };
    if (!fits) {
      const detail = `it is over ${hex(stamp.imprint)}, the checkpoint hashes to ${hex(sha256(checkpoint))}`;
      this.#findings.add("timestamp-imprint-differs", TIMESTAMP, detail);
    } else {
      const at = stamp.time.toISOString();
      this.#findings.add("timestamp-authority-unchecked", TIMESTAMP, `${at}; its signature was not checked here`);
    }
  }

  async #checkFiles(checkpoint: Checkpoint | undefined): Promise<void> {
    const bag = new BagCheck(this.#texts, this.#description, this.#findings);
    const wanted = new Map((this.#description?.originals ?? []).map((line) => [line.path, line]));
    for (const member of this.#zip.members.values()) {
      const isHistory = member.path === CUSTODY && checkpoint !== undefined;
      if (isHistory) this.#history = new HistoryCheck(checkpoint, this.#description, this.#findings);
      const [digest, crc32] = await this.#hash(member, isHistory ? this.#history : undefined);
      if (isHistory) this.#history?.finish();
      bag.check(member, digest, crc32);
      const line = wanted.get(member.path);
      if (line !== undefined) this.#states.set(member.path, equal(line.sha256, digest) ? "same" : "differs");
    }
    bag.finish();
    this.#watching.progress?.(this.#source.length, this.#source.length);
  }

  async #hash(member: ZipMember, history: HistoryCheck | undefined): Promise<[Bytes, number]> {
    const digest = new Sha256();
    const crc = new Crc32();
    for (let at = 0; at < member.length; ) {
      if (this.#watching.signal?.aborted === true) throw new Error("stopped");
      const piece = await this.#source.read(member.contentOffset + at, Math.min(PIECE_BYTES, member.length - at));
      digest.update(piece);
      crc.update(piece);
      history?.push(piece);
      at += piece.length;
      this.#done += piece.length;
      this.#watching.progress?.(this.#done, this.#source.length);
    }
    return [digest.digest(), crc.value()];
  }

  #parsed<T>(where: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (problem) {
      if (!(problem instanceof Malformed)) throw problem;
      this.#findings.take(problem.at(where));
      return undefined;
    }
  }
}

function isSameHead(a: Checkpoint, b: Checkpoint): boolean {
  return a.origin === b.origin && a.size === b.size && equal(a.root, b.root);
}
