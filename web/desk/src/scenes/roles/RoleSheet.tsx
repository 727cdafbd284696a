import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { people, roles } from '../../api/house';
import type { Right, Role } from '../../api/types';
import { useMay } from '../../app/session';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import { useRoleName } from '../../parts/useRoleName';
import { Matrix } from './Matrix';
import { sameRights } from './matrix';
import { RolePreview } from './RolePreview';
import classes from './Rolebook.module.css';

/** One role: what it may do, and for the house's own the changing of that. */
export function RoleSheet({ role, actions, onCopy, onGone }: { role: Role; actions: readonly string[]; onCopy: () => void; onGone: () => void }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const may = useMay('role.change');
  const [editing, setEditing] = useState(false);
  return (
    <div className={classes.sheet}>
      <Panel
        title={t('rolebook.matrix', { role: nameOf(role.code) })}
        action={
          may &&
          !editing && (
            <div className={classes.acts}>
              <Button size="compact-sm" variant="default" onClick={onCopy}>
                {t('rolebook.copy')}
              </Button>
              {role.own && (
                <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
                  {t('rolebook.edit')}
                </Button>
              )}
            </div>
          )
        }
      >
        {editing ? (
          <Edit role={role} actions={actions} onDone={() => setEditing(false)} />
        ) : (
          <>
            {!role.own && may && <p className={form.words}>{t('rolebook.fixed')}</p>}
            <Matrix rights={role.rights} actions={actions.filter((action) => role.rights.some((right) => right.action === action))} />
          </>
        )}
      </Panel>
      {role.own && may && !editing && <Remove role={role} onGone={onGone} />}
    </div>
  );
}

function Edit({ role, actions, onDone }: { role: Role; actions: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(role.name ?? role.code);
  const [rights, setRights] = useState<readonly Right[]>(role.rights);
  const changed = name !== role.name || !sameRights(rights, role.rights);
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/roles/{code}', { params: { path: { code: role.code } }, body: { name, rights: [...rights] } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: roles.queryKey });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t('rolebook.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} />
      <Matrix rights={rights} actions={actions} onChange={setRights} />
      <div className={classes.decide}>
        <RolePreview role={role} name={name} rights={rights} changed={changed} />
        <Refusal error={save.error} />
        <div className={classes.acts}>
          <Button type="submit" loading={save.isPending} disabled={!changed}>
            {t('rolebook.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('app.cancel')}
          </Button>
        </div>
      </div>
    </form>
  );
}

const namedAtMost = 12;

/** While people hold it, it says who, and does not offer what would be refused. */
function Remove({ role, onGone }: { role: Role; onGone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const nameOf = useRoleName();
  const { data } = useQuery({ ...people, enabled: role.holders > 0 });
  const [sure, setSure] = useState(false);
  const remove = useMutation({
    mutationFn: () => done(api.DELETE('/api/roles/{code}', { params: { path: { code: role.code } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: roles.queryKey });
      onGone();
    },
  });
  if (role.holders > 0) {
    const holders = (data?.items ?? []).filter(({ duties }) => duties.some((duty) => duty.role === role.code)).map(({ name }) => name);
    const more = role.holders - Math.min(holders.length, namedAtMost);
    const names = [...holders.slice(0, namedAtMost), ...(more > 0 ? [t('rolebook.more', { count: more })] : [])];
    return <p className={form.words}>{t('rolebook.heldBy', { names: names.join(', ') })}</p>;
  }
  if (!sure) {
    return (
      <Button variant="subtle" color="red" onClick={() => setSure(true)}>
        {t('rolebook.remove')}
      </Button>
    );
  }
  return (
    <div className={classes.acts}>
      <p className={form.words}>{t('rolebook.removeSure', { role: nameOf(role.code) })}</p>
      <Refusal error={remove.error} />
      <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('rolebook.removeDo')}
      </Button>
      <Button variant="default" onClick={() => setSure(false)}>
        {t('app.cancel')}
      </Button>
    </div>
  );
}
