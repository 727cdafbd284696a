import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Right } from '../api/types';
import type { Language } from '../i18n';
import de from '../i18n/rights.de.json';
import en from '../i18n/rights.en.json';

type Named = keyof typeof en;

/** Apart from the desk's other texts: only scenes that show rights need them, and there are many. */
const names: Record<Language, Record<Named, string>> = { en, de };

function isNamed(key: string): key is Named {
  return Object.hasOwn(en, key);
}

/** An action in words; one that the desk does not know yet by its code. */
export function useActionName(): (action: string) => string {
  const { i18n } = useTranslation();
  const words = names[i18n.language === 'de' ? 'de' : 'en'];
  return useCallback(
    (action) => {
      const key = action.replaceAll(/[.-]/g, '_');
      return isNamed(key) ? words[key] : action;
    },
    [words],
  );
}

/** Whether the desk has words for an action. */
export function hasActionName(action: string): boolean {
  return isNamed(action.replaceAll(/[.-]/g, '_'));
}

/** How closely a thing is held matters for evidence alone. */
export function hasLevel(action: string): boolean {
  return action.startsWith('evidence.') || action.startsWith('bundle.');
}

/** A right in words: what, how far, and up to which level where that matters. */
export function useRightWords(): (right: Right) => string {
  const { t } = useTranslation();
  const nameOf = useActionName();
  return useCallback(
    ({ action, reach, upTo }) =>
      hasLevel(action)
        ? t('rolebook.right', { action: nameOf(action), reach: t(`reach.${reach}`), level: t(`rolebook.level.${upTo}`) })
        : `${nameOf(action)} (${t(`reach.${reach}`)})`,
    [t, nameOf],
  );
}
