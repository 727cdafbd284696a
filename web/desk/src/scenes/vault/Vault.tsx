import { useTranslation } from 'react-i18next';
import { useTitle } from '../../parts/useTitle';

export function Vault() {
  const { t } = useTranslation();
  useTitle(t('app.vault'));
  return <h1>{t('app.vault')}</h1>;
}
