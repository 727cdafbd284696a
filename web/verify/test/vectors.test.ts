import { describe, expect, test } from "vitest";
import { hex, utf8, text, type Bytes } from "../src/bytes.ts";
import { readCheckpoint } from "../src/checkpoint.ts";
import { CustodyReader } from "../src/custody.ts";
import { readDescription } from "../src/description.ts";
import { readEntry } from "../src/entry.ts";
import { Malformed, type Finding } from "../src/findings.ts";
import { commitment, readLeaf } from "../src/leaf.ts";
import { readManifest } from "../src/manifest.ts";
import { checkConsistency, checkInclusion } from "../src/merkle.ts";
import { checkNote, readNote, readVerifier } from "../src/note.ts";
import { probes, required, type Probe } from "./probes.ts";

/** Every probe gives the same code here as on the Java side. */
function run(file: string, outcome: (probe: Probe) => string): void {
  describe(file, () => {
    const all = probes(file);
    test("has enough probes", () => expect(all.length).toBeGreaterThan(20));
    for (const probe of all) {
      test(probe.text("name"), () => expect(outcome(probe)).toBe(probe.text("want")));
    }
  });
}

function code(found: Finding | undefined): string {
  return found?.code ?? "ok";
}

function reading(read: () => void): string {
  try {
    read();
    return "ok";
  } catch (problem) {
    if (problem instanceof Malformed) return problem.code;
    throw problem;
  }
}

run("inclusion.json", (probe) =>
  code(
    checkInclusion(
      probe.number("index"),
      probe.number("size"),
      probe.hash("leafHash"),
      probe.hashes("proof"),
      probe.hash("root"),
    ),
  ),
);

run("consistency.json", (probe) =>
  code(
    checkConsistency(
      probe.number("oldSize"),
      probe.number("newSize"),
      probe.hash("oldRoot"),
      probe.hash("newRoot"),
      probe.hashes("proof"),
    ),
  ),
);

run("keys.json", (probe) => reading(() => readVerifier(probe.text("text"))));

run("notes.json", (probe) => {
  let found: Finding | undefined;
  const outcome = reading(() => {
    found = checkNote(readNote(probe.bytes()), readVerifier(probe.text("key")));
  });
  return outcome === "ok" ? code(found) : outcome;
});

run("checkpoints.json", (probe) => reading(() => readCheckpoint(required(text(probe.bytes())))));

run("entries.json", (probe) =>
  reading(() => {
    readEntry(probe.bytes());
    const salt = new Uint8Array(32);
    expect(hex(commitment(salt, probe.bytes()))).toBe(probe.text("commitment"));
  }),
);

run("leaves.json", (probe) => reading(() => expect(hex(readLeaf(probe.bytes()).hash)).toBe(probe.text("hash"))));

run("manifests.json", (probe) => reading(() => readManifest(probe.bytes())));

run("descriptions.json", (probe) => reading(() => readDescription(probe.bytes())));

for (const pieceBytes of [1, 7, 1 << 16]) {
  run("custody.json", (probe) => reading(() => readHistory(probe.bytes(), pieceBytes)));
}

function readHistory(bytes: Bytes, pieceBytes: number): void {
  const reader = new CustodyReader();
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes), () => {});
  reader.finish(() => {});
}

test("a text is read back as written", () => expect(text(utf8("Größe \u{1f600}"))).toBe("Größe \u{1f600}"));
