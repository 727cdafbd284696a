import { fromHex, text, type Bytes } from "./bytes.ts";
import { Malformed } from "./findings.ts";
import { comparePaths } from "./paths.ts";

/** One line of a BagIt manifest (RFC 8493 §2.1.3). */
export interface ManifestLine {
  readonly path: string;
  readonly sha256: Bytes;
}

/** Reads a manifest in its one spelling, or throws Malformed. */
export function readManifest(bytes: Bytes): ManifestLine[] {
  const whole = text(bytes);
  if (whole === undefined) throw malformed("not UTF-8");
  if (whole !== "" && !whole.endsWith("\n")) throw malformed("the last line has no line feed");
  const lines = whole === "" ? [] : whole.slice(0, -1).split("\n").map(readLine);
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (before !== undefined && comparePaths(before.path, line.path) >= 0) {
      throw malformed(`line ${i + 1}: not in the order of the paths, or listed twice`);
    }
  });
  return lines;
}

function readLine(line: string, i: number): ManifestLine {
  if (line.length < 67 || !line.startsWith("  ", 64)) {
    throw malformed(`line ${i + 1}: want <sha256>, two spaces, <path>`);
  }
  const sha256 = fromHex(line.slice(0, 64), 32);
  if (sha256 === undefined) throw malformed(`line ${i + 1}: not 64 lower-case hexadecimal digits`);
  const written = line.slice(66);
  const path = written.replace(/%0A/g, "\n").replace(/%0D/g, "\r").replace(/%25/g, "%");
  const again = path.replace(/%/g, "%25").replace(/\n/g, "%0A").replace(/\r/g, "%0D");
  if (again !== written) throw malformed(`line ${i + 1}: only CR, LF and % are percent-encoded, in upper case`);
  return { path, sha256 };
}

function malformed(message: string): Malformed {
  return new Malformed("bag-manifest-malformed", message);
}
