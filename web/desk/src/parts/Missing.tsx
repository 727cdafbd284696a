import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';

export function Missing() {
  const { t } = useTranslation();
  return (
    <Notice icon={IconMapQuestion} title={t('problem.missingTitle')} page>
      {t('problem.missing')}
    </Notice>
  );
}
