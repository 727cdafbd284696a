import {
  checkInclusion,
  checkNote,
  commitment,
  equal,
  fromHex,
  Malformed,
  readCheckpoint,
  readEntry,
  readLeaf,
  readNote,
  readVerifier,
  utf8,
  type Leaf,
} from '@verify';
import type { Entry, EntryProof } from '../../api/types';

export type Step = 'entry' | 'tree' | 'signature';

/** What a check found, step by step. A step without `wrong` holds. */
export interface Checked {
  readonly steps: readonly { readonly step: Step; readonly wrong: string | undefined }[];
  /** The payload was erased by law: its leaf is proven, its words are gone. */
  readonly erased: boolean;
  /** Leaves in the tree that the check was made against. */
  readonly size: bigint | undefined;
  /** SHA-256 of the ledger's public key, to be compared with one from elsewhere. */
  readonly fingerprint: string | undefined;
}

/**
 * Proves in this browser, by the server's proof and nothing else of the server's word, that the entry as it is shown is what the
 * signed ledger holds at its place.
 */
export function checkEntry(shown: Entry, proof: EntryProof, key: string): Checked {
  const leaf = attempt(() => readLeaf(utf8(proof.leaf)));
  const head = attempt(() => {
    const note = readNote(utf8(proof.checkpoint));
    return { note, checkpoint: readCheckpoint(note.text) };
  });
  const verifier = attempt(() => readVerifier(key));
  const tree = () => {
    const { size, root } = head.value().checkpoint;
    const hashes = proof.proof.map((hex) => fromHex(hex, 32));
    if (hashes.some((hash) => hash === undefined)) throw new Malformed('proof-length', 'a hash of the proof is not 32 bytes in hexadecimal');
    const found = checkInclusion(BigInt(proof.index), size, leaf.value().hash, hashes.filter((hash) => hash !== undefined), root);
    if (found !== undefined) throw new Malformed(found.code, found.detail);
  };
  const signature = () => {
    const { note, checkpoint } = head.value();
    if (checkpoint.origin !== verifier.value().name) {
      throw new Malformed('key-name-differs', `the checkpoint is of ${checkpoint.origin}, the key of ${verifier.value().name}`);
    }
    const found = checkNote(note, verifier.value());
    if (found !== undefined) throw new Malformed(found.code, found.detail);
  };
  return {
    steps: [
      { step: 'entry', wrong: attempt(() => holds(shown, proof, leaf.value())).wrong },
      { step: 'tree', wrong: attempt(tree).wrong },
      { step: 'signature', wrong: attempt(signature).wrong },
    ],
    erased: proof.entry === undefined,
    size: head.wrong === undefined ? head.value().checkpoint.size : undefined,
    fingerprint: verifier.wrong === undefined ? verifier.value().fingerprint : undefined,
  };
}

/** The leaf is this entry's, commits to the text of the entry, and the text says what is shown. */
function holds(shown: Entry, { entry, salt }: EntryProof, leaf: Leaf): void {
  if (leaf.entry !== shown.id) throw new Malformed('leaf-entry-differs', `the leaf is of entry ${leaf.entry}, shown is ${shown.id}`);
  if (entry === undefined || salt === undefined) return;
  const salted = fromHex(salt, 32);
  if (salted === undefined || !equal(commitment(salted, utf8(entry)), leaf.commitment)) {
    throw new Malformed('entry-commitment-differs', 'the text of the entry is not what the leaf commits to');
  }
  const read = readEntry(utf8(entry));
  const said = [
    read.id === shown.id,
    Date.parse(read.at) === Date.parse(shown.at ?? ''),
    read.phase === shown.phase,
    read.action === shown.action,
    read.attempt === shown.attempt,
    read.actor.kind === shown.actor?.kind && read.actor.id === shown.actor.id && read.actor.name === shown.actor.name,
    read.door === shown.door,
    read.purpose === shown.purpose,
    read.result === shown.result,
    read.details.size === Object.keys(shown.details).length,
    Object.entries(shown.details).every(([name, value]) => read.details.get(name) === value),
  ];
  if (said.includes(false)) throw new Malformed('entry-commitment-differs', 'the list shows something else than the recorded text says');
}

/** Runs it, and keeps what came of it or what was wrong with it. */
function attempt<T>(run: () => T): { value: () => T; wrong: string | undefined } {
  try {
    const value = run();
    return { value: () => value, wrong: undefined };
  } catch (failure) {
    if (!(failure instanceof Malformed)) throw failure;
    return {
      value: () => {
        throw failure;
      },
      wrong: `${failure.code}: ${failure.message}`,
    };
  }
}
