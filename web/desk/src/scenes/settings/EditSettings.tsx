import { Button, Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { units } from '../../api/house';
import type { CameraSettings, NamedSettings, SettingDescription, SettingsList } from '../../api/types';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { useRoleName } from '../../parts/useRoleName';
import { BrokenRules } from './BrokenRules';
import classes from './Settings.module.css';
import { codeOf, namedSettings, useSettingWords, withValue } from './settings';
import '../../i18n/fleet';

const typing = 250;

/** Settings by name: what is set, and who gets it. What breaks the profile is said while it is typed, and cannot be saved. */
export function EditSettings({ item, list, onDone }: { item: NamedSettings | undefined; list: SettingsList; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const roleName = useRoleName();
  const house = useQuery(units);
  const [name, setName] = useState(item?.name ?? '');
  const [values, setValues] = useState<CameraSettings>(item?.values ?? {});
  const [houseDefault, setHouseDefault] = useState(item?.houseDefault ?? false);
  const [given, setGiven] = useState(item?.units.map(({ id }) => id) ?? []);
  const [roles, setRoles] = useState(item?.roles ?? []);
  const [settled] = useDebouncedValue(values, typing);
  const check = useQuery({
    queryKey: ['camera-settings-check', settled],
    queryFn: ({ signal }) => answer(api.POST('/api/camera-settings/check', { body: settled, signal })),
    placeholderData: keepPreviousData,
  });
  const broken = check.data?.broken ?? [];
  const save = useMutation({
    mutationFn: () => {
      const body = { name, values, houseDefault, units: given, roles };
      return item === undefined
        ? answer(api.POST('/api/camera-settings', { body }))
        : answer(api.PUT('/api/camera-settings/{id}', { params: { path: { id: item.id } }, body }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: namedSettings.queryKey });
      onDone();
    },
  });
  const others = list.items.filter(({ id }) => id !== item?.id);
  const takenOver = others.filter((each) => each.units.some(({ id }) => given.includes(id)) || each.roles.some((role) => roles.includes(role)) || (houseDefault && each.houseDefault));
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t('cameraSettings.name')} value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <fieldset className={classes.values}>
        <legend>{t('cameraSettings.values')}</legend>
        {list.description.map((each) => (
          <ValueField key={each.code} described={each} values={values} onChange={setValues} />
        ))}
      </fieldset>
      {broken.length > 0 && (
        <div role="alert">
          <BrokenRules broken={broken} />
        </div>
      )}
      <fieldset className={classes.receivers}>
        <legend>{t('cameraSettings.receivers')}</legend>
        <MultiSelect
          label={t('cameraSettings.units')}
          description={t('cameraSettings.unitsHint')}
          searchable
          data={(house.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
          value={given}
          onChange={setGiven}
        />
        <MultiSelect
          label={t('cameraSettings.roles')}
          description={t('cameraSettings.rolesHint')}
          data={list.roles.map((role) => ({ value: role, label: roleName(role) }))}
          value={roles}
          onChange={setRoles}
        />
        <Checkbox label={t('cameraSettings.default')} checked={houseDefault} onChange={(event) => setHouseDefault(event.currentTarget.checked)} />
        {takenOver.length > 0 && <p className={form.words}>{t('cameraSettings.takesOver', { names: takenOver.map((each) => each.name).join(', ') })}</p>}
      </fieldset>
      <Refusal error={save.error} />
      <Button type="submit" loading={save.isPending} disabled={broken.length > 0}>
        {t('app.save')}
      </Button>
    </form>
  );
}

function ValueField({ described, values, onChange }: { described: SettingDescription; values: CameraSettings; onChange: (values: CameraSettings) => void }) {
  const { t } = useTranslation();
  const words = useSettingWords();
  const code = codeOf(described);
  if (code === undefined) return null;
  const label = words.name(code);
  const hint = words.hint(code);
  const value = values[code];
  switch (described.kind) {
    case 'FLAG':
      return (
        <Select
          label={label}
          description={hint}
          placeholder={t('cameraSettings.asCamera')}
          clearable
          data={['true', 'false'].map((each) => ({ value: each, label: words.value(code, each) }))}
          value={value === undefined ? null : String(value)}
          onChange={(each) => onChange(withValue(values, code, each === null ? undefined : each === 'true'))}
        />
      );
    case 'ONE_OF':
      return (
        <Select
          label={label}
          description={hint}
          placeholder={t('cameraSettings.asCamera')}
          clearable
          data={described.options.map((each) => ({ value: each, label: words.value(code, each) }))}
          value={typeof value === 'string' ? value : null}
          onChange={(each) => onChange(withValue(values, code, each ?? undefined))}
        />
      );
    case 'WHOLE':
      return (
        <NumberInput
          label={label}
          description={hint}
          placeholder={t('cameraSettings.asCamera')}
          {...(described.least === undefined ? {} : { min: described.least })}
          {...(described.most === undefined ? {} : { max: described.most })}
          allowDecimal={false}
          suffix={code.endsWith('Seconds') ? ' s' : ' %'}
          value={typeof value === 'number' ? value : ''}
          onChange={(each) => onChange(withValue(values, code, typeof each === 'number' ? each : undefined))}
        />
      );
  }
}
