import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { people } from '../../api/house';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { UnitSelect } from '../people/UnitSelect';

/** Registers a camera: from then on its footage is accepted, and belongs to its wearer. */
export function NewCamera({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(people);
  const [serial, setSerial] = useState('');
  const [maker, setMaker] = useState('');
  const [model, setModel] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [wearer, setWearer] = useState<string | null>(null);
  const register = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/cameras', {
          body: {
            serial,
            ...(maker === '' ? {} : { maker }),
            ...(model === '' ? {} : { model }),
            ...(unit === null ? {} : { unit }),
            ...(wearer === null ? {} : { wearer }),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cameras'] });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        register.mutate();
      }}
    >
      <TextInput label={t('cameras.serial')} value={serial} onChange={(event) => setSerial(event.currentTarget.value)} required withAsterisk={false} />
      <div className={form.row}>
        <TextInput label={t('cameras.maker')} value={maker} onChange={(event) => setMaker(event.currentTarget.value)} />
        <TextInput label={t('cameras.model')} value={model} onChange={(event) => setModel(event.currentTarget.value)} />
      </div>
      <UnitSelect label={t('people.unit')} none={t('people.noUnit')} value={unit} onChange={setUnit} />
      <Select
        label={t('cameras.wearer')}
        searchable
        clearable
        data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={wearer}
        onChange={setWearer}
      />
      <Refusal error={register.error} />
      <Button type="submit" loading={register.isPending}>
        {t('cameras.register')}
      </Button>
    </form>
  );
}
