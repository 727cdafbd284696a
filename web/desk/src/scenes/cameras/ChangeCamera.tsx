import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { people } from '../../api/house';
import type { Camera } from '../../api/types';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { UnitSelect } from '../people/UnitSelect';
import { anyCameras } from './useCameras';
import '../../i18n/fleet';

const standings = ['IN_SERVICE', 'MISSING', 'IN_REPAIR', 'RETIRED'] as const;
const most = 50;

/** What the register says of a camera. */
export function ChangeCamera({ camera, onDone }: { camera: Camera; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(people);
  const [text, setText] = useState({
    asset: camera.asset ?? '',
    maker: camera.maker ?? '',
    model: camera.model ?? '',
    boughtOn: camera.boughtOn ?? '',
    warrantyUntil: camera.warrantyUntil ?? '',
    note: camera.note ?? '',
  });
  const [standing, setStanding] = useState(camera.standing);
  const [unit, setUnit] = useState<string | null>(camera.unit?.id ?? null);
  const [wearer, setWearer] = useState<string | null>(camera.wearer?.id ?? null);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/cameras/{id}', {
          params: { path: { id: camera.id } },
          body: {
            standing,
            ...Object.fromEntries(Object.entries(text).filter(([, value]) => value.trim() !== '')),
            ...(unit === null ? {} : { unit }),
            ...(wearer === null ? {} : { wearer }),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: anyCameras });
      onDone();
    },
  });
  const field = (name: keyof typeof text, label: string, type?: 'date') => (
    <TextInput
      label={label}
      type={type ?? 'text'}
      value={text[name]}
      onChange={(event) => setText({ ...text, [name]: event.currentTarget.value })}
    />
  );
  // Somebody who has left may still be in the register.
  const here = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const gone = camera.wearer === undefined || here.some(({ value }) => value === camera.wearer?.id) ? [] : [{ value: camera.wearer.id, label: camera.wearer.name ?? camera.wearer.id }];
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Select
        label={t('fleet.standingLabel')}
        allowDeselect={false}
        data={standings.map((each) => ({ value: each, label: t(`fleet.standing.${each}`) }))}
        value={standing}
        onChange={(value) => setStanding(standings.find((each) => each === value) ?? standing)}
      />
      {field('asset', t('fleet.asset'))}
      <div className={form.row}>
        {field('maker', t('cameras.maker'))}
        {field('model', t('cameras.model'))}
      </div>
      <UnitSelect label={t('people.unit')} none={t('people.noUnit')} value={unit} onChange={setUnit} />
      <Select
        label={t('fleet.allocated')}
        placeholder={t('fleet.pool')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('fleet.pool') }}
        limit={most}
        data={[...here, ...gone]}
        value={wearer}
        onChange={setWearer}
      />
      <div className={form.row}>
        {field('boughtOn', t('fleet.boughtOn'), 'date')}
        {field('warrantyUntil', t('fleet.warrantyUntil'), 'date')}
      </div>
      <Textarea
        label={t('fleet.note')}
        autosize
        maxRows={8}
        maxLength={2000}
        value={text.note}
        onChange={(event) => setText({ ...text, note: event.currentTarget.value })}
      />
      <Refusal error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t('app.save')}
      </Button>
    </form>
  );
}
