import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { units } from '../../api/house';

/** Chooses a unit, or none. */
export function UnitSelect(props: { label: string; none: string; value: string | null; onChange: (unit: string | null) => void }) {
  const { data } = useQuery(units);
  return (
    <Select
      label={props.label}
      placeholder={props.none}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': props.none }}
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
