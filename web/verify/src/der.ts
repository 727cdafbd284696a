import type { Bytes } from "./bytes.ts";

/** One element of DER (X.690), as far as a time stamp needs it: definite lengths, tags below 31. */
export interface Der {
  readonly tag: number;
  readonly content: Bytes;
}

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_ID = 0x06;
export const GENERALIZED_TIME = 0x18;

/** All elements that follow each other in `bytes`, or nothing where one of them is cut or of another encoding. */
export function readDer(bytes: Bytes): Der[] | undefined {
  const elements: Der[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = readHead(bytes, at);
    if (head === undefined || head.start + head.length > bytes.length) return undefined;
    elements.push({ tag: head.tag, content: bytes.subarray(head.start, head.start + head.length) });
    at = head.start + head.length;
  }
  return elements;
}

/** The one element with this tag that `bytes` begin with, opened. */
export function open(element: Der | undefined, tag: number): Der[] | undefined {
  return element?.tag === tag ? readDer(element.content) : undefined;
}

function readHead(bytes: Bytes, at: number): { tag: number; start: number; length: number } | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 31) === 31) return undefined;
  if (first < 128) return { tag, start: at + 2, length: first };
  const count = first & 127;
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) return undefined;
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  return { tag, start: at + 2 + count, length };
}

export function objectId(element: Der | undefined): string | undefined {
  if (element?.tag !== OBJECT_ID || element.content.length === 0) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of element.content) {
    arc = arc * 128 + (byte & 127);
    if (arc > Number.MAX_SAFE_INTEGER / 128) return undefined;
    if (byte < 128) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - 40 * root, ...rest].join(".");
}
