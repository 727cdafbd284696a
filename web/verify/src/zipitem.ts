import { concat, utf8, type Bytes } from "./bytes.ts";

/*
 * One file of a zip in the only form a bundle has, and the exact bytes that stand for it. The checker builds them anew and
 * compares, so that there is nothing left over to change. Lengths and offsets are numbers: files up to 8 PiB are exact.
 */
export interface ZipItem {
  readonly name: string;
  /** Stored, so the same in and out of the zip. */
  readonly length: number;
  readonly crc32: number;
  /** Of the local header. */
  readonly offset: number;
  /** Whether CRC and lengths follow the content instead of preceding it. */
  readonly tailed: boolean;
}

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const END64_SIGNATURE = 0x06064b50;
export const LOCATOR_SIGNATURE = 0x07064b50;
const TAIL_SIGNATURE = 0x08074b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
export const END64_BYTES = 56;
export const LOCATOR_BYTES = 20;
export const MAX32 = 0xffffffff;
export const MAX16 = 0xffff;

const UTF8_NAMES = 0x0800;
const TAILED = 0x0008;
const DATE = 0x0021;
const MADE_BY = 0x032d;
const ATTRIBUTES = 0x81a40000;
const PLAIN_VERSION = 20;
const ZIP64_VERSION = 45;
const ZIP64_EXTRA = 0x0001;

/** The local header, in front of the content. */
export function localHeader(item: ZipItem): Bytes {
  const path = utf8(item.name);
  const long = isLong(item);
  const length32 = long ? MAX32 : item.tailed ? 0 : item.length;
  const head = new Fields()
    .u32(LOCAL_SIGNATURE)
    .u16(version(long))
    .u16(flags(item))
    .u16(0)
    .u16(0)
    .u16(DATE)
    .u32(item.tailed ? 0 : item.crc32)
    .u32(length32)
    .u32(length32)
    .u16(path.length)
    .u16(long ? 20 : 0)
    .raw(path);
  if (long) {
    const length64 = item.tailed ? 0 : item.length;
    head.u16(ZIP64_EXTRA).u16(16).u64(length64).u64(length64);
  }
  return head.bytes();
}

/** What follows the content: nothing, or CRC and lengths. */
export function tail(item: ZipItem): Bytes {
  if (!item.tailed) return new Uint8Array(0);
  const fields = new Fields().u32(TAIL_SIGNATURE).u32(item.crc32);
  if (isLong(item)) return fields.u64(item.length).u64(item.length).bytes();
  return fields.u32(item.length).u32(item.length).bytes();
}

/** The record in the central directory. */
export function centralRecord(item: ZipItem): Bytes {
  const path = utf8(item.name);
  const long = isLong(item);
  const far = item.offset >= MAX32;
  const extra = (long ? 16 : 0) + (far ? 8 : 0);
  const length32 = long ? MAX32 : item.length;
  const record = new Fields()
    .u32(CENTRAL_SIGNATURE)
    .u16(MADE_BY)
    .u16(version(extra > 0))
    .u16(flags(item))
    .u16(0)
    .u16(0)
    .u16(DATE)
    .u32(item.crc32)
    .u32(length32)
    .u32(length32)
    .u16(path.length)
    .u16(extra > 0 ? 4 + extra : 0)
    .u16(0)
    .u16(0)
    .u16(0)
    .u32(ATTRIBUTES)
    .u32(far ? MAX32 : item.offset)
    .raw(path);
  if (extra > 0) record.u16(ZIP64_EXTRA).u16(extra);
  if (long) record.u64(item.length).u64(item.length);
  if (far) record.u64(item.offset);
  return record.bytes();
}

/** What closes the zip: the end record, after the two of zip64 where a number does not fit otherwise. */
export function endRecords(count: number, centralOffset: number, centralBytes: number): Bytes {
  const end = new Fields();
  if (count >= MAX16 || centralOffset >= MAX32 || centralBytes >= MAX32) {
    end.u32(END64_SIGNATURE).u64(END64_BYTES - 12).u16(MADE_BY).u16(ZIP64_VERSION).u32(0).u32(0);
    end.u64(count).u64(count).u64(centralBytes).u64(centralOffset);
    end.u32(LOCATOR_SIGNATURE).u32(0).u64(centralOffset + centralBytes).u32(1);
  }
  end.u32(END_SIGNATURE).u16(0).u16(0).u16(Math.min(count, MAX16)).u16(Math.min(count, MAX16));
  end.u32(Math.min(centralBytes, MAX32)).u32(Math.min(centralOffset, MAX32)).u16(0);
  return end.bytes();
}

function isLong(item: ZipItem): boolean {
  return item.length >= MAX32;
}

function version(zip64: boolean): number {
  return zip64 ? ZIP64_VERSION : PLAIN_VERSION;
}

function flags(item: ZipItem): number {
  return UTF8_NAMES | (item.tailed ? TAILED : 0);
}

/** Little-endian numbers one after another. */
class Fields {
  readonly #pieces: Bytes[] = [];

  u16(value: number): this {
    return this.#number(value, 2);
  }

  u32(value: number): this {
    return this.#number(value, 4);
  }

  u64(value: number): this {
    return this.#number(value, 8);
  }

  raw(piece: Bytes): this {
    this.#pieces.push(piece);
    return this;
  }

  bytes(): Bytes {
    return concat(...this.#pieces);
  }

  #number(value: number, length: number): this {
    const piece = new Uint8Array(length);
    for (let i = 0, rest = value; i < length; i++, rest = Math.floor(rest / 256)) piece[i] = rest % 256;
    return this.raw(piece);
  }
}
