import { equal, hex, utf8, type Bytes } from "./bytes.ts";
import type { Description } from "./description.ts";
import { Malformed, type Findings } from "./findings.ts";
import {
  BAGIT,
  BAGIT_TEXT,
  BAG_INFO,
  DESCRIPTION,
  MADE_FROM_DESCRIPTION,
  MANIFEST,
  TAG_MANIFEST,
  bagInfo,
  required,
} from "./layout.ts";
import { readManifest } from "./manifest.ts";
import { comparePaths } from "./paths.ts";
import { shown, type ZipMember } from "./zip.ts";

interface Wanted {
  readonly length: bigint;
  readonly sha256: Bytes;
}

/** Checks that the bag is complete: every file against the manifests and against the signed description, both ways. */
export class BagCheck {
  readonly #texts: ReadonlyMap<string, Bytes>;
  readonly #findings: Findings;
  readonly #payload: ReadonlyMap<string, Bytes> | undefined;
  readonly #tags: ReadonlyMap<string, Bytes> | undefined;
  readonly #described: ReadonlyMap<string, Wanted> | undefined;
  readonly #seen = new Set<string>();

  constructor(texts: ReadonlyMap<string, Bytes>, description: Description | undefined, findings: Findings) {
    this.#texts = texts;
    this.#findings = findings;
    this.#payload = this.#manifest(MANIFEST);
    this.#tags = this.#manifest(TAG_MANIFEST);
    if (description === undefined) return;
    this.#described = new Map([...description.originals, ...description.files].map((line) => [line.path, line]));
    this.#checkTexts(description);
  }

  #manifest(path: string): Map<string, Bytes> | undefined {
    const bytes = this.#texts.get(path);
    if (bytes === undefined) return undefined;
    try {
      const lines = readManifest(bytes);
      for (const line of lines) {
        // A manifest that lists the other's files would let a validator count them twice, and ours look away.
        if (line.path.startsWith("data/") !== (path === MANIFEST) || line.path === TAG_MANIFEST) {
          this.#findings.add("bag-manifest-malformed", path, `lists ${shown(line.path)}`);
        }
      }
      return new Map(lines.map((line) => [line.path, line.sha256]));
    } catch (problem) {
      if (!(problem instanceof Malformed)) throw problem;
      this.#findings.take(problem.at(path));
      return undefined;
    }
  }

  #checkTexts(description: Description): void {
    this.#differs(BAGIT, BAGIT_TEXT, "bag-declaration-differs");
    this.#differs(BAG_INFO, bagInfo(description), "bag-info-differs");
    const listed = new Set(description.files.map((line) => line.path));
    for (const path of required(description)) {
      if (!listed.has(path)) this.#findings.add("bundle-file-missing", path, "the description does not list it");
    }
  }

  #differs(path: string, wanted: string, code: "bag-declaration-differs" | "bag-info-differs"): void {
    const bytes = this.#texts.get(path);
    if (bytes !== undefined && !equal(bytes, utf8(wanted))) {
      this.#findings.add(code, path, `want ${shown(wanted.replace(/\n/g, " | "))}`);
    }
  }

  /** Checks one file of the zip, read to its end. */
  check(member: ZipMember, sha256: Bytes, crc32: number): void {
    const where = shown(member.path);
    this.#seen.add(member.path);
    if (crc32 !== member.crc32) {
      const detail = `the zip says ${member.crc32.toString(16)}, its bytes give ${crc32.toString(16)}`;
      this.#findings.add("zip-crc-differs", where, detail);
    }
    this.#checkManifest(member.path, where, sha256);
    if (this.#described === undefined || MADE_FROM_DESCRIPTION.has(member.path)) return;
    const wanted = this.#described.get(member.path);
    if (wanted === undefined) {
      this.#findings.add("bundle-file-unlisted", where, `SHA-256 ${hex(sha256)}`);
    } else if (wanted.length !== BigInt(member.length) || !equal(wanted.sha256, sha256)) {
      const detail =
        `want ${wanted.length} bytes with SHA-256 ${hex(wanted.sha256)}, ` +
        `got ${member.length} bytes with ${hex(sha256)}`;
      this.#findings.add("bundle-file-differs", where, detail);
    }
  }

  #checkManifest(path: string, where: string, sha256: Bytes): void {
    if (path === TAG_MANIFEST) return;
    const isPayload = path.startsWith("data/");
    const name = isPayload ? MANIFEST : TAG_MANIFEST;
    const manifest = isPayload ? this.#payload : this.#tags;
    if (manifest === undefined) return;
    const listed = manifest.get(path);
    if (listed === undefined) {
      this.#findings.add("bag-file-unlisted", where, `not in ${name}`);
    } else if (!equal(listed, sha256)) {
      this.#findings.add("bag-digest-differs", where, `${name} has ${hex(listed)}, its bytes hash to ${hex(sha256)}`);
    }
  }

  /** Finds what is listed and was not seen. */
  finish(): void {
    this.#missing(this.#payload, "bag-file-missing", MANIFEST);
    this.#missing(this.#tags, "bag-file-missing", TAG_MANIFEST);
    this.#missing(this.#described, "bundle-file-missing", DESCRIPTION);
  }

  #missing(
    listed: ReadonlyMap<string, unknown> | undefined,
    code: "bag-file-missing" | "bundle-file-missing",
    by: string,
  ): void {
    const paths = [...(listed?.keys() ?? [])].filter((path) => !this.#seen.has(path));
    for (const path of paths.sort(comparePaths)) this.#findings.add(code, shown(path), `listed in ${by}`);
  }
}
