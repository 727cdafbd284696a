import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { people } from '../../api/house';
import type { Detail } from '../../api/types';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import classes from './Access.module.css';
import { detail as detailOf } from './useEvidence';

/** Complaints that concern the evidence: whom they are about decides nothing on it. */
export function Complaints({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(people);
  const [person, setPerson] = useState<string | null>(detail.wearer?.id ?? null);
  const [reference, setReference] = useState('');
  const refresh = () => queries.invalidateQueries({ queryKey: detailOf(detail.id).queryKey });
  const path = (who: string) => ({ params: { path: { id: detail.id, person: who } } });
  const add = useMutation({
    mutationFn: (who: string) => done(api.PUT('/api/evidence/{id}/complaints/{person}', { ...path(who), body: { reference } })),
    onSuccess: () => {
      setReference('');
      return refresh();
    },
  });
  const end = useMutation({
    mutationFn: (who: string) => done(api.DELETE('/api/evidence/{id}/complaints/{person}', path(who))),
    onSuccess: refresh,
  });
  return (
    <div className={form.form}>
      <p className={form.words}>{t('purpose.complaintLead')}</p>
      <ul className={classes.viewers}>
        {detail.complaints.map(({ about, reference: number, ofParent }) => (
          <li key={`${about.id} ${ofParent}`}>
            <strong>{about.name}</strong>
            <span>{number}</span>
            {ofParent ? (
              <span>{t('purpose.complaintOfParent')}</span>
            ) : (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('purpose.complaintEndOf', { name: about.name })}
                onClick={() => end.mutate(about.id)}
              >
                {t('purpose.complaintEnd')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (person !== null) add.mutate(person);
        }}
      >
        <Select
          label={t('purpose.complaintAbout')}
          searchable
          data={(data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          value={person}
          onChange={setPerson}
        />
        <TextInput
          label={t('purpose.complaintReference')}
          value={reference}
          maxLength={200}
          required
          withAsterisk={false}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <Refusal error={add.error ?? end.error} />
        <Button type="submit" variant="default" loading={add.isPending} disabled={person === null}>
          {t('purpose.complaintAdd')}
        </Button>
      </form>
    </div>
  );
}
