import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { people } from '../../api/house';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { RoleSelect } from './RoleSelect';
import { UnitSelect } from './UnitSelect';

export function NewPerson({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState('WEARER');
  const [unit, setUnit] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/people', { body: { name, login, password, role, ...(unit === null ? {} : { unit }) } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: people.queryKey });
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
      <TextInput label={t('people.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <TextInput label={t('people.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} required withAsterisk={false} autoComplete="off" />
      <PasswordInput
        label={t('people.password')}
        description={t('people.passwordHint')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        required
        withAsterisk={false}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
      />
      <RoleSelect value={role} onChange={setRole} />
      <UnitSelect label={t('people.unit')} none={t('people.noUnit')} value={unit} onChange={setUnit} />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('people.make')}
      </Button>
    </form>
  );
}
