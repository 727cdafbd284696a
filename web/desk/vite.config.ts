import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompress } from './scripts/precompress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['VIDIMUS_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: {
    alias: {
      '@verify': here('../verify/src/index.ts'),
      // The verifier's sources lie beside this folder and find no modules there unless it was built too.
      '@noble': here('node_modules/@noble'),
    },
  },
  build: {
    target: 'es2022',
    // The content security policy of the server knows 'self' alone: no data: addresses, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs in one file: two dozen small ones would each wait for the one before.
            // Not what only the fleet's pages need.
            { name: 'frame', test: /node_modules\/(?!uplot\/)|src\/(?:app|api|parts)\/|src\/i18n\/(?!fleet)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: server } },
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
});
