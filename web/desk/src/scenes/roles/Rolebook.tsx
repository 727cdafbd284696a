import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { roles } from '../../api/house';
import type { Role } from '../../api/types';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useRoleName } from '../../parts/useRoleName';
import { useTitle } from '../../parts/useTitle';
import { codeOf } from './matrix';
import { RoleSheet } from './RoleSheet';
import classes from './Rolebook.module.css';

/** The roles of the house, and what each may do. */
export function Rolebook() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(roles);
  const [chosen, setChosen] = useState<string>();
  const [copying, setCopying] = useState<Role>();
  useTitle(t('rolebook.title'));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  const shown = data.items.find(({ code }) => code === chosen) ?? data.items[0];
  return (
    <Scene title={t('rolebook.title')}>
      <div className={classes.book}>
        <List items={data.items} shown={shown?.code} choose={setChosen} />
        {shown !== undefined && (
          <RoleSheet key={shown.code} role={shown} actions={data.actions} onCopy={() => setCopying(shown)} onGone={() => setChosen(undefined)} />
        )}
      </div>
      <Dialog open={copying !== undefined} onClose={() => setCopying(undefined)} title={t('rolebook.copyTitle')}>
        {copying !== undefined && (
          <Copy
            role={copying}
            taken={data.items.map(({ code }) => code)}
            onDone={(code) => {
              setCopying(undefined);
              setChosen(code);
            }}
          />
        )}
      </Dialog>
    </Scene>
  );
}

function List({ items, shown, choose }: { items: readonly Role[]; shown: string | undefined; choose: (code: string) => void }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  return (
    <nav aria-label={t('rolebook.list')} className={classes.list}>
      {[false, true].map((own) => {
        const those = items.filter((role) => role.own === own);
        if (those.length === 0) return null;
        return (
          <section key={String(own)}>
            <h2>{own ? t('rolebook.own') : t('rolebook.standard')}</h2>
            <ul>
              {those.map(({ code, holders }) => (
                <li key={code}>
                  <button type="button" aria-current={code === shown} onClick={() => choose(code)}>
                    <span>{nameOf(code)}</span>
                    <small>{t('rolebook.held', { count: holders })}</small>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

function Copy({ role, taken, onDone }: { role: Role; taken: readonly string[]; onDone: (code: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const nameOf = useRoleName();
  const [name, setName] = useState('');
  const code = codeOf(name, taken);
  const make = useMutation({
    mutationFn: () => answer(api.PUT('/api/roles/{code}', { params: { path: { code } }, body: { name, rights: role.rights } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: roles.queryKey });
      onDone(code);
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
      <p className={form.words}>{t('rolebook.copyOf', { role: nameOf(role.code) })}</p>
      <TextInput label={t('rolebook.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('rolebook.make')}
      </Button>
    </form>
  );
}
