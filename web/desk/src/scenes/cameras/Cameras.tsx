import { useTranslation } from 'react-i18next';
import { useTitle } from '../../parts/useTitle';

export function Cameras() {
  const { t } = useTranslation();
  useTitle(t('app.cameras'));
  return <h1>{t('app.cameras')}</h1>;
}
