import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

/** A refusal is an answer: only a server that cannot be reached is asked again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
    },
  },
});
