import { decimal, fromHex, type Bytes } from "./bytes.ts";
import { Malformed } from "./findings.ts";
import { SALT_BYTES } from "./leaf.ts";

/** One entry of a custody history as a bundle carries it: everything needed to check it against the checkpoint. */
export interface CustodyRecord {
  readonly index: bigint;
  /** Absent when entry and salt were erased by law. */
  readonly opened?: { readonly salt: Bytes; readonly entry: Bytes };
  readonly leaf: Bytes;
  readonly proof: readonly Bytes[];
}

const CODE = "custody-malformed";
const HEADER = "vidimus.custody/v1";
const ENTRY = "vidimus.entry/v1";
const LEAF = "vidimus.leaf/v1";
const MAX_PART_BYTES = 1 << 20;
const MAX_PROOF = 64;
/** Entry, leaf and proof at their longest. */
const MAX_RECORD_BYTES = 3 << 20;

/**
 * Reads a custody history, `vidimus.custody/v1`, as it comes: push pieces, and take records. Memory is bounded by one record and one
 * piece. What entries and leaves say is not judged here. Throws Malformed.
 */
export class CustodyReader {
  #rest: Bytes = new Uint8Array(0);
  #begun = false;
  #last = -1n;

  /** Gives the records that the piece completes, each before the next one is read. */
  push(piece: Bytes, take: (record: CustodyRecord) => void): void {
    const bytes = new Uint8Array(this.#rest.length + piece.length);
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    let start = 0;
    // An empty line ends what is before it; no entry and no leaf has one.
    for (let at = Math.max(this.#rest.length - 1, 0); ; ) {
      const end = emptyLine(bytes, Math.max(at, start));
      if (end < 0) break;
      const record = this.#block(bytes.subarray(start, end));
      if (record !== undefined) take(record);
      start = end + 1;
      at = start;
    }
    this.#rest = bytes.slice(start);
    if (this.#rest.length > MAX_RECORD_BYTES) throw malformed(`a record of more than ${MAX_RECORD_BYTES} bytes`);
  }

  /** The last record, once nothing more comes. */
  finish(take: (record: CustodyRecord) => void): void {
    if (this.#rest.length === 0) throw malformed("want a record after an empty line");
    if (this.#rest[this.#rest.length - 1] !== 10) throw malformed("the last line has no line feed");
    const record = this.#block(this.#rest);
    this.#rest = new Uint8Array(0);
    if (record !== undefined) take(record);
  }

  #block(bytes: Bytes): CustodyRecord | undefined {
    const lines = new Lines(bytes);
    if (!this.#begun) {
      lines.require(lines.take() === HEADER && lines.isOver(), HEADER);
      this.#begun = true;
      return undefined;
    }
    const record = readRecord(lines);
    lines.require(record.index > this.#last, `a leaf index above ${this.#last}`);
    this.#last = record.index;
    return record;
  }
}

function readRecord(lines: Lines): CustodyRecord {
  const index = decimal(lines.value("index "));
  if (index === undefined) throw malformed("not a decimal number");
  if (lines.peek() === "erased") {
    lines.take();
    return { index, ...leafAndProof(lines) };
  }
  const salt = hash(lines.value("salt "), SALT_BYTES);
  lines.require(lines.peek() === ENTRY, ENTRY);
  const entry = lines.block(LEAF);
  return { index, opened: { salt, entry }, ...leafAndProof(lines) };
}

function leafAndProof(lines: Lines): { leaf: Bytes; proof: Bytes[] } {
  lines.require(lines.peek() === LEAF, LEAF);
  const leaf = lines.block("proof ");
  const proof: Bytes[] = [];
  while (!lines.isOver()) proof.push(hash(lines.value("proof "), 32));
  if (proof.length > MAX_PROOF) throw malformed(`want at most ${MAX_PROOF} hashes`);
  return { leaf, proof };
}

function hash(digits: string, length: number): Bytes {
  const bytes = fromHex(digits, length);
  if (bytes === undefined) throw malformed("want 64 lower-case hexadecimal digits");
  return bytes;
}

/** The lines of one block, each ended by a line feed, as Latin-1: whoever reads text takes the bytes. */
class Lines {
  readonly #bytes: Bytes;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  isOver(): boolean {
    return this.#at >= this.#bytes.length;
  }

  peek(): string {
    return latin1(this.#bytes.subarray(this.#at, this.#end()));
  }

  take(): string {
    const line = this.peek();
    this.#at = this.#end() + 1;
    return line;
  }

  value(key: string): string {
    const line = this.isOver() ? "" : this.take();
    this.require(line.startsWith(key), `${key}\u2026`);
    return line.slice(key.length);
  }

  /** The bytes of this line and all up to the next that starts with `stop`. */
  block(stop: string): Bytes {
    const start = this.#at;
    do this.#at = this.#end() + 1;
    while (!this.isOver() && !this.#startsWith(stop));
    const bytes = this.#bytes.slice(start, this.#at);
    this.require(bytes.length <= MAX_PART_BYTES, `at most ${MAX_PART_BYTES} bytes`);
    return bytes;
  }

  require(holds: boolean, wanted: string): void {
    if (!holds) throw malformed(`want ${wanted}`);
  }

  #startsWith(prefix: string): boolean {
    for (let i = 0; i < prefix.length; i++) {
      if (this.#bytes[this.#at + i] !== prefix.charCodeAt(i)) return false;
    }
    return true;
  }

  #end(): number {
    const end = this.#bytes.indexOf(10, this.#at);
    return end < 0 ? this.#bytes.length : end;
  }
}

/** Where the second of two line feeds in a row is. */
function emptyLine(bytes: Bytes, from: number): number {
  for (let i = bytes.indexOf(10, from); i >= 0; i = bytes.indexOf(10, i + 1)) {
    if (bytes[i + 1] === 10) return i + 1;
  }
  return -1;
}

function latin1(bytes: Bytes): string {
  let line = "";
  for (const byte of bytes) line += String.fromCharCode(byte);
  return line;
}

function malformed(message: string): Malformed {
  return new Malformed(CODE, message);
}
