import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fromHex, type Bytes } from "../src/bytes.ts";

/** The probes of `vectors/`, which the Java side runs too. */
export const VECTORS = fileURLToPath(new URL("../../../vectors/", import.meta.url));

export class Probe {
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(values: object) {
    this.#values = new Map(Object.entries(values));
  }

  text(key: string): string {
    const value = this.#values.get(key);
    if (typeof value !== "string") throw new Error(`no text ${key}`);
    return value;
  }

  /** Absent where the probe does not say. */
  optional(key: string): string | undefined {
    const value = this.#values.get(key);
    return typeof value === "string" ? value : undefined;
  }

  number(key: string): bigint {
    return BigInt(this.text(key));
  }

  hash(key: string): Bytes {
    return required(fromHex(this.text(key), 32));
  }

  hashes(key: string): Bytes[] {
    const value = this.#values.get(key) ?? [];
    if (!Array.isArray(value)) throw new Error(`no list ${key}`);
    return value.map((hash) => required(fromHex(String(hash), 32)));
  }

  bytes(): Bytes {
    return new Uint8Array(Buffer.from(this.text("bytes"), "base64"));
  }
}

/** Reads a file of probes; numbers become texts, because some are larger than JavaScript can hold. */
export function probes(file: string): Probe[] {
  const json = readFileSync(VECTORS + file, "utf8").replace(/^(\s*"\w+":\s*)(-?\d+)(,?)$/gm, '$1"$2"$3');
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) throw new Error(`${file} is no list`);
  return list.map((values: object) => new Probe(values));
}

export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("missing");
  return value;
}
