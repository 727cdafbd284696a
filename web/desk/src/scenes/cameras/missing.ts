import { useTranslation } from 'react-i18next';
import type { Missing } from '../../api/types';
import { useFormat } from '../../i18n/format';

/** Says in a sentence what is missing and why that is known. */
export function useMissingWords(): (missing: Missing) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (missing) => {
    const what =
      missing.part !== undefined
        ? t('cameras.missingPart', { part: missing.part, recording: missing.recording ?? format.number(missing.number ?? 0) })
        : missing.numberTo !== undefined && missing.numberTo !== missing.number
          ? t('cameras.missingNumbers', { from: missing.number, to: missing.numberTo })
          : t('cameras.missingNumber', { number: missing.number });
    const one = missing.part !== undefined || missing.numberTo === undefined || missing.numberTo === missing.number;
    return t(`cameras.reason.${missing.reason}`, { what, count: one ? 1 : 2 });
  };
}

/** How many recordings or parts are missing: a stretch of numbers counts as many. */
export function countMissing(missing: readonly Missing[]): number {
  return missing.reduce((sum, { number, numberTo }) => sum + (number === undefined || numberTo === undefined ? 1 : numberTo - number + 1), 0);
}
