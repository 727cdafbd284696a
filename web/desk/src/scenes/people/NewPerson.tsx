import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { people } from '../../api/house';
import form from '../../parts/Form.module.css';
import { LinkToHandOver } from '../../parts/LinkToHandOver';
import { Refusal } from '../../parts/Refusal';
import { RoleSelect } from './RoleSelect';
import { UnitSelect } from './UnitSelect';

export function NewPerson({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState('WEARER');
  const [unit, setUnit] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/people', { body: { name, login, role, ...(unit === null ? {} : { unit }) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: people.queryKey }),
  });
  if (make.data?.invitation !== undefined) {
    return (
      <div className={form.form}>
        <LinkToHandOver link={make.data.invitation} />
        <Button onClick={onDone}>{t('wayIn.done')}</Button>
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
      <TextInput label={t('people.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <TextInput label={t('people.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} required withAsterisk={false} autoComplete="off" />
      <RoleSelect value={role} onChange={setRole} />
      <UnitSelect label={t('people.unit')} none={t('people.noUnit')} value={unit} onChange={setUnit} />
      <p className={form.words}>{t('wayIn.newcomer')}</p>
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('people.make')}
      </Button>
    </form>
  );
}
