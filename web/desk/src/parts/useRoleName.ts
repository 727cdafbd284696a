import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '../api/house';
import { useMay } from '../app/session';
import en from '../i18n/en.json';

type Standard = keyof typeof en.roles;

function isStandard(code: string): code is Standard {
  return Object.hasOwn(en.roles, code);
}

/** Roles that come with the program are named in the person's language, others as the house calls them. */
export function useRoleName(): (code: string) => string {
  const { t } = useTranslation();
  const mayAsk = useMay('role.list');
  const { data } = useQuery({ ...roles, enabled: mayAsk });
  return useCallback(
    (code) => (isStandard(code) ? t(`roles.${code}`) : (data?.items.find((role) => role.code === code)?.name ?? code)),
    [t, data],
  );
}
