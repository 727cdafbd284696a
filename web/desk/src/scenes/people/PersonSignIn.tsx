import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { people } from '../../api/house';
import type { Person } from '../../api/types';
import { useMe } from '../../app/session';
import form from '../../parts/Form.module.css';
import { LinkToHandOver } from '../../parts/LinkToHandOver';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import { SittingList } from '../../parts/SittingList';

/** How somebody signs in, for those entitled to help: lock, invitation, recovery, sittings. Never a password. */
export function PersonSignIn({ person }: { person: Person }) {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const params = { path: { id: person.id } };
  const may = (action: string) => person.may.includes(action);
  const release = useMutation({
    mutationFn: () => done(api.DELETE('/api/people/{id}/lock', { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: people.queryKey }),
  });
  const [reason, setReason] = useState('');
  const lock = useMutation({
    mutationFn: () => done(api.PUT('/api/people/{id}/lock', { params, body: { reason } })),
    onSuccess: () => {
      setReason('');
      void queries.invalidateQueries({ queryKey: ['sittings', person.id] });
      return queries.invalidateQueries({ queryKey: people.queryKey });
    },
  });
  const invite = useMutation({ mutationFn: () => answer(api.POST('/api/people/{id}/invitation', { params })) });
  const recover = useMutation({ mutationFn: () => answer(api.POST('/api/people/{id}/recovery', { params })) });
  const link = invite.data ?? recover.data;
  const own = me?.id === person.id;
  if (!['person.lock', 'person.release', 'person.invite', 'person.recover', 'person.sessions'].some(may)) return null;
  return (
    <Panel title={t('wayIn.title')}>
      <div className={form.form}>
        {person.locked && (
          <>
            <p className={form.words}>{t('wayIn.locked')}</p>
            <Button loading={release.isPending} onClick={() => release.mutate()}>
              {t('wayIn.release')}
            </Button>
          </>
        )}
        {person.invited && may('person.invite') && link === undefined && (
          <>
            <p className={form.words}>{t('wayIn.invited')}</p>
            <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate()}>
              {t('wayIn.invite')}
            </Button>
          </>
        )}
        {!person.invited && !own && may('person.recover') && link === undefined && (
          <>
            <p className={form.words}>{t('wayIn.recoverLead')}</p>
            <Button variant="default" loading={recover.isPending} onClick={() => recover.mutate()}>
              {t('wayIn.recover')}
            </Button>
          </>
        )}
        {!person.locked && !own && may('person.lock') && (
          <form
            className={form.form}
            onSubmit={(event) => {
              event.preventDefault();
              lock.mutate();
            }}
          >
            <p className={form.words}>{t('wayIn.lockLead')}</p>
            <TextInput
              label={t('wayIn.lockReason')}
              value={reason}
              maxLength={200}
              required
              withAsterisk={false}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={lock.isPending}>
              {t('wayIn.lock')}
            </Button>
          </form>
        )}
        {link !== undefined && <LinkToHandOver link={link} />}
        <Refusal error={release.error ?? lock.error ?? invite.error ?? recover.error} />
        {may('person.sessions') && <Sittings person={person} mayEnd={may('session.end-other')} />}
      </div>
    </Panel>
  );
}

function Sittings({ person, mayEnd }: { person: Person; mayEnd: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const queryKey = ['sittings', person.id];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => answer(api.GET('/api/people/{id}/sessions', { params: { path: { id: person.id } }, signal })),
  });
  const end = useMutation({
    mutationFn: (session: string) => done(api.DELETE('/api/people/{id}/sessions/{session}', { params: { path: { id: person.id, session } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  if (data === undefined) return null;
  if (data.items.length === 0) return <p className={form.words}>{t('wayIn.nowhere')}</p>;
  return (
    <>
      <SittingList items={data.items} end={mayEnd ? (id) => end.mutate(id) : undefined} />
      <Refusal error={end.error} />
    </>
  );
}
