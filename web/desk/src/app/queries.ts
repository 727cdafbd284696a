import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

/**
 * A refusal is an answer: only a server that cannot be reached is asked again. What cannot be asked now fails now, and is said: nothing
 * waits for the network to return, when somebody else may stand there.
 */
export const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
    },
  },
});
