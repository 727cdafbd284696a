import type { Plugin } from 'vite';
import { answer } from './world.ts';

/** Stands in for the server while screens are drawn (`npm run dev` without VIDIMUS_SERVER). Never part of a build. */
export function mock(): Plugin {
  return {
    name: 'vidimus-mock',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/') !== true) next();
        else void answer(request, response);
      });
    },
  };
}
