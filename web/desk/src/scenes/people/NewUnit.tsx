import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { units } from '../../api/house';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { UnitSelect } from './UnitSelect';

export function NewUnit({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [parent, setParent] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/units', { body: { name, ...(parent === null ? {} : { parent }) } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: units.queryKey });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput label={t('people.unitName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <UnitSelect label={t('people.unitParent')} none={t('people.unitTop')} value={parent} onChange={setParent} />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('app.save')}
      </Button>
    </form>
  );
}
