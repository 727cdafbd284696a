import { sha256 as noble } from "@noble/hashes/sha2.js";
import type { Bytes } from "./bytes.ts";

/** SHA-256 in pieces. The browser's own digest wants a whole file in memory, and is missing on some file:// pages. */
export class Sha256 {
  readonly #state = noble.create();

  update(piece: Bytes): this {
    this.#state.update(piece);
    return this;
  }

  /** The digest of all pieces so far; nothing can be added afterwards. */
  digest(): Bytes {
    return this.#state.digest();
  }
}

export function sha256(...pieces: Bytes[]): Bytes {
  const hash = new Sha256();
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}
