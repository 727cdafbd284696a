import { Button, Select, Textarea } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { people } from '../../api/house';
import type { Detail } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Fact, Facts } from '../../parts/Facts';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import { useRoleName } from '../../parts/useRoleName';
import classes from './Access.module.css';
import { Complaints } from './Complaints';
import { detail as detailOf } from './useEvidence';

const levels = ['OPEN', 'RESTRICTED', 'CONFIDENTIAL'] as const;

const viewers = (id: string) =>
  queryOptions({
    queryKey: ['viewers', id],
    queryFn: ({ signal }) => answer(api.GET('/api/evidence/{id}/viewers', { params: { path: { id } }, signal })),
  });

/** How closely the evidence is held, and who can see it by that. */
export function Access({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'level' | 'who' | 'complaint'>();
  const close = () => setOpen(undefined);
  const may = (action: string) => detail.may.includes(action);
  return (
    <Panel title={t('evidence.access')}>
      <Facts>
        <Fact name={t('evidence.level')}>{t(`evidence.levels.${detail.level}`)}</Fact>
        <Fact name={t('purpose.complaint')}>
          {detail.complaints.length > 0 && detail.complaints.map(({ about, reference }) => `${reference}: ${about.name}`).join(', ')}
        </Fact>
      </Facts>
      <div className={classes.actions}>
        {may('evidence.viewers') && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen('who')}>
            {t('evidence.who')}
          </Button>
        )}
        {may('evidence.entrust') && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen('level')}>
            {t('people.change')}
          </Button>
        )}
        {may('evidence.complain') && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen('complaint')}>
            {t('purpose.complaint')}
          </Button>
        )}
      </div>
      <Dialog side open={open === 'complaint'} onClose={close} title={t('purpose.complaint')}>
        <Complaints detail={detail} />
      </Dialog>
      <Dialog open={open === 'level'} onClose={close} title={t('evidence.levelChange')}>
        <ChangeLevel detail={detail} onDone={close} />
      </Dialog>
      <Dialog side open={open === 'who'} onClose={close} title={t('evidence.who')}>
        <Who detail={detail} />
      </Dialog>
    </Panel>
  );
}

function ChangeLevel({ detail, onDone }: { detail: Detail; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [level, setLevel] = useState(detail.level);
  const [reason, setReason] = useState('');
  const change = useMutation({
    mutationFn: () => answer(api.PUT('/api/evidence/{id}/level', { params: { path: { id: detail.id } }, body: { level, reason } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: detailOf(detail.id).queryKey });
      void queries.invalidateQueries({ queryKey: ['viewers', detail.id] });
      void queries.invalidateQueries({ queryKey: ['custody', detail.id] });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Select
        label={t('evidence.level')}
        allowDeselect={false}
        data={levels.map((each) => ({ value: each, label: t(`evidence.levels.${each}`) }))}
        value={level}
        onChange={(value) => setLevel(levels.find((each) => each === value) ?? level)}
      />
      <Reason value={reason} onChange={setReason} />
      <Refusal error={change.error} />
      <Button type="submit" loading={change.isPending}>
        {t('app.save')}
      </Button>
    </form>
  );
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('evidence.levelReason')}
      description={t('evidence.levelReasonHint')}
      value={value}
      maxLength={500}
      autosize
      required
      withAsterisk={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Who({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRoleName();
  const { data, error, refetch } = useQuery(viewers(detail.id));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <div className={form.form}>
      <p className={form.words}>{t('evidence.whoLead')}</p>
      <ul className={classes.counts}>
        {Object.entries(data.byRole).map(([role, count]) => (
          <li key={role}>
            {nameOf(role)}: <strong>{t('evidence.whoCount', { count, people: format.number(count) })}</strong>
          </li>
        ))}
      </ul>
      <ul className={classes.viewers}>
        {data.items.map(({ id, name, unit, roles }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span>{[roles.map(nameOf).join(', '), unit].filter((word) => word !== undefined).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {detail.may.includes('evidence.entrust') && <Named detail={detail} named={data.named} />}
    </div>
  );
}

function Named({ detail, named }: { detail: Detail; named: readonly { person: string; name: string; reason: string }[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(people);
  const [person, setPerson] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const refresh = () => queries.invalidateQueries({ queryKey: viewers(detail.id).queryKey });
  const path = (who: string) => ({ params: { path: { id: detail.id, person: who } } });
  const name = useMutation({
    mutationFn: (who: string) => answer(api.PUT('/api/evidence/{id}/named/{person}', { ...path(who), body: { reason } })),
    onSuccess: () => {
      setReason('');
      setPerson(null);
      return refresh();
    },
  });
  const unname = useMutation({
    mutationFn: (who: string) => done(api.DELETE('/api/evidence/{id}/named/{person}', path(who))),
    onSuccess: refresh,
  });
  return (
    <Panel title={t('evidence.named')}>
      <ul className={classes.viewers}>
        {named.map((each) => (
          <li key={each.person}>
            <strong>{each.name}</strong>
            <span>{each.reason}</span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('evidence.nameEnd', { name: each.name })}
              onClick={() => unname.mutate(each.person)}
            >
              {t('people.end')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={form.form}
        aria-label={t('evidence.nameAdd')}
        onSubmit={(event) => {
          event.preventDefault();
          if (person !== null) name.mutate(person);
        }}
      >
        <Select
          label={t('evidence.namePerson')}
          searchable
          data={(data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          value={person}
          onChange={setPerson}
        />
        <Reason value={reason} onChange={setReason} />
        <Refusal error={name.error ?? unname.error} />
        <Button type="submit" variant="default" loading={name.isPending} disabled={person === null}>
          {t('evidence.nameDo')}
        </Button>
      </form>
    </Panel>
  );
}
