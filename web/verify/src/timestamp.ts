import { hex, text, type Bytes } from "./bytes.ts";
import { GENERALIZED_TIME, INTEGER, OCTET_STRING, SEQUENCE, objectId, open, readDer, type Der } from "./der.ts";

/**
 * What an RFC 3161 reply says. Its own signature is not checked here: that needs the authority's certificates, and
 * stays with a tool that has them.
 */
export interface Timestamp {
  readonly time: Date;
  /** SHA-256 that the authority saw. */
  readonly imprint: Bytes;
  readonly policy: string;
  /** Hexadecimal. */
  readonly serial: string;
}

const SIGNED_DATA = "1.2.840.113549.1.7.2";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const SHA_256 = "2.16.840.1.101.3.4.2.1";
const CONTEXT_0 = 0xa0;

/** Reads a granted TimeStampResp (RFC 3161 §2.4.2) over a SHA-256, or nothing. */
export function readTimestamp(reply: Bytes): Timestamp | undefined {
  const whole = readDer(reply);
  const [status, token] = (whole?.length === 1 ? open(whole[0], SEQUENCE) : undefined) ?? [];
  const granted = open(status, SEQUENCE)?.[0];
  if (granted?.tag !== INTEGER || granted.content.length !== 1 || (granted.content[0] ?? 2) > 1) return undefined;
  const info = tstInfo(token);
  if (info === undefined) return undefined;
  const [, policy, imprint, serial, time] = info;
  const [algorithm, hash] = open(imprint, SEQUENCE) ?? [];
  const at = time?.tag === GENERALIZED_TIME ? generalizedTime(text(time.content) ?? "") : undefined;
  const policyId = objectId(policy);
  if (objectId(open(algorithm, SEQUENCE)?.[0]) !== SHA_256 || hash?.tag !== OCTET_STRING) return undefined;
  if (hash.content.length !== 32 || at === undefined || policyId === undefined || serial?.tag !== INTEGER) return undefined;
  return { time: at, imprint: hash.content, policy: policyId, serial: hex(serial.content) };
}

function tstInfo(token: Der | undefined): Der[] | undefined {
  const [type, explicit] = open(token, SEQUENCE) ?? [];
  if (objectId(type) !== SIGNED_DATA) return undefined;
  const signed = open(open(explicit, CONTEXT_0)?.[0], SEQUENCE);
  const [contentType, content] = open(signed?.[2], SEQUENCE) ?? [];
  if (objectId(contentType) !== TST_INFO) return undefined;
  const octets = open(content, CONTEXT_0)?.[0];
  return octets?.tag === OCTET_STRING ? open(readDer(octets.content)?.[0], SEQUENCE) : undefined;
}

/** `20261121201530Z` or with a fraction (RFC 3161 §2.4.2). */
function generalizedTime(spelling: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(spelling);
  if (match === null) return undefined;
  const [, y, mo, d, h, mi, s, fraction = ""] = match;
  const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}${fraction.slice(0, 4)}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
