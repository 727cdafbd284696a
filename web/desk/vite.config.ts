import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mock } from './mock/plugin.ts';
import { precompress } from './scripts/precompress.ts';

const server = process.env['VIDIMUS_SERVER'];

export default defineConfig({
  plugins: [react(), precompress(), ...(server === undefined ? [mock()] : [])],
  resolve: { alias: { '@verify': fileURLToPath(new URL('../verify/src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // The content security policy of the server knows 'self' alone: no data: addresses, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    ...(server === undefined ? {} : { proxy: { '/api': { target: server } } }),
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}', 'mock/**/*.test.ts'] },
});
