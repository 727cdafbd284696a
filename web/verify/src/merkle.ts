import { concat, equal, hex, type Bytes } from "./bytes.ts";
import { finding, type Finding, type FindingCode } from "./findings.ts";
import { sha256 } from "./sha256.ts";

/*
 * The Merkle tree of RFC 9162 §2.1 with SHA-256. Positions are bigint, so that none is rounded. The checks are strict: a proof
 * with a hash too many, too few or in another order is refused, and so is an index outside of the tree.
 */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Bytes = sha256();

export function leafHash(leaf: Bytes): Bytes {
  return sha256(LEAF, leaf);
}

export function nodeHash(left: Bytes, right: Bytes): Bytes {
  return sha256(concat(NODE, left, right));
}

/** Checks by §2.1.3.2 that `hash` is leaf `index` of the tree of `size` leaves with `root`. */
export function checkInclusion(index: bigint, size: bigint, hash: Bytes, proof: readonly Bytes[], root: Bytes): Finding | undefined {
  if (index < 0n || index >= size) return found("proof-index-beyond-size", `leaf ${index} of a tree of ${size}`);
  // The levels where the leaf's path and the path of the tree's last leaf differ have a sibling each; above them only
  // siblings on the left exist: one for each 1 bit of the index.
  const inner = bitLength(index ^ (size - 1n));
  const wanted = inner + ones(index >> BigInt(inner));
  if (proof.length !== wanted) return found("proof-length", `${proof.length} hashes, want ${wanted}`);
  let reached = hash;
  proof.forEach((sibling, level) => {
    const siblingIsRight = level < inner && ((index >> BigInt(level)) & 1n) === 0n;
    reached = siblingIsRight ? nodeHash(reached, sibling) : nodeHash(sibling, reached);
  });
  if (root.length === 32 && equal(reached, root)) return undefined;
  return found(
    "proof-root-differs",
    `leaf ${index} leads to root ${hex(reached)}, the tree of ${size} has ${hex(root)}`,
  );
}

/** Checks by §2.1.4.2 that the tree of `newSize` is the tree of `oldSize` with leaves appended. */
export function checkConsistency(
  oldSize: bigint,
  newSize: bigint,
  oldRoot: Bytes,
  newRoot: Bytes,
  proof: readonly Bytes[],
): Finding | undefined {
  if (oldSize < 1n || oldSize > newSize) {
    return found("consistency-sizes", `from size ${oldSize} to size ${newSize}`);
  }
  if (oldSize === newSize) return sameSize(oldSize, oldRoot, newRoot, proof);
  const wanted = consistencyLength(oldSize, newSize);
  if (proof.length !== wanted) return found("proof-length", `${proof.length} hashes, want ${wanted}`);
  // §2.1.4.2: an old tree that is complete starts from its own root, which the proof leaves out.
  const complete = ones(oldSize) === 1;
  const start = complete ? oldRoot : (proof[0] ?? oldRoot);
  let reachedOld = start;
  let reachedNew = start;
  let node = oldSize - 1n;
  let last = newSize - 1n;
  const up = (): void => {
    node >>= 1n;
    last >>= 1n;
  };
  while ((node & 1n) === 1n) up();
  for (const sibling of complete ? proof : proof.slice(1)) {
    if ((node & 1n) === 1n || node === last) {
      reachedOld = nodeHash(sibling, reachedOld);
      reachedNew = nodeHash(sibling, reachedNew);
      while ((node & 1n) === 0n && node !== 0n) up();
    } else {
      reachedNew = nodeHash(reachedNew, sibling);
    }
    up();
  }
  if (!equal(reachedOld, oldRoot)) {
    return found("consistency-old-root-differs", `reached ${hex(reachedOld)}, want ${hex(oldRoot)}`);
  }
  if (!equal(reachedNew, newRoot)) {
    return found("consistency-new-root-differs", `reached ${hex(reachedNew)}, want ${hex(newRoot)}`);
  }
  return undefined;
}

function sameSize(size: bigint, oldRoot: Bytes, newRoot: Bytes, proof: readonly Bytes[]): Finding | undefined {
  if (proof.length > 0) return found("proof-length", `${proof.length} hashes, want 0 for trees of one size`);
  if (equal(oldRoot, newRoot)) return undefined;
  const detail = `two roots for one size ${size}: ${hex(oldRoot)} and ${hex(newRoot)}`;
  return found("consistency-new-root-differs", detail);
}

/** How many hashes PROOF(oldSize, D_newSize) has, by walking SUBPROOF of §2.1.4.1 without hashing. */
function consistencyLength(oldSize: bigint, newSize: bigint): number {
  let count = 0;
  let begin = 0n;
  let end = newSize;
  while (oldSize !== end) {
    const middle = begin + (1n << BigInt(bitLength(end - begin - 1n) - 1));
    if (oldSize <= middle) end = middle;
    else begin = middle;
    count++;
  }
  return begin === 0n ? count : count + 1;
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function ones(value: bigint): number {
  return value.toString(2).split("1").length - 1;
}

function found(code: FindingCode, detail: string): Finding {
  return finding(code, "", detail);
}
