import type { Entry } from '../../api/types';

export function CheckEntry({ entry }: { entry: Entry }) {
  return <span hidden>{entry.id}</span>;
}
