import { useTranslation } from 'react-i18next';
import { useTitle } from '../../parts/useTitle';

export function Quarantine() {
  const { t } = useTranslation();
  useTitle(t('app.quarantine'));
  return <h1>{t('app.quarantine')}</h1>;
}
