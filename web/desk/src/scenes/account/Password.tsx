import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { Account } from '../../api/types';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { PasswordField } from '../../parts/PasswordField';
import { Refusal } from '../../parts/Refusal';
import { useRefresh } from './useRefresh';

export function Password({ account }: { account: Account }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => done(api.PUT('/api/account/password', { body: { password, ...(account.password ? { old } : {}) } })),
    onSuccess: async () => {
      setOld('');
      setPassword('');
      await refresh();
    },
  });
  return (
    <Panel title={t('signIn.password')}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <input type="text" name="login" autoComplete="username" value={account.login} readOnly hidden />
        {account.password && (
          <PasswordInput
            name="old-password"
            label={t('account.oldPassword')}
            value={old}
            onChange={(event) => setOld(event.currentTarget.value)}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
          />
        )}
        <PasswordField name="new-password" label={t('account.newPassword')} value={password} onChange={setPassword} required />
        <Refusal error={save.error} />
        {save.isSuccess && <p role="status">{t('account.passwordSaved')}</p>}
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('account.passwordSave')}
        </Button>
      </form>
    </Panel>
  );
}
