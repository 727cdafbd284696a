import { equal, hex, utf8, type Bytes } from "./bytes.ts";
import { isLine, type Checkpoint } from "./checkpoint.ts";
import { readActor, isStamp, type Actor } from "./entry.ts";
import { Malformed } from "./findings.ts";
import { LineReader, compare, escape } from "./lines.ts";
import { comparePaths, isSafeName, isSafePath } from "./paths.ts";
import { EMPTY_ROOT } from "./merkle.ts";
import { sha256 } from "./sha256.ts";

/** What a bundle says of itself in `metadata/bundle.txt`: the signed root from which every other byte is checked. */
export interface Description {
  readonly id: string;
  readonly made: string;
  readonly by: Actor;
  readonly service: string;
  readonly purpose?: string;
  readonly checkpoint: Checkpoint;
  readonly evidence: readonly EvidenceLine[];
  readonly originals: readonly OriginalLine[];
  readonly files: readonly FileLine[];
}

export interface EvidenceLine {
  readonly evidence: string;
  /** How many entries its history has, up to and including the attempt of this export. */
  readonly entries: bigint;
  readonly lastIndex: bigint;
  readonly title: string;
}

export interface OriginalLine {
  readonly evidence: string;
  readonly number: number;
  readonly length: bigint;
  readonly sha256: Bytes;
  readonly safeName: string;
  /** As it was received. */
  readonly name: string;
  /** Where it is in the bag. */
  readonly path: string;
}

export interface FileLine {
  readonly path: string;
  readonly length: bigint;
  readonly sha256: Bytes;
}

const HEADER = "vidimus.bundle/v1";
const CODE = "bundle-text-malformed";
const INT_MAX = 2n ** 31n - 1n;

/** The one folder of the zip. */
export function folderOf(id: string): string {
  return `vidimus-${id}`;
}

/** The text whose signed note is `metadata/bundle.txt.sig`. */
export function textToSign(id: string, encoded: Bytes): string {
  return `${HEADER}\nbundle ${id}\nsha256 ${hex(sha256(encoded))}\n`;
}

/** Reads a description in its one spelling, or throws Malformed. */
export function readDescription(bytes: Bytes): Description {
  const description = parse(new LineReader(CODE, bytes, HEADER));
  requireOnce(description.evidence.map((line) => line.evidence));
  requireOnce(description.originals.map((line) => `${line.evidence} ${line.number}`));
  requireOnce(description.files.map((line) => line.path));
  if (!equal(utf8(encode(description)), bytes)) {
    throw new Malformed(CODE, "not in its one spelling (order, repetition or escapes)");
  }
  return description;
}

function parse(lines: LineReader): Description {
  const id = lines.uuid(lines.required("id"));
  const made = lines.required("made");
  if (!isStamp(made)) throw lines.malformed("not a time as 2026-11-21T20:15:30.123456Z");
  const by = readActor(lines, lines.required("by"));
  const service = lines.unescaped(lines.required("service"));
  const purposeText = lines.optional("purpose");
  const purpose = purposeText === undefined ? {} : { purpose: lines.unescaped(purposeText) };
  const origin = lines.required("origin");
  const checkpoint = readHead(lines, origin, lines.required("checkpoint"));
  const evidence = lines.repeated("evidence").map((value) => readEvidence(lines, value));
  const originals = lines.repeated("original").map((value) => readOriginal(lines, value));
  const files = lines.repeated("file").map((value) => readFile(lines, value));
  lines.requireEnd();
  return { id, made, by, service, ...purpose, checkpoint, evidence, originals, files };
}

function readHead(lines: LineReader, origin: string, value: string): Checkpoint {
  const [size = "", root = ""] = lines.parts(value, 2);
  const head = { origin, size: lines.number(size), root: lines.hash(root), extensions: [] };
  if (!isLine(origin)) throw new Malformed(CODE, "an origin is one line that is not empty, without control characters");
  if (head.size === 0n && !equal(head.root, EMPTY_ROOT)) {
    throw new Malformed(CODE, `an empty tree has the root ${hex(EMPTY_ROOT)}, got ${hex(head.root)}`);
  }
  return head;
}

function readEvidence(lines: LineReader, value: string): EvidenceLine {
  const [evidence = "", entries = "", lastIndex = "", title = ""] = lines.parts(value, 4);
  const line = {
    evidence: lines.uuid(evidence),
    entries: lines.number(entries),
    lastIndex: lines.number(lastIndex),
    title: lines.unescaped(title),
  };
  if (line.entries < 1n) throw new Malformed(CODE, "a history has at least the attempt of the export");
  return line;
}

function readOriginal(lines: LineReader, value: string): OriginalLine {
  const [evidenceText = "", numberText = "", length = "", hash = "", safeName = "", name = ""] = lines.parts(value, 6);
  const large = lines.number(numberText);
  if (large > INT_MAX) throw lines.malformed("an original's number is absurd");
  const number = Number(large);
  const evidence = lines.uuid(evidenceText);
  const line = {
    evidence,
    number,
    length: lines.number(length),
    sha256: lines.hash(hash),
    safeName,
    name: lines.unescaped(name),
    path: `data/${evidence}/${number}-${safeName}`,
  };
  if (number < 1) throw new Malformed(CODE, `original ${number} of ${line.length} bytes`);
  if (!isSafeName(safeName)) throw new Malformed(CODE, "not a safe file name");
  return line;
}

function readFile(lines: LineReader, value: string): FileLine {
  const [hash = "", length = "", path = ""] = lines.parts(value, 3);
  if (!isSafePath(path)) throw new Malformed(CODE, "not a safe path");
  return { path, length: lines.number(length), sha256: lines.hash(hash) };
}

function requireOnce(keys: string[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw new Malformed(CODE, `listed twice: ${key}`);
    seen.add(key);
  }
}

function encode(description: Description): string {
  const { by, checkpoint } = description;
  const evidence = [...description.evidence].sort((a, b) => compare(a.evidence, b.evidence));
  const originals = [...description.originals].sort(
    (a, b) => compare(a.evidence, b.evidence) || a.number - b.number,
  );
  const files = [...description.files].sort((a, b) => comparePaths(a.path, b.path));
  return (
    [
      HEADER,
      `id ${description.id}`,
      `made ${description.made}`,
      `by ${by.kind} ${by.id} ${escape(by.name)}`,
      `service ${escape(description.service)}`,
      ...(description.purpose === undefined ? [] : [`purpose ${escape(description.purpose)}`]),
      `origin ${checkpoint.origin}`,
      `checkpoint ${checkpoint.size} ${hex(checkpoint.root)}`,
      ...evidence.map((e) => `evidence ${e.evidence} ${e.entries} ${e.lastIndex} ${escape(e.title)}`),
      ...originals.map(
        (o) => `original ${o.evidence} ${o.number} ${o.length} ${hex(o.sha256)} ${o.safeName} ${escape(o.name)}`,
      ),
      ...files.map((f) => `file ${hex(f.sha256)} ${f.length} ${f.path}`),
    ].join("\n") + "\n"
  );
}
