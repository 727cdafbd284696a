import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../../api/types';
import classes from './Ledger.module.css';
import type { SetSearch } from './search';

/** Who and what an entry is about, each a way to look for more of it. */
export function About({ entry, set }: { entry: LedgerEntry; set: SetSearch }) {
  const { t } = useTranslation();
  const { person, subjects } = entry;
  return (
    <ul className={classes.things}>
      {person !== undefined && (
        <li>
          <Button size="compact-xs" variant="default" onClick={() => set({ person: person.id })}>
            {t('ledger.moreOf', { name: person.name })}
          </Button>
        </li>
      )}
      {subjects.map(({ kind, id, name }) => (
        <li key={`${kind} ${id}`}>
          <span>{kinds.includes(kind) ? t(`ledger.kind.${kindOf(kind)}`) : kind}</span>
          <code>{name ?? id}</code>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => set(kind === 'evidence' ? { evidence: id, subject: undefined } : { subject: `${kind} ${id}` })}
          >
            {t('ledger.moreAbout')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const known = ['evidence', 'upload', 'camera', 'person', 'token', 'bundle', 'vault'] as const;
const kinds: readonly string[] = known;

function kindOf(kind: string): (typeof known)[number] {
  return known.find((each) => each === kind) ?? 'evidence';
}
