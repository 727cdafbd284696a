import type { Bytes } from "./bytes.ts";

/** Bytes that can be read at any place without being held: a file that somebody chose, or one on disk. */
export interface Source {
  readonly length: number;
  /** Exactly these bytes; rejects where they cannot be read. */
  read(offset: number, length: number): Promise<Bytes>;
}

export function blobSource(blob: Blob): Source {
  return {
    length: blob.size,
    read: async (offset, length) => {
      const bytes = new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      if (bytes.length !== length) throw new Error(`want ${length} bytes at ${offset}, got ${bytes.length}`);
      return bytes;
    },
  };
}

export function bytesSource(bytes: Bytes): Source {
  return {
    length: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
  };
}
