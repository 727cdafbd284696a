import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';

export function Forbidden() {
  const { t } = useTranslation();
  return (
    <Notice icon={IconLock} title={t('problem.forbiddenTitle')} page>
      {t('problem.forbidden')}
    </Notice>
  );
}
