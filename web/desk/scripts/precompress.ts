import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(?:js|css|html|svg|json)$/;

/** Writes a `.gz` and a `.br` beside each text file of the build, so that the server has nothing to compress. */
export function precompress(): Plugin {
  let folder = 'dist';
  return {
    name: 'vidimus-precompress',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true });
      for (const name of entries.filter((entry) => worthIt.test(entry))) {
        const file = join(folder, name);
        const bytes = await readFile(file);
        if (bytes.length < 1024) continue;
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
        await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality));
      }
    },
  };
}
