import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { people } from '../../api/house';
import { useMay } from '../../app/session';
import { useWords } from '../evidence/words';
import { dayOfInstant, instantOf } from '../library/filters';
import classes from './Ledger.module.css';
import { actions, type Name, type SetSearch, type Shown } from './search';

const results = ['done', 'failed', 'refused', 'allowed'] as const;
const doors = ['screen', 'api', 'dock', 'link', 'job'] as const;

export function SearchPanel({ shown, set }: { shown: Shown; set: SetSearch }) {
  const { t } = useTranslation();
  const words = useWords();
  const mayList = useMay('person.list');
  const { data } = useQuery({ ...people, enabled: mayList });
  const everybody = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const chosen = shown.action === undefined ? [] : shown.action.split(' ');
  const offered = [...new Set<string>([...actions, ...chosen])].map((value) => ({ value, label: words.action(value) }));
  return (
    <search className={classes.panel} aria-label={t('ledger.search')}>
      <Select size="xs" searchable clearable label={t('ledger.person')} data={everybody} value={shown.person ?? null} onChange={(person) => set({ person: person ?? undefined })} clearButtonProps={{ 'aria-label': t('ledger.clear') }} />
      <MultiSelect size="xs" searchable clearable label={t('ledger.action')} data={offered} value={chosen} onChange={(some) => set({ action: some.length === 0 ? undefined : some.join(' ') })} clearButtonProps={{ 'aria-label': t('ledger.clear') }} />
      <Select size="xs" clearable label={t('ledger.result')} data={results.map((value) => ({ value, label: t(`ledger.results.${value}`) }))} value={shown.result ?? null} onChange={(result) => set({ result: result ?? undefined })} clearButtonProps={{ 'aria-label': t('ledger.clear') }} />
      <Select size="xs" clearable label={t('custody.door')} data={doors.map((value) => ({ value, label: words.door(value) }))} value={shown.door ?? null} onChange={(door) => set({ door: door ?? undefined })} clearButtonProps={{ 'aria-label': t('ledger.clear') }} />
      <TextInput type="date" size="xs" label={t('ledger.from')} value={dayOfInstant(shown.from, 'start')} onChange={(event) => set({ from: instantOf(event.currentTarget.value, 'start') })} />
      <TextInput type="date" size="xs" label={t('ledger.to')} value={dayOfInstant(shown.to, 'end')} onChange={(event) => set({ to: instantOf(event.currentTarget.value, 'end') })} />
      <Typed name="purpose" label={t('ledger.purpose')} shown={shown} set={set} />
      <Typed name="evidence" label={t('ledger.evidence')} shown={shown} set={set} />
      <Typed name="address" label={t('ledger.address')} shown={shown} set={set} />
      {Object.keys(shown).length > 0 && (
        <Button
          size="xs"
          variant="default"
          onClick={() => set({ person: undefined, evidence: undefined, subject: undefined, action: undefined, result: undefined, door: undefined, address: undefined, purpose: undefined, from: undefined, to: undefined })}
        >
          {t('library.clear')}
        </Button>
      )}
    </search>
  );
}

/** Looked for when it is left or confirmed: each look is an entry in the ledger. */
function Typed({ name, label, shown, set }: { name: Name; label: string; shown: Shown; set: SetSearch }) {
  const value = shown[name] ?? '';
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  const apply = () => {
    const text = typed.trim();
    if (text !== value) set({ [name]: text === '' ? undefined : text });
  };
  return (
    <TextInput
      size="xs"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
    />
  );
}
