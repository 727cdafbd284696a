import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { Forbidden } from '../../parts/Forbidden';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { Claims } from './Claims';
import classes from './Directory.module.css';
import { Groups } from './Groups';
import { Links } from './Links';
import '../../i18n/fleet';

/** What a directory's groups and a provider's claims bring to the people who have them. */
export function Directory() {
  const { t } = useTranslation();
  const mayGroups = useMay('directory.map');
  const mayClaims = useMay('openid.show');
  useTitle(t('directory.title'));
  if (!mayGroups && !mayClaims) return <Forbidden />;
  return (
    <Scene title={t('directory.title')}>
      <p className={classes.lead}>{t('directory.lead')}</p>
      <div className={classes.panels}>
        {mayGroups && <Groups />}
        {mayClaims && <Claims />}
        {mayClaims && <Links />}
      </div>
    </Scene>
  );
}
