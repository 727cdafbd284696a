import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import en from '../i18n/en.json';

type Known = keyof typeof en.problem.codes;

function isKnown(code: string): code is Known {
  return Object.hasOwn(en.problem.codes, code);
}

/** Says a refusal in the person's language where its code is known here, else in the server's own words. */
export function useProblemText(): (error: unknown) => { text: string; code: string } {
  const { t } = useTranslation();
  return useCallback(
    (error) => {
      if (!(error instanceof Problem)) return { text: error instanceof Error ? error.message : t('problem.none'), code: 'desk' };
      if (error.status === 0) return { text: t('problem.unreachable'), code: error.code };
      if (isKnown(error.code)) return { text: t(`problem.codes.${error.code}`), code: error.code };
      return { text: error.message === '' ? t('problem.none') : error.message, code: error.code };
    },
    [t],
  );
}

/** Tells of a failed action without taking the page away. */
export function useTellProblem(): (error: unknown) => void {
  const { t } = useTranslation();
  const describe = useProblemText();
  return useCallback(
    (error) => {
      const { text, code } = describe(error);
      notifications.show({
        color: 'red',
        title: text,
        message: t('problem.reference', { code }),
        autoClose: 12_000,
        role: 'alert',
        closeButtonProps: { 'aria-label': t('app.close') },
      });
    },
    [describe, t],
  );
}
