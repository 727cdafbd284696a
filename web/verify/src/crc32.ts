import type { Bytes } from "./bytes.ts";

/** Eight tables for eight bytes at a time: the CRC-32 of zip (ISO 3309, reflected polynomial EDB88320). */
const TABLES = tables();

export class Crc32 {
  #crc = 0xffffffff;

  update(piece: Bytes): this {
    const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES;
    let crc = this.#crc;
    let i = 0;
    for (const whole = piece.length - 7; i < whole; i += 8) {
      const low = crc ^ (piece[i]! | (piece[i + 1]! << 8) | (piece[i + 2]! << 16) | (piece[i + 3]! << 24));
      crc =
        t7[low & 255]! ^
        t6[(low >>> 8) & 255]! ^
        t5[(low >>> 16) & 255]! ^
        t4[low >>> 24]! ^
        t3[piece[i + 4]!]! ^
        t2[piece[i + 5]!]! ^
        t1[piece[i + 6]!]! ^
        t0[piece[i + 7]!]!;
    }
    for (; i < piece.length; i++) crc = t0[(crc ^ piece[i]!) & 255]! ^ (crc >>> 8);
    this.#crc = crc;
    return this;
  }

  value(): number {
    return (this.#crc ^ 0xffffffff) >>> 0;
  }
}

type Table = Int32Array;

function tables(): [Table, Table, Table, Table, Table, Table, Table, Table] {
  const first = new Int32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    first[n] = c;
  }
  const next = (before: Table): Table => before.map((c) => first[c & 255]! ^ (c >>> 8));
  const t1 = next(first);
  const t2 = next(t1);
  const t3 = next(t2);
  const t4 = next(t3);
  const t5 = next(t4);
  const t6 = next(t5);
  return [first, t1, t2, t3, t4, t5, t6, next(t6)];
}
