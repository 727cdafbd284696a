import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from './client';
import type { Category } from './types';

/** The names come in the language of the request, so each language has its own. */
const categories = (language: string) =>
  queryOptions({
    queryKey: ['categories', language],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => answer(api.GET('/api/categories', { signal })),
  });

export function useCategories(): readonly Category[] {
  const { i18n } = useTranslation();
  return useQuery(categories(i18n.language)).data?.items ?? [];
}

/** Says a category in words; its id while the names are not there. */
export function useCategoryName(): (id: string) => string {
  const known = useCategories();
  return (id) => known.find((each) => each.id === id)?.name ?? id;
}
