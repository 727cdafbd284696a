/** Bytes and their spellings. Every reader is strict: what it does not know exactly is `undefined`, never a guess. */
export type Bytes = Uint8Array;

const encoder = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** The text, or `undefined` where the bytes are not well-formed UTF-8. A byte order mark stays a character. */
export function text(bytes: Bytes): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

export function equal(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function concat(...pieces: Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export function hex(bytes: Bytes): string {
  let out = "";
  for (const byte of bytes) out += byte.toString(16).padStart(2, "0");
  return out;
}

/** Reads lower-case hexadecimal digits of exactly `length` bytes. */
export function fromHex(digits: string, length: number): Bytes | undefined {
  if (digits.length !== 2 * length || !/^[0-9a-f]*$/.test(digits)) return undefined;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Reads standard base64 with padding (RFC 4648 §4); the one spelling of its bytes or nothing. */
export function fromBase64(spelling: string): Bytes | undefined {
  if (spelling.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(spelling)) return undefined;
  const bytes = Uint8Array.from(atob(spelling), (c) => c.charCodeAt(0));
  return base64(bytes) === spelling ? bytes : undefined;
}

export function base64(bytes: Bytes): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Reads a decimal without sign or leading zeros, up to 2^63 - 1: the range that the Java side has. */
export function decimal(digits: string): bigint | undefined {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(digits)) return undefined;
  const value = BigInt(digits);
  return value < 1n << 63n ? value : undefined;
}
