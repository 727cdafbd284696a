import { decimal, equal, fromBase64, hex, type Bytes } from "./bytes.ts";
import { Malformed } from "./findings.ts";
import { EMPTY_ROOT } from "./merkle.ts";

/** The head of a ledger (C2SP tlog-checkpoint), as the text of a signed note. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Bytes;
  /** Further lines; kept, not interpreted. */
  readonly extensions: readonly string[];
}

const CODE = "checkpoint-malformed";

/** Reads the text of a note, or throws Malformed. */
export function readCheckpoint(body: string): Checkpoint {
  if (!body.endsWith("\n")) throw new Malformed(CODE, "the last line has no line feed");
  const [origin, count, rootText, ...extensions] = body.slice(0, -1).split("\n");
  if (origin === undefined || count === undefined || rootText === undefined) {
    throw new Malformed(CODE, `a checkpoint has at least three lines, got ${body.split("\n").length - 1}`);
  }
  const size = decimal(count);
  if (size === undefined) throw new Malformed(CODE, "the size is not a decimal number");
  const root = fromBase64(rootText);
  if (root?.length !== 32) throw new Malformed(CODE, "the root is not strict base64 of 32 bytes");
  if (!isLine(origin)) throw new Malformed(CODE, "an origin is one line that is not empty, without control characters");
  if (!extensions.every(isLine)) {
    throw new Malformed(CODE, "an extension is one line that is not empty, without control characters");
  }
  if (size === 0n && !equal(root, EMPTY_ROOT)) {
    throw new Malformed(CODE, `an empty tree has the root ${hex(EMPTY_ROOT)}, got ${hex(root)}`);
  }
  return { origin, size, root, extensions };
}

/** Not empty, and without control characters. */
export function isLine(line: string): boolean {
  return line !== "" && [...line].every((character) => character >= " ");
}
