import { Button, PasswordInput } from '@mantine/core';
import { IconExternalLink, IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../api/client';
import { confirmation, followConfirmed, settleConfirmation } from '../api/confirm';
import { account } from '../api/account';
import { knowsPasskeys, showPasskey } from '../api/passkey';
import { CodeField } from './CodeField';
import { Dialog } from './Dialog';
import form from './Form.module.css';
import { Refusal } from './Refusal';

/** Asks who is there before something important goes on. What waited for it goes on by itself afterwards. */
export function Confirmation() {
  const { t } = useTranslation();
  const asked = useSyncExternalStore(confirmation.watch, confirmation.isAsked);
  return (
    <Dialog open={asked} onClose={() => settleConfirmation(false)} title={t('confirm.title')}>
      <Proof />
    </Dialog>
  );
}

function Proof() {
  const { t } = useTranslation();
  const { data } = useQuery(account);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const byPassword = useMutation({
    mutationFn: () => done(api.POST('/api/session/confirmation', { body: { password, ...(code === '' ? {} : { code }) } })),
    onSuccess: () => settleConfirmation(true),
  });
  const byPasskey = useMutation({
    mutationFn: async () => {
      const options = await answer(api.POST('/api/session/confirmation/options'));
      const credential = await showPasskey(options.publicKey);
      await done(api.POST('/api/session/confirmation', { body: { challenge: options.challenge, credential } }));
    },
    onSuccess: () => settleConfirmation(true),
  });
  useEffect(followConfirmed, []);
  const withPasskey = data !== undefined && data.passkeysHere && data.passkeys.length > 0 && knowsPasskeys();
  // Where a password alone is not enough, it proves nothing beside a passkey either.
  const withPassword = data?.password === true && (data.app !== undefined || !data.secondFactorRequired || data.passkeys.length === 0);
  return (
    <div className={form.form}>
      <p className={form.words}>{t('confirm.lead')}</p>
      {withPasskey && (
        <Button leftSection={<IconFingerprint size={18} aria-hidden />} loading={byPasskey.isPending} onClick={() => byPasskey.mutate()} data-autofocus>
          {t('signIn.passkey')}
        </Button>
      )}
      {data?.provider !== undefined && (
        <>
          <Button
            component="a"
            href="/api/openid/start?confirm=true&next=/confirmed"
            target="_blank"
            variant={withPasskey ? 'default' : 'filled'}
            leftSection={<IconExternalLink size={18} aria-hidden />}
            aria-describedby="confirm-beside"
          >
            {t('confirm.provider', { name: data.provider })}
          </Button>
          <p id="confirm-beside" className={form.words}>
            {t('confirm.beside')}
          </p>
        </>
      )}
      {withPassword && (
        <form
          className={form.form}
          onSubmit={(event) => {
            event.preventDefault();
            byPassword.mutate();
          }}
        >
          <PasswordInput
            name="confirm-password"
            label={t('signIn.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
          />
          {data.app !== undefined && <CodeField value={code} onChange={setCode} />}
          <Button type="submit" variant={withPasskey || data.provider !== undefined ? 'default' : 'filled'} loading={byPassword.isPending}>
            {t('confirm.submit')}
          </Button>
        </form>
      )}
      <Refusal error={byPassword.error ?? byPasskey.error} />
    </div>
  );
}
