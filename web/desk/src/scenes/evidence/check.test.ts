// @vitest-environment node
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64, commitment, hex, leafHash, utf8 } from '@verify';
import { expect, test } from 'vitest';
import type { Entry, EntryProof } from '../../api/types';
import { checkEntry } from './check';

const origin = 'vidimus/test';
const secret = sha256(utf8('a key for this test'));
const typed = Uint8Array.of(1, ...ed25519.getPublicKey(secret));
const keyId = sha256(Uint8Array.of(...utf8(origin), 10, ...typed)).slice(0, 4);
const key = `${origin}+${hex(keyId)}+${base64(typed)}\n`;

const id = '6f1c0000-0000-4000-8000-000000000001';
const actor = { kind: 'person', id: '6f1c0000-0000-4000-8000-000000000002', name: 'Amara Okafor' };
const shown: Entry = {
  id,
  index: 1,
  at: '2026-11-21T20:15:30.123456Z',
  phase: 'outcome',
  attempt: '6f1c0000-0000-4000-8000-000000000003',
  action: 'evidence.view',
  actor,
  door: 'screen',
  result: 'done',
  details: { original: '1' },
  state: 'PUBLISHED',
};
const text = [
  'vidimus.entry/v1',
  `id ${id}`,
  'at 2026-11-21T20:15:30.123456Z',
  'phase outcome',
  'attempt 6f1c0000-0000-4000-8000-000000000003',
  'action evidence.view',
  `actor person ${actor.id} ${actor.name}`,
  'door screen',
  'subject evidence 6f1c0000-0000-4000-8000-000000000004',
  'result done',
  'detail original 1',
  '',
].join('\n');

function proven(): EntryProof {
  const salt = sha256(utf8('a salt'));
  const leaf = ['vidimus.leaf/v1', `entry ${id}`, `commitment ${hex(commitment(salt, utf8(text)))}`, `chain evidence 6f1c0000-0000-4000-8000-000000000004 1 -`, ''].join('\n');
  const before = leafHash(utf8('another leaf'));
  const root = sha256(Uint8Array.of(1, ...before, ...leafHash(utf8(leaf))));
  const body = `${origin}\n2\n${base64(root)}\n`;
  const signature = base64(Uint8Array.of(...keyId, ...ed25519.sign(utf8(body), secret)));
  return { entry: text, salt: hex(salt), index: 1, leaf, proof: [hex(before)], checkpoint: `${body}\n— ${origin} ${signature}\n` };
}

const wrongSteps = (entry: Entry, proof: EntryProof) => checkEntry(entry, proof, key).steps.flatMap(({ step, wrong }) => (wrong === undefined ? [] : [step]));

test('an entry that the signed ledger holds passes every step', () => {
  const checked = checkEntry(shown, proven(), key);

  expect(checked.steps.map(({ wrong }) => wrong)).toEqual([undefined, undefined, undefined]);
  expect(checked.size).toBe(2n);
  expect(checked.fingerprint).toHaveLength(64);
});

test('a list that shows another name than was recorded is found', () => {
  expect(wrongSteps({ ...shown, actor: { ...actor, name: 'Somebody Else' } }, proven())).toEqual(['entry']);
  expect(wrongSteps({ ...shown, details: {} }, proven())).toEqual(['entry']);
  expect(wrongSteps({ ...shown, purpose: 'invented' }, proven())).toEqual(['entry']);
});

test('a changed text does not fit its leaf', () => {
  const proof = proven();

  expect(wrongSteps(shown, { ...proof, entry: text.replace('Amara', 'Amira') })).toEqual(['entry']);
});

test('a leaf at another place is not in the tree', () => {
  const proof = proven();

  expect(wrongSteps(shown, { ...proof, index: 0 })).toEqual(['tree']);
  expect(wrongSteps(shown, { ...proof, proof: [] })).toEqual(['tree']);
  expect(wrongSteps(shown, { ...proof, proof: ['zz'] })).toEqual(['tree']);
});

test('a head that the key did not sign is refused, and one of another ledger', () => {
  const proof = proven();

  expect(wrongSteps(shown, { ...proof, checkpoint: proof.checkpoint.replace('\n2\n', '\n3\n') })).toContain('signature');
  expect(wrongSteps(shown, { ...proof, checkpoint: proof.checkpoint.replaceAll(origin, 'vidimus/other') })).toContain('signature');
});

test('of an erased entry the leaf still holds', () => {
  const { index, leaf, proof, checkpoint } = proven();
  const { id: shownId, details, state } = shown;

  const checked = checkEntry({ id: shownId, details, state }, { index, leaf, proof, checkpoint }, key);

  expect(checked.erased).toBe(true);
  expect(checked.steps.every(({ wrong }) => wrong === undefined)).toBe(true);
});
