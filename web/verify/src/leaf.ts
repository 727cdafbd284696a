import { equal, hex, utf8, type Bytes } from "./bytes.ts";
import { Malformed } from "./findings.ts";
import { LineReader, compareSubjects, subjectText, type LedgerSubject } from "./lines.ts";
import { leafHash } from "./merkle.ts";
import { sha256 } from "./sha256.ts";

/** What the Merkle tree holds for one entry, `vidimus.leaf/v1`: a salted commitment, and its place in each history. */
export interface Leaf {
  readonly entry: string;
  readonly commitment: Bytes;
  readonly chain: readonly ChainLink[];
  /** Hash of the leaf in the tree. */
  readonly hash: Bytes;
}

export interface ChainLink {
  readonly subject: LedgerSubject;
  /** Place in the history of the subject, from 1. */
  readonly number: bigint;
  /** Leaf hash of the entry before; absent for the first and only for the first. */
  readonly previous?: Bytes;
}

export const SALT_BYTES = 32;
const HEADER = "vidimus.leaf/v1";
const MAX_BYTES = 1 << 20;
const CODE = "leaf-malformed";

/** SHA-256(salt, entry). */
export function commitment(salt: Bytes, entry: Bytes): Bytes {
  return sha256(salt, entry);
}

/** Reads a leaf in its one spelling, or throws Malformed. */
export function readLeaf(bytes: Bytes): Leaf {
  if (bytes.length > MAX_BYTES) {
    throw new Malformed(CODE, `a leaf of ${bytes.length} bytes, at most ${MAX_BYTES} are read`);
  }
  const lines = new LineReader(CODE, bytes, HEADER);
  const entry = lines.uuid(lines.required("entry"));
  const committed = lines.hash(lines.required("commitment"));
  const chain = lines.repeated("chain").map((value) => readLink(lines, value));
  lines.requireEnd();
  const sorted = [...chain].sort((a, b) => compareSubjects(a.subject, b.subject));
  sorted.forEach((link, i) => {
    const before = sorted[i - 1];
    if (before !== undefined && compareSubjects(before.subject, link.subject) === 0) {
      throw new Malformed(CODE, `two chain links for ${subjectText(link.subject)}`);
    }
  });
  const text = [HEADER, `entry ${entry}`, `commitment ${hex(committed)}`, ...sorted.map(linkText)].join("\n") + "\n";
  if (!equal(utf8(text), bytes)) {
    throw new Malformed(CODE, "the leaf is not in its one spelling (order of the chain)");
  }
  return { entry, commitment: committed, chain, hash: leafHash(bytes) };
}

function readLink(lines: LineReader, value: string): ChainLink {
  const [kind, id, count, hash, ...more] = value.split(" ");
  if (kind === undefined || id === undefined || count === undefined || hash === undefined || more.length > 0) {
    throw lines.malformed('a chain link is "<kind> <uuid> <number> <hash or ->"');
  }
  const subject = lines.subject(`${kind} ${id}`);
  const number = lines.number(count);
  const previous = hash === "-" ? {} : { previous: lines.hash(hash) };
  if (number < 1n) throw new Malformed(CODE, `entries of a history are numbered from 1, got ${number}`);
  if ("previous" in previous !== number > 1n) {
    throw new Malformed(CODE, "the first entry of a history, and no other, has none before it");
  }
  return { subject, number, ...previous };
}

function linkText(link: ChainLink): string {
  return `chain ${subjectText(link.subject)} ${link.number} ${link.previous === undefined ? "-" : hex(link.previous)}`;
}
