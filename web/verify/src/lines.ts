import { decimal, fromHex, text, type Bytes } from "./bytes.ts";
import { Malformed, type FindingCode } from "./findings.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const KIND = /^[a-z][a-z0-9-]{0,63}$/;

/** The thing that an entry is about; each has a history of its own in the ledger. */
export interface LedgerSubject {
  readonly kind: string;
  readonly id: string;
}

export function subjectText(subject: LedgerSubject): string {
  return `${subject.kind} ${subject.id}`;
}

export function compareSubjects(a: LedgerSubject, b: LedgerSubject): number {
  return compare(a.kind, b.kind) || compare(a.id, b.id);
}

/** By UTF-16 units, as Java compares. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reads the lines `key value` of a strict line-based format in their fixed order. */
export class LineReader {
  readonly #code: FindingCode;
  readonly #lines: string[];
  #next = 0;

  /** Throws Malformed if the bytes are not UTF-8 lines, each ended by a line feed, the first being `header`. */
  constructor(code: FindingCode, bytes: Bytes, header: string) {
    this.#code = code;
    const whole = text(bytes);
    if (whole === undefined) throw this.malformed("not UTF-8");
    if (!whole.endsWith("\n")) throw this.malformed("the last line has no line feed");
    this.#lines = whole.slice(0, -1).split("\n");
    if (this.#lines[0] !== header) throw this.malformed(`the first line is not ${header}`);
    this.#next = 1;
  }

  malformed(message: string): Malformed {
    return new Malformed(this.#code, this.#next > 0 ? `line ${this.#next + 1}: ${message}` : message);
  }

  /** The value of the next line if it has this key. */
  optional(key: string): string | undefined {
    const line = this.#lines[this.#next];
    if (line === undefined || !line.startsWith(`${key} `)) return undefined;
    this.#next++;
    return line.slice(key.length + 1);
  }

  required(key: string): string {
    const value = this.optional(key);
    if (value === undefined) throw this.malformed(`want "${key} \u2026"`);
    return value;
  }

  /** The values of all next lines that have this key. */
  repeated(key: string): string[] {
    const values: string[] = [];
    for (let value = this.optional(key); value !== undefined; value = this.optional(key)) values.push(value);
    return values;
  }

  requireEnd(): void {
    if (this.#next < this.#lines.length) throw this.malformed("nothing more is wanted");
  }

  unescaped(value: string): string {
    const plain = unescape(value);
    if (plain === undefined) throw this.malformed("a backslash stands for nothing");
    return plain;
  }

  uuid(value: string): string {
    if (!UUID.test(value)) throw this.malformed("not a UUID in lower case");
    return value;
  }

  hash(value: string): Bytes {
    const hash = fromHex(value, 32);
    if (hash === undefined) throw this.malformed("not 64 lower-case hexadecimal digits");
    return hash;
  }

  number(value: string): bigint {
    const number = decimal(value);
    if (number === undefined) throw this.malformed("not a decimal number");
    return number;
  }

  /** Splits at the first spaces; the last part keeps its own. */
  parts(value: string, count: number): string[] {
    const parts = value.split(" ");
    if (parts.length < count) throw this.malformed(`want ${count} parts, got ${parts.length}`);
    return [...parts.slice(0, count - 1), parts.slice(count - 1).join(" ")];
  }

  word<W extends string>(choices: readonly W[], value: string): W {
    const word = choices.find((choice) => choice === value);
    if (word === undefined) throw this.malformed("not one of the known words");
    return word;
  }

  subject(value: string): LedgerSubject {
    const space = value.indexOf(" ");
    if (space < 0) throw this.malformed('a subject is "<kind> <uuid>"');
    const kind = value.slice(0, space);
    const id = this.uuid(value.slice(space + 1));
    if (!KIND.test(kind)) throw this.malformed("a subject's kind is a lower-case word");
    return { kind, id };
  }
}

/** Values of line-based formats: backslash, line feed and carriage return are written `\\`, `\n`, `\r`. */
export function escape(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\r/g, "\\r");
}

export function unescape(value: string): string | undefined {
  if (/[\r\n]/.test(value) || /\\(?![\\nr])/.test(value.replace(/\\\\/g, ""))) return undefined;
  return value.replace(/\\([\\nr])/g, (_, c) => (c === "n" ? "\n" : c === "r" ? "\r" : "\\"));
}
