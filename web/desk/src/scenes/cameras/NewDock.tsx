import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Hash } from '../../parts/Hash';
import { Refusal } from '../../parts/Refusal';

const aYear = 365;

/** Makes the token that a dock offloads with. Its text is seen here and never again. */
export function NewDock() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [days, setDays] = useState(aYear);
  const make = useMutation({ mutationFn: () => answer(api.POST('/api/tokens', { body: { name, dock: true, days } })) });
  if (make.isSuccess) {
    return (
      <div className={form.form} role="status">
        <p className={form.words}>{t('cameras.dockOnce')}</p>
        <Hash value={make.data.token} what={t('cameras.dockCopy')} />
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
      <TextInput label={t('cameras.dockName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
      <NumberInput label={t('cameras.dockDays')} value={days} min={1} max={366} onChange={(value) => setDays(Number(value))} />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('cameras.dockMake')}
      </Button>
    </form>
  );
}
