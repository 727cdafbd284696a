import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Hash } from '../../parts/Hash';
import { Refusal } from '../../parts/Refusal';
import { notices } from './alerts';
import '../../i18n/fleet';

/** An address that alerts go to. The secret of a webhook is seen here and never again. */
export function NewChannel({ mail, onDone }: { mail: boolean; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [kind, setKind] = useState<string>(mail ? 'MAIL' : 'WEBHOOK');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [rhythm, setRhythm] = useState('AT_ONCE');
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/notices/channels', { body: { kind, name, address, rhythm, language: i18n.language === 'de' ? 'DE' : 'EN' } })),
    onSuccess: async ({ secret }) => {
      await queries.invalidateQueries({ queryKey: notices.queryKey });
      if (secret === undefined) onDone();
    },
  });
  const secret = make.data?.secret;
  if (secret !== undefined) {
    return (
      <div className={form.form}>
        <p className={form.words}>{t('alerts.secretOnce')}</p>
        <Hash value={secret} what={t('alerts.secret')} />
        <Button onClick={onDone}>{t('app.close')}</Button>
      </div>
    );
  }
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Radio.Group label={t('alerts.channelKindLabel')} value={kind} onChange={setKind}>
        <div className={form.row}>
          <Radio value="MAIL" label={t('alerts.channelKind.MAIL')} disabled={!mail} />
          <Radio value="WEBHOOK" label={t('alerts.channelKind.WEBHOOK')} />
        </div>
      </Radio.Group>
      {!mail && <p className={form.words}>{t('alerts.noMail')}</p>}
      <TextInput label={t('alerts.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} maxLength={100} />
      <TextInput
        type={kind === 'MAIL' ? 'email' : 'url'}
        label={t(kind === 'MAIL' ? 'alerts.mailAddress' : 'alerts.webhookAddress')}
        description={kind === 'MAIL' ? undefined : t('alerts.webhookHint')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      <Radio.Group label={t('alerts.rhythmLabel')} value={rhythm} onChange={setRhythm}>
        <div className={form.row}>
          <Radio value="AT_ONCE" label={t('alerts.rhythm.AT_ONCE')} />
          <Radio value="DAILY" label={t('alerts.rhythm.DAILY')} />
        </div>
      </Radio.Group>
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('alerts.addChannel')}
      </Button>
    </form>
  );
}
