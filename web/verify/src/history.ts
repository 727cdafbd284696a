import { equal, hex, type Bytes } from "./bytes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { CustodyReader, type CustodyRecord } from "./custody.ts";
import type { Description, OriginalLine } from "./description.ts";
import { readEntry, type Entry } from "./entry.ts";
import { Malformed, type Findings } from "./findings.ts";
import { CUSTODY } from "./layout.ts";
import { commitment, readLeaf, type Leaf } from "./leaf.ts";
import { compare, subjectText } from "./lines.ts";
import { checkInclusion } from "./merkle.ts";
import { shown } from "./zip.ts";

const EXPORT = "bundle.export";
const SEAL = "upload.seal";
const EVIDENCE = "evidence ";
/** Longer histories are checked to the end, but not kept whole for showing. */
const MOST_KEPT = 50_000;

/** One entry of a history, for showing. */
export interface HistoryLine {
  /** Place in the history, from 1. */
  readonly number: bigint;
  readonly index: bigint;
  /** Absent when it was erased by law. */
  readonly entry: Entry | undefined;
}

interface End {
  readonly number: bigint;
  readonly hash: Bytes;
  readonly index: bigint;
}

interface Sealed {
  readonly sha256: string;
  readonly length: string;
}

const BEFORE_FIRST: End = { number: 0n, hash: new Uint8Array(32), index: -1n };

/**
 * Checks a custody history record by record: each entry against its leaf, each leaf against the tree, each history without
 * gaps to the attempt of this export, each original against what was received. Push pieces of the file, then finish.
 */
export class HistoryCheck {
  readonly #checkpoint: Checkpoint;
  readonly #description: Description | undefined;
  readonly #findings: Findings;
  readonly #reader = new CustodyReader();
  /** By the evidence inside: where its history stands. */
  readonly #ends = new Map<string, End>();
  /** By evidence and number: what the history says was received. */
  readonly #sealed = new Map<string, Sealed>();
  /** Attempts still without outcome, with their places. */
  readonly #open = new Map<string, string>();
  #export: bigint | undefined;
  #broken = false;
  #kept = 0;
  entries = 0;
  erased = 0;
  /** By evidence. */
  readonly lines = new Map<string, HistoryLine[]>();

  constructor(checkpoint: Checkpoint, description: Description | undefined, findings: Findings) {
    this.#checkpoint = checkpoint;
    this.#description = description;
    this.#findings = findings;
    for (const { evidence } of description?.evidence ?? []) this.#ends.set(EVIDENCE + evidence, BEFORE_FIRST);
  }

  push(piece: Bytes): void {
    this.#read((take) => this.#reader.push(piece, take));
  }

  /** Where the history could not be read to its end, nothing is said about what is missing. */
  finish(): void {
    this.#read((take) => this.#reader.finish(take));
    if (!this.#broken && this.#description !== undefined) this.#finish(this.#description);
  }

  #read(step: (take: (record: CustodyRecord) => void) => void): void {
    if (this.#broken) return;
    try {
      step((record) => {
        this.entries++;
        this.#check(record);
      });
    } catch (problem) {
      if (!(problem instanceof Malformed)) throw problem;
      this.#broken = true;
      this.#findings.take(problem.at(CUSTODY));
    }
  }

  #check(record: CustodyRecord): void {
    const where = `leaf ${record.index}`;
    const leaf = this.#parsed(where, () => readLeaf(record.leaf));
    if (leaf === undefined) return;
    const { size, root } = this.#checkpoint;
    const found = checkInclusion(record.index, size, leaf.hash, record.proof, root);
    if (found !== undefined) this.#findings.add(found.code, where, found.detail);
    this.#checkChain(record.index, leaf);
    let entry: Entry | undefined;
    if (record.opened === undefined) {
      this.erased++;
      this.#findings.add("entry-erased", where, `entry ${leaf.entry}`);
    } else {
      entry = this.#checkEntry(record.index, leaf, record.opened.salt, record.opened.entry);
    }
    this.#keep(record.index, leaf, entry);
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

  #checkChain(index: bigint, leaf: Leaf): void {
    const where = `leaf ${index}`;
    let related = false;
    for (const link of leaf.chain) {
      const subject = subjectText(link.subject);
      const before = this.#ends.get(subject);
      if (before === undefined) continue;
      related = true;
      if (link.number !== before.number + 1n) {
        this.#findings.add("chain-gap", where, `entry ${link.number} of ${subject} comes after entry ${before.number}`);
      } else if (link.previous !== undefined && !equal(link.previous, before.hash)) {
        const detail =
          `entry ${link.number} of ${subject} follows leaf hash ${hex(link.previous)}, ` +
          `the one before has ${hex(before.hash)}`;
        this.#findings.add("chain-link-differs", where, detail);
      }
      this.#ends.set(subject, { number: link.number, hash: leaf.hash, index });
    }
    if (!related && this.#description !== undefined) {
      this.#findings.add("entry-unrelated", where, `entry ${leaf.entry}`);
    }
  }

