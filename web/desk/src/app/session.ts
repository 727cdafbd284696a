import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { showPasskey } from '../api/passkey';
import { Problem } from '../api/problem';
import type { Me } from '../api/types';

/** Who is signed in; `null` for nobody. */
export const session = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await answer(api.GET('/api/session'));
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) return null;
      throw problem;
    }
  },
});

export function useMe(): Me | undefined {
  return useQuery(session).data ?? undefined;
}

export function useMay(action: string): boolean {
  return useMe()?.may.includes(action) ?? false;
}

/** How one may sign in here. */
export const waysIn = queryOptions({
  queryKey: ['ways-in'],
  queryFn: () => answer(api.GET('/api/session/ways')),
});

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly code?: string;
  readonly accepted?: boolean;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) => answer(api.POST('/api/session', { body })),
    onSuccess: (me) => queries.setQueryData(session.queryKey, me),
  });
}

export function usePasskeySignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (accepted: boolean) => {
      const asked = await answer(api.POST('/api/session/passkey/options'));
      const credential = await showPasskey(asked.publicKey);
      return answer(api.POST('/api/session/passkey', { body: { challenge: asked.challenge, credential, accepted } }));
    },
    onSuccess: (me) => queries.setQueryData(session.queryKey, me),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST('/api/openid/sign-out')),
    onSuccess: ({ url }) => {
      queries.clear();
      queries.setQueryData(session.queryKey, null);
      // Whoever came by the provider signs out there too.
      if (url !== undefined) window.location.assign(url);
    },
  });
}
