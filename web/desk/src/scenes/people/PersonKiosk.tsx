import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import type { Person } from '../../api/types';
import { useFormat } from '../../i18n/format';
import form from '../../parts/Form.module.css';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import classes from './People.module.css';
import '../../i18n/fleet';

/** By what somebody is known at the kiosk, for whoever keeps the fleet. */
export function PersonKiosk({ person }: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const queryKey = ['people', person.id, 'kiosk'];
  const path = { path: { id: person.id } };
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => answer(api.GET('/api/people/{id}/kiosk', { params: path, signal })) });
  const [number, setNumber] = useState('');
  const fresh = () => queries.invalidateQueries({ queryKey });
  const give = useMutation({
    mutationFn: () => answer(api.POST('/api/people/{id}/badges', { params: path, body: { number } })),
    onSuccess: () => {
      setNumber('');
      return fresh();
    },
  });
  const take = useMutation({
    mutationFn: (badge: string) => done(api.DELETE('/api/people/{id}/badges/{badge}', { params: { path: { id: person.id, badge } } })),
    onSuccess: fresh,
  });
  const reset = useMutation({ mutationFn: () => answer(api.POST('/api/people/{id}/pin', { params: path })), onSuccess: fresh });
  if (data === undefined) return null;
  return (
    <Panel title={t('fleet.person.title')}>
      <div className={form.form}>
        {data.badges.length === 0 ? (
          <p className={form.words}>{t('fleet.person.noBadge')}</p>
        ) : (
          <>
            <p className={form.words}>{t('fleet.person.badges', { count: data.badges.length })}</p>
            <ul className={classes.duties}>
              {data.badges.map(({ id, madeAt }) => (
                <li key={id}>
                  <span>{t('fleet.person.badgeOf', { at: format.date(madeAt) })}</span>
                  <Button size="compact-sm" variant="default" aria-label={t('fleet.person.takeOf', { at: format.date(madeAt) })} onClick={() => take.mutate(id)}>
                    {t('fleet.person.take')}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        {/* A reader types the number and Enter. */}
        <form
          className={form.row}
          onSubmit={(event) => {
            event.preventDefault();
            give.mutate();
          }}
        >
          <TextInput
            label={t('fleet.person.number')}
            description={t('fleet.person.numberHint')}
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={give.isPending} disabled={number.trim() === ''}>
            {t('fleet.person.give')}
          </Button>
        </form>
        <p className={form.words}>{t(`fleet.person.pin.${data.pin}`)}</p>
        <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
          {t('fleet.person.reset')}
        </Button>
        {reset.data !== undefined && (
          <div role="status">
            <p className={form.words}>{t('fleet.person.resetLead', { until: format.shortDateTime(reset.data.expiresAt) })}</p>
            <output className="mono" style={{ fontSize: '1.5rem', fontWeight: 600 }}>
              {reset.data.pin}
            </output>
          </div>
        )}
        <Refusal error={give.error ?? take.error ?? reset.error} />
      </div>
    </Panel>
  );
}
