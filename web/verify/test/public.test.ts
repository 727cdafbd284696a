import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { utf8, type Bytes } from "../src/bytes.ts";
import { verifyEd25519 } from "../src/ed25519.ts";
import { checkConsistency, checkInclusion } from "../src/merkle.ts";
import { checkNote, readNote, readVerifier } from "../src/note.ts";
import { readTimestamp } from "../src/timestamp.ts";

/** Vectors that others made; they lie beside the repository and are skipped where they do not. */
const FOLDER = fileURLToPath(new URL("../../../../shared/media/vectors/", import.meta.url));

interface Ed25519Vector {
  number: number;
  key: string;
  sig: string;
  msg: string;
  flags: string[] | null;
}

interface MerkleVector {
  leafIdx?: number;
  treeSize: number;
  root: string;
  leafHash: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  desc: string;
  wantErr: boolean;
}

interface NoteVectors {
  verifiers: Record<string, string>;
  valid: { note: string; trusted: string[] }[];
}

describe.skipIf(!existsSync(FOLDER))("public vectors", () => {
  test("Ed25519: what RFC 8032 without cofactor accepts, and nothing else", () => {
    const refused = ["non_canonical_A", "non_canonical_R", "low_order_residue"];
    for (const vector of json<Ed25519Vector[]>("ed25519/ed25519vectors.json")) {
      const holds = !(vector.flags ?? []).some((flag) => refused.includes(flag));
      const key = new Uint8Array(Buffer.from(vector.key, "hex"));
      const signature = new Uint8Array(Buffer.from(vector.sig, "hex"));
      expect(verifyEd25519(key, utf8(vector.msg), signature), `${vector.number}`).toBe(holds);
    }
  });

  test("Merkle inclusion proofs", () => {
    for (const [file, v] of all("merkle/inclusion")) {
      const found = checkInclusion(big(v.leafIdx ?? -1), big(v.treeSize), hash(v.leafHash), hashes(v.proof), hash(v.root));
      expect(found !== undefined, file).toBe(v.wantErr);
    }
  });

  test("Merkle consistency proofs", () => {
    for (const [file, v] of all("merkle/consistency")) {
      // Nothing can be said of an older tree without leaves, so those are refused here though others accept them.
      const wantError = v.wantErr || v.size1 === 0 || v.size1 === undefined;
      const found = checkConsistency(big(v.size1 ?? 0), big(v.size2 ?? 0), hash(v.root1), hash(v.root2), hashes(v.proof));
      expect(found !== undefined, file).toBe(wantError);
    }
  });

  test("signed notes of Go", () => {
    const vectors = json<NoteVectors>("checkpoint/signed_note_golang_mod.json");
    for (const { note, trusted } of vectors.valid) {
      for (const name of trusted) {
        expect(checkNote(readNote(utf8(note)), readVerifier(vectors.verifiers[name] ?? "")), note).toBeUndefined();
      }
    }
  });

  test("a reply of a real time-stamp authority", () => {
    const reply = readFileSync(`${FOLDER}rfc3161/sigstage_tsa_response_with_embedded_certs.tsr`);
    expect(readTimestamp(new Uint8Array(reply))?.time.toISOString()).toBe("2025-05-28T15:15:55.000Z");
  });
});

function all(below: string): [string, MerkleVector][] {
  return readdirSync(FOLDER + below, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => [file, json<MerkleVector>(`${below}/${file}`)]);
}

function json<T>(file: string): T {
  const value: T = JSON.parse(readFileSync(FOLDER + file, "utf8"));
  return value;
}

function big(value: number): bigint {
  // Some sizes are 64-bit numbers that were written as if they were signed.
  return BigInt(value);
}

function hash(base64: string | undefined): Bytes {
  return new Uint8Array(Buffer.from(base64 ?? "", "base64"));
}

function hashes(list: string[] | null): Bytes[] {
  return (list ?? []).map(hash);
}
