import { Button, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { knowsPasskeys, makePasskey } from '../../api/passkey';
import type { Account, Passkey } from '../../api/types';
import { useFormat } from '../../i18n/format';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import classes from './Account.module.css';
import { deviceName } from './device';
import { useRefresh } from './useRefresh';

export function Passkeys({ account }: { account: Account }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [name, setName] = useState(deviceName());
  const possible = account.passkeysHere && knowsPasskeys();
  const add = useMutation({
    mutationFn: async () => {
      const options = await answer(api.POST('/api/account/passkeys/options'));
      const credential = await makePasskey(options.publicKey);
      return answer(api.POST('/api/account/passkeys', { body: { name, shown: { challenge: options.challenge, credential } } }));
    },
    onSuccess: refresh,
  });
  return (
    <Panel title={t('account.passkeys')}>
      <div className={form.form}>
        <p className={form.words}>{t('account.passkeysLead')}</p>
        {account.passkeys.length > 0 && (
          <ul className={classes.list}>
            {account.passkeys.map((passkey) => (
              <Item key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        )}
        {!possible && <p className={form.words}>{t('account.passkeysNotHere')}</p>}
        {possible && (
          <form
            className={form.row}
            onSubmit={(event) => {
              event.preventDefault();
              add.mutate();
            }}
          >
            <TextInput label={t('account.passkeyName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
            <Button type="submit" leftSection={<IconFingerprint size={18} aria-hidden />} loading={add.isPending}>
              {t('account.passkeyAdd')}
            </Button>
          </form>
        )}
        <Refusal error={add.error} />
      </div>
    </Panel>
  );
}

function Item({ passkey }: { passkey: Passkey }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refresh = useRefresh();
  const [renaming, setRenaming] = useState(false);
  const [name, setName] = useState(passkey.name);
  const params = { path: { id: passkey.id } };
  const rename = useMutation({
    mutationFn: () => done(api.PUT('/api/account/passkeys/{id}', { params, body: { name } })),
    onSuccess: async () => {
      setRenaming(false);
      await refresh();
    },
  });
  const remove = useMutation({ mutationFn: () => done(api.DELETE('/api/account/passkeys/{id}', { params })), onSuccess: refresh });
  return (
    <li>
      {renaming ? (
        <form
          className={form.row}
          onSubmit={(event) => {
            event.preventDefault();
            rename.mutate();
          }}
        >
          <TextInput label={t('account.passkeyName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} autoFocus />
          <Button type="submit" variant="default" loading={rename.isPending}>
            {t('app.save')}
          </Button>
        </form>
      ) : (
        <>
          <span className={classes.what}>
            <strong>{passkey.name}</strong>
            <span>
              {t('account.made', { when: format.dateTime(passkey.madeAt) })}
              {' · '}
              {passkey.usedAt === undefined ? t('account.neverUsed') : t('account.used', { when: format.dateTime(passkey.usedAt) })}
            </span>
          </span>
          <span className={classes.acts}>
            <Button size="compact-sm" variant="default" aria-label={t('account.renameOf', { name: passkey.name })} onClick={() => setRenaming(true)}>
              {t('account.rename')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('account.removeOf', { name: passkey.name })}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('account.remove')}
            </Button>
          </span>
        </>
      )}
      <Refusal error={remove.error ?? rename.error} />
    </li>
  );
}
