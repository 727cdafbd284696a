import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { people } from '../../api/house';
import type { Detail } from '../../api/types';
import { useMe } from '../../app/session';
import { Dialog } from '../../parts/Dialog';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { detail as detailOf } from './useEvidence';
import '../../i18n/fleet';

const most = 50;

/** Whose footage it is; whoever may say so says it here. */
export function Wearer({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { wearer, camera, may } = detail;
  const nobodys = wearer === undefined && camera !== undefined;
  if (!may.includes('evidence.assign') || camera === undefined) return nobodys ? t('fleet.assign.unassigned') : wearer?.name;
  return (
    <>
      {nobodys ? <strong>{t('fleet.assign.unassigned')}</strong> : wearer?.name}{' '}
      <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
        {t('fleet.assign.action')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('fleet.assign.title')}>
        <Assign detail={detail} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Assign({ detail, onDone }: { detail: Detail; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useMe();
  const { data } = useQuery(people);
  const [person, setPerson] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: (who: string) => answer(api.PUT('/api/evidence/{id}/wearer', { params: { path: { id: detail.id } }, body: { person: who, reason } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: detailOf(detail.id).queryKey });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (person !== null) save.mutate(person);
      }}
    >
      <p className={form.words}>{detail.wearer === undefined ? t('fleet.assign.lead') : t('fleet.assign.leadOther', { name: detail.wearer.name })}</p>
      <Select
        label={t('fleet.assign.person')}
        searchable
        limit={most}
        // Nobody takes footage of somebody else for their own.
        data={(data?.items ?? []).filter(({ id }) => detail.wearer === undefined || id !== me?.id).map(({ id, name }) => ({ value: id, label: name }))}
        value={person}
        onChange={setPerson}
      />
      <Textarea
        label={t('fleet.assign.reason')}
        required
        withAsterisk={false}
        maxLength={500}
        autosize
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refusal error={save.error} />
      <Button type="submit" loading={save.isPending} disabled={person === null || reason.trim() === ''}>
        {t('fleet.assign.save')}
      </Button>
    </form>
  );
}
