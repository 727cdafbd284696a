import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

/** Something moves every few seconds while a system offloads; a keeper of doors looks on. */
const lookMs = 5_000;

export const doors = queryOptions({
  queryKey: ['integration-doors'],
  refetchInterval: lookMs,
  queryFn: ({ signal }) => answer(api.GET('/api/integration-doors', { signal })),
});

export const passed = (id: string) =>
  queryOptions({
    queryKey: ['integration-doors', id, 'passed'],
    refetchInterval: lookMs,
    queryFn: ({ signal }) => answer(api.GET('/api/integration-doors/{id}/passed', { params: { path: { id } }, signal })),
  });

/** Gives a text to the person as a file, and keeps nothing of it. */
export function save(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A name that every system takes for a file. */
export function fileName(name: string, ending: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  return `vidimus-${plain === '' ? 'door' : plain}${ending}`;
}
