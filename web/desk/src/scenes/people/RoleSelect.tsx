import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { roles } from '../../api/house';
import { useRoleName } from '../../parts/useRoleName';

/** Chooses a role that people may hold. */
export function RoleSelect({ value, onChange }: { value: string; onChange: (role: string) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(roles);
  const nameOf = useRoleName();
  return (
    <Select
      label={t('people.role')}
      allowDeselect={false}
      data={(data?.items ?? []).filter(({ code }) => code !== 'DOCK').map(({ code }) => ({ value: code, label: nameOf(code) }))}
      value={value}
      onChange={(role) => role !== null && onChange(role)}
    />
  );
}
