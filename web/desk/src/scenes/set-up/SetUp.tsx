import { Button, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { knowsPasskeys, makePasskey } from '../../api/passkey';
import { Problem } from '../../api/problem';
import type { SetUp as Wanted } from '../../api/types';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { PasswordField } from '../../parts/PasswordField';
import { Refusal } from '../../parts/Refusal';
import { Seal } from '../../parts/Seal';
import { useTitle } from '../../parts/useTitle';
import { deviceName } from '../account/device';
import classes from '../sign-in/SignIn.module.css';

const route = getRouteApi('/set-up/$link');

/** Behind a one-time link: somebody chooses how they will sign in, and nobody else learns it. */
export function SetUp() {
  const { t } = useTranslation();
  const { link } = route.useParams();
  const wanted = useQuery({
    queryKey: ['set-up', link],
    staleTime: Infinity,
    queryFn: () => answer(api.GET('/api/set-up/{link}', { params: { path: { link } } })),
  });
  useTitle(t('setUp.title'));
  const unknown = wanted.error instanceof Problem && wanted.error.code === 'set-up-link-unknown';
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Seal size={52} />
          <span className={classes.name}>Vidimus</span>
        </div>
        {wanted.isPending && <Loading />}
        {unknown && (
          <>
            <h1>{t('setUp.unknownTitle')}</h1>
            <p className={form.words}>{t('setUp.unknown')}</p>
            <Link to="/sign-in">{t('signIn.title')}</Link>
          </>
        )}
        {wanted.error !== null && !unknown && <Failed error={wanted.error} reset={() => void wanted.refetch()} />}
        {wanted.data !== undefined && <Choice link={link} wanted={wanted.data} />}
      </div>
    </main>
  );
}

function Choice({ link, wanted }: { link: string; wanted: Wanted }) {
  const { t } = useTranslation();
  const [login, setLogin] = useState(wanted.login ?? '');
  const [name, setName] = useState(wanted.name ?? '');
  const [password, setPassword] = useState('');
  const params = { path: { link } };
  const who = wanted.kind === 'HOUSE' ? { login, name } : {};
  const byPassword = useMutation({
    mutationFn: () => answer(api.POST('/api/set-up/{link}', { params, body: { ...who, password } })),
  });
  const byPasskey = useMutation({
    mutationFn: async () => {
      const options = await answer(api.POST('/api/set-up/{link}/passkey', { params, body: who }));
      const credential = await makePasskey(options.publicKey);
      return answer(
        api.POST('/api/set-up/{link}', {
          params,
          body: { ...who, passkey: { challenge: options.challenge, credential }, passkeyName: deviceName() },
        }),
      );
    },
  });
  const ready = byPassword.data ?? byPasskey.data;
  const passkeys = wanted.passkeysHere && knowsPasskeys();
  if (ready !== undefined) {
    return (
      <div className={form.form} role="status">
        <h1>{t('setUp.readyTitle')}</h1>
        <p className={form.words}>{t('setUp.ready', { login: ready.login })}</p>
        <Button component={Link} to="/sign-in">
          {t('signIn.title')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={classes.ways}
      onSubmit={(event) => {
        event.preventDefault();
        byPassword.mutate();
      }}
    >
      <h1>{t(`setUp.${wanted.kind}.title`)}</h1>
      <p className={form.words}>{t(`setUp.${wanted.kind}.lead`, { name: wanted.name ?? '' })}</p>
      {wanted.kind === 'HOUSE' && (
        <>
          <TextInput name="name" label={t('people.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="name" required autoFocus withAsterisk={false} />
          <TextInput name="login" label={t('signIn.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="username" required withAsterisk={false} />
        </>
      )}
      {wanted.kind !== 'HOUSE' && (
        <TextInput name="login" label={t('signIn.login')} value={login} readOnly autoComplete="username" />
      )}
      {passkeys && (
        <>
          <Button
            leftSection={<IconFingerprint size={20} aria-hidden />}
            loading={byPasskey.isPending}
            disabled={login === '' || name === ''}
            onClick={() => byPasskey.mutate()}
          >
            {t('setUp.passkey')}
          </Button>
          <p className={classes.note}>{t('setUp.passkeyHint')}</p>
        </>
      )}
      <PasswordField name="password" label={passkeys ? t('setUp.orPassword') : t('setUp.password')} value={password} onChange={setPassword} required />
      {wanted.secondFactorRequired && <p className={classes.note}>{t('setUp.second')}</p>}
      <Refusal error={byPassword.error ?? byPasskey.error} />
      <Button type="submit" variant={passkeys ? 'default' : 'filled'} loading={byPassword.isPending}>
        {t('setUp.submit')}
      </Button>
    </form>
  );
}
