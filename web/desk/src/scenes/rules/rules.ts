import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

/** The server answers in the language of the desk. */
export const profiles = (language: string) =>
  queryOptions({
    queryKey: ['profiles', language],
    queryFn: ({ signal }) => answer(api.GET('/api/profiles', { signal })),
  });

export const sheet = (code: string, version: number, language: string) =>
  queryOptions({
    queryKey: ['profiles', code, version, language],
    queryFn: ({ signal }) => answer(api.GET('/api/profiles/{code}/{version}', { params: { path: { code, version } }, signal })),
  });

export const comparison = (code: string, version: number, language: string) =>
  queryOptions({
    queryKey: ['profiles', code, version, 'comparison', language],
    queryFn: ({ signal }) => answer(api.GET('/api/profiles/{code}/{version}/comparison', { params: { path: { code, version } }, signal })),
  });
