import { equal, text, type Bytes } from "./bytes.ts";
import type { Findings } from "./findings.ts";
import { comparePaths, isSafePath } from "./paths.ts";
import type { Source } from "./source.ts";
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  END64_BYTES,
  END64_SIGNATURE,
  END_BYTES,
  END_SIGNATURE,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  LOCATOR_BYTES,
  MAX16,
  MAX32,
  centralRecord,
  endRecords,
  localHeader,
  tail,
} from "./zipitem.ts";

const MAX_FILES = 250_000;
const MAX_DIRECTORY_BYTES = 128 * 1024 * 1024;
const MAX_COMMENT_BYTES = 0xffff;
/** How far from the start a bundle's folder is looked for when the directory is gone. */
const SEARCHED_BYTES = 1 << 16;
const FOLDER = /vidimus-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=\/)/;
const FOLDER_AT_START = new RegExp(`^${FOLDER.source}`);

/** A stored file of a zip whose content can be read. */
export interface ZipMember {
  /** After the bundle's folder. */
  readonly path: string;
  readonly contentOffset: number;
  readonly length: number;
  readonly crc32: number;
}

/** The readable files of a zip that is to be a bundle, by their path in its folder; no folder, no bundle. */
export interface ZipContents {
  readonly folder: string | undefined;
  readonly members: ReadonlyMap<string, ZipMember>;
}

interface End {
  readonly position: number;
  readonly count: number;
  readonly centralBytes: number;
  readonly centralOffset: number;
}

interface Listed {
  /** Absent if it is not UTF-8. */
  readonly name: string | undefined;
  readonly stored: boolean;
  readonly length: number;
  readonly crc32: number;
  readonly offset: number;
  readonly record: Bytes;
}

interface Directory {
  /** Bytes in front of the zip, by which all offsets in it are off; 0 in a good one. */
  readonly base: number;
  readonly start: number;
  readonly length: number;
  readonly files: readonly Listed[];
  /** Everything from behind the records to the end of the file. */
  readonly end: Bytes;
}

/**
 * Compares a zip byte for byte with the one form that a bundle has (`docs/spec/bundle.md`, The zip), and finds the files whose
 * content can be read all the same. Reads headers only; unpacks nothing.
 */
export async function inspectZip(source: Source, findings: Findings): Promise<ZipContents> {
  const directory = await readDirectory(source, findings);
  if (directory === undefined) return { folder: await folderAtTheStart(source), members: new Map() };
  const folder = directory.files
    .map((listed) => FOLDER_AT_START.exec(listed.name ?? "")?.[0])
    .find((match) => match !== undefined);
  if (folder === undefined) return { folder, members: new Map() };
  return { folder, members: await new Inspection(source, findings, directory, folder).run() };
}

class Inspection {
  readonly #source: Source;
  readonly #findings: Findings;
  readonly #directory: Directory;
  readonly #folder: string;
  readonly #members = new Map<string, ZipMember>();
  #readable = 0;

  constructor(source: Source, findings: Findings, directory: Directory, folder: string) {
    this.#source = source;
    this.#findings = findings;
    this.#directory = directory;
    this.#folder = folder;
  }

  async run(): Promise<Map<string, ZipMember>> {
    const { base, files, start } = this.#directory;
    if (base > 0) this.#findings.add("zip-bytes-before", "", `${base} bytes`);
    let position = base;
    const names = new Set<string>();
    let before: string | undefined;
    for (const listed of files) {
      position = await this.#inspect(listed, position);
      before = this.#checkName(listed, names, before);
    }
    if (position !== start) {
      this.#findings.add("zip-bytes-between", "", `the files end at ${position}, the directory starts at ${start}`);
    }
    this.#checkEnd();
    return this.#members;
  }

