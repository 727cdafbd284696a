import { MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { people } from '../../api/house';

interface Known {
  id: string;
  name: string;
}

/** More than this would be slow to draw and of no use to read; typing narrows them. */
const most = 50;

function useChoices(but: string, chosen: readonly Known[]) {
  const { data } = useQuery(people);
  const here = (data?.items ?? []).filter(({ id }) => id !== but).map(({ id, name, login }) => ({ value: id, label: `${name} (${login})` }));
  // Somebody who has left may still be above somebody.
  const gone = chosen.filter(({ id }) => !here.some(({ value }) => value === id)).map(({ id, name }) => ({ value: id, label: name }));
  return [...here, ...gone];
}

/** Chooses one person, or nobody. */
export function PersonSelect(props: { label: string; but: string; chosen: Known | undefined; value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation();
  const choices = useChoices(props.but, props.chosen === undefined ? [] : [props.chosen]);
  return (
    <Select
      label={props.label}
      placeholder={t('staff.noManager')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('staff.noManager') }}
      limit={most}
      data={choices}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

export function PeopleSelect(props: { label: string; but: string; chosen: readonly Known[]; value: string[]; onChange: (ids: string[]) => void }) {
  const choices = useChoices(props.but, props.chosen);
  return <MultiSelect label={props.label} searchable limit={most} data={choices} value={props.value} onChange={props.onChange} />;
}
