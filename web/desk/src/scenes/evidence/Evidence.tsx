import { useTranslation } from 'react-i18next';
import { useTitle } from '../../parts/useTitle';

export function Evidence() {
  const { t } = useTranslation();
  useTitle(t('app.evidence'));
  return <h1>{t('app.evidence')}</h1>;
}
