import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../parts/useRoleName';

/** A role and where it counts, in words. */
export function useRoleAt(): (held: { role: string; unit?: { name: string } | undefined }) => string {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  return useCallback(
    ({ role, unit }) => (unit === undefined ? nameOf(role) : t('directory.roleIn', { role: nameOf(role), unit: unit.name })),
    [t, nameOf],
  );
}