  #checkEntry(index: bigint, leaf: Leaf, salt: Bytes, bytes: Bytes): Entry | undefined {
    const where = `leaf ${index}`;
    const committed = commitment(salt, bytes);
    if (!equal(committed, leaf.commitment)) {
      const detail = `the leaf commits to ${hex(leaf.commitment)}, salt and entry hash to ${hex(committed)}`;
      this.#findings.add("entry-commitment-differs", where, detail);
    }
    const entry = this.#parsed(where, () => readEntry(bytes));
    if (entry === undefined) return undefined;
    const subjects = entry.subjects.map(subjectText).join("\n");
    const linked = leaf.chain.map((link) => subjectText(link.subject)).join("\n");
    if (entry.id !== leaf.entry || subjects !== linked) {
      this.#findings.add("leaf-entry-differs", where, `entry ${entry.id}, leaf of ${leaf.entry}`);
    }
    this.#remember(index, entry);
    return entry;
  }

  /** Keeps what later questions need: open attempts, this export, what was received. */
  #remember(index: bigint, entry: Entry): void {
    if (entry.attempt !== undefined) this.#open.delete(entry.attempt);
    if (entry.phase === "attempt" && entry.result === "allowed") {
      if (this.#isThisExport(entry)) this.#export = index;
      else this.#open.set(entry.id, `leaf ${index} ${entry.action}`);
    }
    const number = entry.details.get("original");
    const sha256 = entry.details.get("sha256");
    if (entry.action !== SEAL || entry.result !== "done" || number === undefined || sha256 === undefined) return;
    for (const subject of entry.subjects) {
      if (!this.#ends.has(subjectText(subject))) continue;
      this.#sealed.set(`${subject.id} ${number}`, { sha256, length: entry.details.get("length-bytes") ?? "" });
    }
  }

  #isThisExport(entry: Entry): boolean {
    return (
      entry.action === EXPORT &&
      this.#description !== undefined &&
      entry.details.get("bundle") === this.#description.id
    );
  }

  #keep(index: bigint, leaf: Leaf, entry: Entry | undefined): void {
    for (const link of leaf.chain) {
      if (!this.#ends.has(subjectText(link.subject)) || this.#kept >= MOST_KEPT) continue;
      this.#kept++;
      const lines = this.lines.get(link.subject.id) ?? [];
      lines.push({ number: link.number, index, entry });
      this.lines.set(link.subject.id, lines);
    }
  }

  #finish(description: Description): void {
    if (this.#export === undefined) {
      this.#findings.add("export-missing", CUSTODY, `want ${EXPORT} with bundle ${description.id}`);
    }
    for (const line of description.evidence) {
      const end = this.#ends.get(EVIDENCE + line.evidence) ?? BEFORE_FIRST;
      const atExport = this.#export === undefined || this.#export === end.index;
      if (end.number === line.entries && end.index === line.lastIndex && atExport) continue;
      const exported = this.#export === undefined ? "" : `; the export is leaf ${this.#export}`;
      const detail =
        `ends with entry ${end.number} at leaf ${end.index}, ` +
        `want entry ${line.entries} at leaf ${line.lastIndex}${exported}`;
      this.#findings.add("chain-end-differs", EVIDENCE + line.evidence, detail);
    }
    for (const [id, where] of this.#open) this.#findings.add("attempt-without-outcome", where, `attempt ${id}`);
    for (const line of description.originals) this.#checkOriginal(line);
    const left = [...this.#sealed].sort(([a], [b]) => compare(a, b));
    for (const [original, was] of left) {
      this.#findings.add("original-left-out", EVIDENCE + original, `received with SHA-256 ${was.sha256}`);
    }
  }

  #checkOriginal(line: OriginalLine): void {
    const key = `${line.evidence} ${line.number}`;
    const was = this.#sealed.get(key);
    this.#sealed.delete(key);
    if (was === undefined) {
      const code = this.erased > 0 ? "original-history-erased" : "original-unknown";
      this.#findings.add(code, line.path, `no ${SEAL} of original ${line.number} of evidence ${line.evidence}`);
      return;
    }
    if (was.sha256 === hex(line.sha256) && was.length === String(line.length)) return;
    const detail =
      `received ${shown(was.length)} bytes with SHA-256 ${shown(was.sha256)}, ` +
      `in the bundle ${line.length} bytes with ${hex(line.sha256)}`;
    this.#findings.add("original-differs", line.path, detail);
  }
}