  /** Order, repetition, safety, folder; gives the name to compare the next one with. */
  #checkName(listed: Listed, names: Set<string>, before: string | undefined): string | undefined {
    const { name } = listed;
    if (name === undefined) {
      this.#findings.add("zip-name-unsafe", "", "a name that is not UTF-8");
      return before;
    }
    if (!isSafePath(name)) this.#findings.add("zip-name-unsafe", shown(name), "the name is not safe to unpack");
    if (!name.startsWith(`${this.#folder}/`)) {
      this.#findings.add("zip-outside-folder", shown(name), `not in ${this.#folder}`);
    }
    if (names.has(name)) this.#findings.add("zip-name-twice", shown(name), "listed again");
    else if (before !== undefined && comparePaths(before, name) > 0) {
      this.#findings.add("zip-order", shown(name), `comes after ${shown(before)}`);
    }
    names.add(name);
    return name;
  }

  /** Compares headers with what they should be; gives where the next file should start. */
  async #inspect(listed: Listed, position: number): Promise<number> {
    const { base, start } = this.#directory;
    const name = listed.name ?? "";
    const where = shown(name);
    const path = name.startsWith(`${this.#folder}/`) ? name.slice(this.#folder.length + 1) : name;
    if (!listed.stored) {
      this.#findings.add("zip-compressed", where, "not stored as it is");
      return position;
    }
    const { length, crc32, offset } = listed;
    const item = { name, length, crc32, offset, tailed: path.startsWith("data/") };
    if (!equal(centralRecord(item), listed.record)) {
      this.#findings.add("zip-header-differs", where, "its record in the directory");
    }
    const at = base + offset;
    const local = localHeader(item);
    if (offset > start || at + local.length > start) {
      this.#findings.add("zip-content-unreadable", where, `its header would be at ${offset}`);
      return position;
    }
    if (at !== position) this.#findings.add("zip-bytes-between", where, `starts at ${at}, want ${position}`);
    const content = at + (await this.#localBytes(where, at, local, listed));
    if (length > start - content) {
      const detail = `${length} bytes from ${content} on, the directory starts at ${start}`;
      this.#findings.add("zip-content-unreadable", where, detail);
      return position;
    }
    const after = tail(item);
    const end = content + length;
    if (!equal(after, await readUpTo(this.#source, end, after.length))) {
      this.#findings.add("zip-header-differs", where, "the CRC and lengths after its content");
    }
    this.#keep({ path, contentOffset: content, length, crc32 }, where);
    return end + after.length;
  }

  /** Compares the local header, and gives how long it really is. */
  async #localBytes(where: string, at: number, wanted: Bytes, listed: Listed): Promise<number> {
    const header = new Numbers(await this.#source.read(at, LOCAL_BYTES));
    const nameBytes = header.u16(26);
    if (header.u32(0) !== LOCAL_SIGNATURE) {
      this.#findings.add("zip-header-differs", where, "the header in front of its content is not one");
      return wanted.length;
    }
    const name = text(await readUpTo(this.#source, at + LOCAL_BYTES, nameBytes));
    if (name === undefined || listed.name !== name) {
      const found = name === undefined ? "a name that is not UTF-8" : shown(name);
      this.#findings.add("zip-names-differ", where, `in front of the content ${found}`);
    } else if (!equal(wanted, await readUpTo(this.#source, at, wanted.length))) {
      this.#findings.add("zip-header-differs", where, "the header in front of its content");
    }
    return LOCAL_BYTES + nameBytes + header.u16(28);
  }

  /** Keeps the first file of a name, as long as all of them together are no longer than the zip: files do not overlap. */
  #keep(member: ZipMember, where: string): void {
    if (this.#readable + member.length > this.#source.length) {
      this.#findings.add("zip-content-unreadable", where, "the files are longer than the zip");
      return;
    }
    this.#readable += member.length;
    if (!this.#members.has(member.path)) this.#members.set(member.path, member);
  }

  #checkEnd(): void {
    const { base, start, length, files, end } = this.#directory;
    const wanted = endRecords(files.length, start - base, length);
    if (equal(wanted, end)) return;
    if (end.length > wanted.length && equal(wanted, end.subarray(0, wanted.length))) {
      this.#findings.add("zip-bytes-after", "", `${end.length - wanted.length} bytes`);
    } else {
      this.#findings.add("zip-header-differs", "", "the end record");
    }
  }
}

async function folderAtTheStart(source: Source): Promise<string | undefined> {
  const start = await readUpTo(source, 0, SEARCHED_BYTES);
  let latin1 = "";
  for (const byte of start) latin1 += String.fromCharCode(byte);
  return FOLDER.exec(latin1)?.[0];
}

/** Reads the directory; nothing, with a finding, if there is none. */
async function readDirectory(source: Source, findings: Findings): Promise<Directory | undefined> {
  const end = await findEnd(source);
  if (end === undefined) {
    findings.add("zip-directory-missing", "", "no end record in the last bytes of the file");
    return undefined;
  }
  const { position, count, centralBytes, centralOffset } = end;
  if (count > MAX_FILES || centralBytes > MAX_DIRECTORY_BYTES) {
    const detail = `${count} files in a directory of ${centralBytes} bytes, at most ${MAX_FILES} in ${MAX_DIRECTORY_BYTES}`;
    findings.add("zip-too-large", "", detail);
    return undefined;
  }
  const start = position - centralBytes;
  const base = start - centralOffset;
  if (start < 0 || base < 0) {
    const detail = `a directory of ${centralBytes} bytes at ${centralOffset} does not fit before its end at ${position}`;
    findings.add("zip-directory-broken", "", detail);
    return undefined;
  }
  const records = await source.read(start, centralBytes);
  const files: Listed[] = [];
  for (let at = 0; at < records.length; ) {
    const listed = readRecord(records.subarray(at));
    if (listed === undefined) {
      findings.add("zip-directory-broken", "", `record ${files.length + 1} cannot be read`);
      return undefined;
    }
    files.push(listed);
    at += listed.record.length;
  }
  const rest = await source.read(position, source.length - position);
  return { base, start, length: centralBytes, files, end: rest };
}

/** Looks for the last end record; `position` is that of the first byte behind the directory. */
async function findEnd(source: Source): Promise<End | undefined> {
  const window = Math.min(source.length, END_BYTES + MAX_COMMENT_BYTES);
  const windowStart = source.length - window;
  const numbers = new Numbers(await source.read(windowStart, window));
  for (let at = window - END_BYTES; at >= 0; at--) {
    if (numbers.u32(at) !== END_SIGNATURE) continue;
    const end: End = {
      position: windowStart + at,
      count: numbers.u16(at + 10),
      centralBytes: numbers.u32(at + 12),
      centralOffset: numbers.u32(at + 16),
    };
    const saturated = end.count === MAX16 || end.centralBytes === MAX32 || end.centralOffset === MAX32;
    return saturated ? end64(source, end) : end;
  }
  return undefined;
}

/** The zip64 end record in front of the end record, where ours would be; else the end record as it is. */
async function end64(source: Source, end: End): Promise<End> {
  const at = end.position - LOCATOR_BYTES - END64_BYTES;
  if (at < 0) return end;
  const numbers = new Numbers(await source.read(at, END64_BYTES));
  if (numbers.u32(0) !== END64_SIGNATURE) return end;
  return {
    position: at,
    count: numbers.u64(32),
    centralBytes: numbers.u64(40),
    centralOffset: numbers.u64(48),
  };
}

function readRecord(records: Bytes): Listed | undefined {
  const numbers = new Numbers(records);
  if (records.length < CENTRAL_BYTES || numbers.u32(0) !== CENTRAL_SIGNATURE) return undefined;
  const nameBytes = numbers.u16(28);
  const extraBytes = numbers.u16(30);
  const all = CENTRAL_BYTES + nameBytes + extraBytes + numbers.u16(32);
  if (records.length < all) return undefined;
  const longs = new Longs(numbers, CENTRAL_BYTES + nameBytes, extraBytes);
  const length = longs.orElse(numbers.u32(24));
  const packed = longs.orElse(numbers.u32(20));
  const offset = longs.orElse(numbers.u32(42));
  return {
    name: text(records.subarray(CENTRAL_BYTES, CENTRAL_BYTES + nameBytes)),
    stored: numbers.u16(10) === 0 && (numbers.u16(8) & 1) === 0 && packed === length,
    length,
    crc32: numbers.u32(16),
    offset,
    record: records.subarray(0, all),
  };
}

/** Takes 8-byte numbers, in their order, from a zip64 extra field that stands first, for 4-byte ones that are all ones. */
class Longs {
  readonly #numbers: Numbers;
  readonly #end: number;
  #next: number;

  constructor(numbers: Numbers, at: number, extraBytes: number) {
    this.#numbers = numbers;
    this.#next = at + 4;
    const isZip64 = extraBytes >= 4 && numbers.u16(at) === 1;
    this.#end = isZip64 ? at + Math.min(extraBytes, 4 + numbers.u16(at + 2)) : 0;
  }

  orElse(small: number): number {
    if (small !== MAX32 || this.#next + 8 > this.#end) return small;
    this.#next += 8;
    return this.#numbers.u64(this.#next - 8);
  }
}

/** Little-endian numbers at places of some bytes. */
class Numbers {
  readonly #view: DataView;

  constructor(bytes: Bytes) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** Numbers that JavaScript cannot hold are beyond any limit here, and stay so. */
  u64(at: number): number {
    return Math.min(this.u32(at) + this.u32(at + 4) * 0x100000000, Number.MAX_SAFE_INTEGER);
  }
}

/** As much of a range as lies inside the source. */
function readUpTo(source: Source, offset: number, length: number): Promise<Bytes> {
  const start = Math.min(offset, source.length);
  return source.read(start, Math.max(0, Math.min(source.length, offset + length) - start));
}

const MAX_SHOWN = 200;

/** A name from an untrusted file, made harmless: short, and without control or formatting characters. */
export function shown(name: string): string {
  const plain = [...name].slice(0, MAX_SHOWN).join("");
  const safe = plain.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "\ufffd");
  return name.length > MAX_SHOWN ? `${safe}\u2026` : safe;
}
