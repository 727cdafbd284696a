import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Detail } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Refusal } from '../../parts/Refusal';
import classes from './Purpose.module.css';
import { nothingStated, PurposeFields, purposes, type PurposeItem } from './PurposeFields';
import { detail as detailOf } from './useEvidence';

/** Stands where the footage will be, until the person has said why they want to see it. */
export function Purpose({ detail }: { detail: Detail }) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(purposes(i18n.language));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <section className={classes.purpose} aria-labelledby="purpose">
      <header>
        <IconLock size={28} stroke={1.4} aria-hidden />
        <h2 id="purpose">{t('purpose.title')}</h2>
        <p className={form.words}>{t('purpose.lead')}</p>
      </header>
      <Give id={detail.id} purposes={data.items} />
    </section>
  );
}

function Give({ id, purposes }: { id: string; purposes: readonly PurposeItem[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [stated, setStated] = useState(nothingStated);
  const open = useMutation({
    mutationFn: () => answer(api.POST('/api/evidence/{id}/openings', { params: { path: { id } }, body: stated })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['custody', id] });
      void queries.invalidateQueries({ queryKey: ['evidence', 'list'] });
      return queries.invalidateQueries({ queryKey: detailOf(id).queryKey });
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      <PurposeFields purposes={purposes} stated={stated} onChange={setStated} />
      <Refusal error={open.error} />
      <Button type="submit" loading={open.isPending} disabled={stated.code === ''}>
        {t('purpose.open')}
      </Button>
    </form>
  );
}

/** For what it is open, and until when. */
export function OpenedFor({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { purpose, until } = detail.opening;
  if (purpose === undefined || until === undefined) return null;
  return (
    <p className={classes.opened} role="status">
      {t('purpose.opened', { purpose, until: format.time(until) })}
    </p>
  );
}
