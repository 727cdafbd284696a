import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { account } from '../../api/account';
import { useMe } from '../../app/session';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './Account.module.css';
import { App } from './App';
import { Passkeys } from './Passkeys';
import { Password } from './Password';
import { Pin } from './Pin';
import { Sittings } from './Sittings';
import { Tokens } from './Tokens';

/** One's own ways to sign in, and where one is signed in. */
export function Account() {
  const { t } = useTranslation();
  const me = useMe();
  const { data, error, refetch } = useQuery(account);
  useTitle(t('account.title'));
  return (
    <Scene title={t('account.title')} aside={me?.name}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && (
        <div className={classes.page}>
          {me?.restricted === true && (
            <p className={classes.call} role="alert">
              {t('account.restricted')}
            </p>
          )}
          <Passkeys account={data} />
          <App account={data} />
          <Password account={data} />
          <Pin />
          <Sittings />
          {me?.may.includes('token.list') === true && <Tokens />}
        </div>
      )}
    </Scene>
  );
}
