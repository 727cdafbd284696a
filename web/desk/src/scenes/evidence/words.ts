import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Actor } from '../../api/types';
import en from '../../i18n/en.json';

/** Words for the ledger's vocabulary. A word that the desk does not know is shown as the ledger has it. */
export function useWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      action: (action: string) => {
        const key = action.replaceAll(/[.-]/g, '_');
        return knows(en.custody.action, key) ? t(`custody.action.${key}`) : action;
      },
      by: ({ kind, name }: Actor) => {
        if (kind === 'job') {
          const key = name.replaceAll('-', '_');
          return t('custody.byJob', { job: knows(en.custody.job, key) ? t(`custody.job.${key}`) : name });
        }
        if (kind === 'token') return t('custody.byToken', { name });
        if (kind === 'visitor') return t('custody.byVisitor');
        return t('custody.by', { name });
      },
      door: (door: string) => (knows(en.custody.doors, door) ? t(`custody.doors.${door}`) : door),
      result: (result: string) => (knows(en.custody.results, result) ? t(`custody.results.${result}`) : result),
      detail: (key: string) => {
        const name = key.replaceAll('-', '_');
        return knows(en.custody.details, name) ? t(`custody.details.${name}`) : key;
      },
    }),
    [t],
  );
}

/** Whether there is a word for it. */
export function knows<T extends object>(words: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(words, key);
}
