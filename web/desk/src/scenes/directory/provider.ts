import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

/** The provider that people sign in by; without a name where none is configured. */
export const provider = queryOptions({
  queryKey: ['openid-provider'],
  queryFn: ({ signal }) => answer(api.GET('/api/openid', { signal })),
});

export const rules = queryOptions({
  queryKey: ['openid-rules'],
  queryFn: ({ signal }) => answer(api.GET('/api/openid/rules', { signal })),
});

export const links = queryOptions({
  queryKey: ['openid-links'],
  queryFn: ({ signal }) => answer(api.GET('/api/openid/links', { signal })),
});
