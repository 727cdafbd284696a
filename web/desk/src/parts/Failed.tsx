import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { Forbidden } from './Forbidden';
import { Missing } from './Missing';
import { Notice } from './Notice';
import { useProblemText } from './problemText';

/** A scene whose content could not be had: says why, and offers to try again where that can help. */
export function Failed({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation();
  const describe = useProblemText();
  if (error instanceof Problem && error.status === 404) return <Missing />;
  if (error instanceof Problem && error.status === 403) return <Forbidden />;
  const { text, code } = describe(error);
  return (
    <Notice
      icon={IconPlugConnectedX}
      title={t('problem.title')}
      alert
      action={
        reset !== undefined && (
          <Button variant="default" onClick={reset}>
            {t('app.retry')}
          </Button>
        )
      }
    >
      <p>{text}</p>
      <p className="mono">{t('problem.reference', { code })}</p>
    </Notice>
  );
}
