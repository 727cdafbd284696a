import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import '../../i18n/fleet';

const queryKey = ['account', 'pin'];

/** By which one takes a camera in the dock room. */
export function Pin() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => answer(api.GET('/api/account/pin', { signal })) });
  const [pin, setPin] = useState('');
  const save = useMutation({
    mutationFn: () => done(api.PUT('/api/account/pin', { body: { pin } })),
    onSuccess: () => {
      setPin('');
      return queries.invalidateQueries({ queryKey });
    },
  });
  if (data === undefined) return null;
  if (data.staffNumber === undefined) {
    return (
      <Panel title={t('fleet.pin.title')}>
        <p className={form.words}>{t('fleet.pin.noNumber')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t('fleet.pin.title')}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className={form.words}>
          {t('fleet.pin.lead', { number: data.staffNumber })} {t(`fleet.pin.state.${data.state}`)}
        </p>
        <PasswordInput
          name="kiosk-pin"
          label={t('fleet.pin.pin')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
        />
        <Refusal error={save.error} />
        {save.isSuccess && <p role="status">{t('fleet.pin.saved')}</p>}
        <Button type="submit" variant="default" loading={save.isPending} disabled={pin === ''}>
          {t('fleet.pin.save')}
        </Button>
      </form>
    </Panel>
  );
}
