import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { checkBundle } from "../src/check.ts";
import type { Source } from "../src/source.ts";

/*
 * Checks one bundle for each line of standard input, a path, and answers with one line of JSON: the verdict and the codes. For
 * tests of the server, which hold it against the Java side.
 */
for await (const path of createInterface({ input: process.stdin })) {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const source: Source = {
      length: size,
      read: async (offset, length) => {
        const bytes = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
          if (bytesRead === 0) throw new Error(`the file ends before ${offset + length}`);
          done += bytesRead;
        }
        return bytes;
      },
    };
    const checked = await checkBundle(source);
    const findings = checked.findings.map(({ code, where, detail }) => ({ code, where, detail }));
    process.stdout.write(`${JSON.stringify({ verdict: checked.verdict, findings })}\n`);
  } finally {
    await file.close();
  }
}
