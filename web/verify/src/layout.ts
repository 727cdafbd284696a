import type { Description } from "./description.ts";

/** Where things are in a bundle (`docs/spec/bundle.md`). */
export const BAGIT = "bagit.txt";
export const BAG_INFO = "bag-info.txt";
export const MANIFEST = "manifest-sha256.txt";
export const TAG_MANIFEST = "tagmanifest-sha256.txt";
export const DESCRIPTION = "metadata/bundle.txt";
export const SIGNATURE = "metadata/bundle.txt.sig";
export const KEY = "metadata/ledger.vkey";
export const CHECKPOINT = "metadata/checkpoint.txt";
export const CUSTODY = "metadata/custody.txt";
export const TIMESTAMP = "metadata/checkpoint.tsr";

/** What a checker reads before everything else; all of it small. */
export const READ_AHEAD = [
  BAGIT,
  BAG_INFO,
  MANIFEST,
  TAG_MANIFEST,
  DESCRIPTION,
  SIGNATURE,
  KEY,
  CHECKPOINT,
  TIMESTAMP,
] as const;

/** Files that the description cannot list, because they come from it. */
export const MADE_FROM_DESCRIPTION: ReadonlySet<string> = new Set([DESCRIPTION, SIGNATURE, TAG_MANIFEST]);

export const BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/** `bag-info.txt`: what the description says, for programs that know bags and nothing of us. */
export function bagInfo(description: Description): string {
  const bytes = description.originals.reduce((sum, line) => sum + line.length, 0n);
  return [
    `Source-Organization: ${oneLine(description.service)}`,
    `External-Identifier: ${description.id}`,
    `Bagging-Date: ${description.made.slice(0, 10)}`,
    `Payload-Oxum: ${bytes}.${description.originals.length}`,
    "Bag-Software-Agent: Vidimus",
    "",
  ].join("\n");
}

/** The files that every description lists. */
export function required(description: Description): string[] {
  const metadata = description.evidence.map((line) => `metadata/evidence/${line.evidence}.json`);
  return [BAGIT, BAG_INFO, MANIFEST, KEY, CHECKPOINT, CUSTODY, ...metadata];
}

/** Controls become spaces, ends are stripped of what Java's `strip` calls white space. */
function oneLine(value: string): string {
  const spaced = value.replace(/\p{Cc}/gu, " ");
  const white = "[\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]";
  return spaced.replace(new RegExp(`^${white}+|${white}+$`, "gu"), "") || "-";
}
