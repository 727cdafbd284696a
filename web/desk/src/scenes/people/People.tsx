import { useTranslation } from 'react-i18next';
import { useTitle } from '../../parts/useTitle';

export function People() {
  const { t } = useTranslation();
  useTitle(t('app.people'));
  return <h1>{t('app.people')}</h1>;
}
