import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import type { Account } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { CodeField } from '../../parts/CodeField';
import form from '../../parts/Form.module.css';
import { Hash } from '../../parts/Hash';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import classes from './Account.module.css';
import { QrCode } from './QrCode';
import { useRefresh } from './useRefresh';

/** The authenticator app: shown as a picture and as text, in use once a code of it was typed. */
export function App({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refresh = useRefresh();
  const [code, setCode] = useState('');
  const offer = useMutation({ mutationFn: () => answer(api.POST('/api/account/app')) });
  const accept = useMutation({
    mutationFn: () => done(api.PUT('/api/account/app', { body: { code } })),
    onSuccess: async () => {
      offer.reset();
      setCode('');
      await refresh();
    },
  });
  const remove = useMutation({ mutationFn: () => done(api.DELETE('/api/account/app')), onSuccess: refresh });
  return (
    <Panel title={t('account.app')}>
      <div className={form.form}>
        <p className={form.words}>
          {account.app === undefined ? t('account.appNone') : t('account.appSince', { when: format.dateTime(account.app) })}
        </p>
        {offer.data === undefined && (
          <div className={classes.acts}>
            <Button variant="default" loading={offer.isPending} onClick={() => offer.mutate()}>
              {account.app === undefined ? t('account.appSetUp') : t('account.appReplace')}
            </Button>
            {account.app !== undefined && (
              <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('account.appRemove')}
              </Button>
            )}
          </div>
        )}
        {offer.data !== undefined && (
          <div className={classes.offer}>
            <QrCode text={offer.data.address} label={t('account.appPicture')} />
            <form
              className={form.form}
              onSubmit={(event) => {
                event.preventDefault();
                accept.mutate();
              }}
            >
              <p className={form.words}>{t('account.appScan')}</p>
              <Hash value={offer.data.secret} what={t('account.appKey')} />
              <CodeField value={code} onChange={setCode} />
              <Refusal error={accept.error} />
              <Button type="submit" loading={accept.isPending}>
                {t('account.appUse')}
              </Button>
            </form>
          </div>
        )}
        <Refusal error={offer.error ?? remove.error} />
      </div>
    </Panel>
  );
}
