import { Button, Checkbox } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { Alert } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { useTellProblem } from '../../parts/problemText';
import { alertSigns, alertsOf, useAlertWords } from './alerts';
import classes from './Alerts.module.css';
import { byKind, type KindOfAlerts } from './kinds';
import '../../i18n/fleet';

/** What is so now, by kind; on request what has ended as well. */
export function AlertList() {
  const { t } = useTranslation();
  const [ended, setEnded] = useState(false);
  const { data, error, refetch, dataUpdatedAt } = useQuery(alertsOf(ended));
  return (
    <>
      <Checkbox className={classes.switch ?? ''} label={t('alerts.showEnded')} checked={ended} onChange={(event) => setEnded(event.currentTarget.checked)} />
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && data.items.length === 0 && (
        <Notice icon={IconCircleCheck} title={t('alerts.emptyTitle')}>
          {t('alerts.empty')}
        </Notice>
      )}
      <div className={classes.kinds}>
        {data !== undefined && byKind(data).map((each) => <Kind key={each.kind} of={each} now={dataUpdatedAt} />)}
      </div>
    </>
  );
}

function Kind({ of: { kind, alerts, open, unlisted }, now }: { of: KindOfAlerts; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Sign = alertSigns[kind];
  return (
    <section className={classes.kind} aria-labelledby={`alert-${kind}`}>
      <h2 id={`alert-${kind}`}>
        <Sign size={20} aria-hidden /> {t(`alerts.kind.${kind}`)} <span className={classes.count}>{format.number(open)}</span>
      </h2>
      <ul>
        {alerts.map((alert) => (
          <Item key={alert.id} alert={alert} now={now} />
        ))}
      </ul>
      {unlisted > 0 && <p className={classes.unlisted}>{t('alerts.unlisted', { count: unlisted })}</p>}
    </section>
  );
}

function Item({ alert, now }: { alert: Alert; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useAlertWords();
  const queries = useQueryClient();
  const tell = useTellProblem();
  const mayTake = useMay('alert.take');
  const take = useMutation({
    mutationFn: () => done(api.POST('/api/alerts/{id}/taken', { params: { path: { id: alert.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['alerts'] }),
    onError: tell,
  });
  const name = alert.name === '' ? t('alerts.house') : alert.name;
  return (
    <li data-ended={alert.endedAt !== undefined || undefined}>
      <strong className={alert.name === '' ? undefined : 'mono'}>{name}</strong>
      <span className={classes.words}>{words(alert)}</span>
      <span className={classes.when}>
        {alert.endedAt === undefined ? (
          <time dateTime={alert.since} title={format.dateTime(alert.since)}>
            {t('alerts.since', { time: format.lasting(now - Date.parse(alert.since)) })}
          </time>
        ) : (
          t('alerts.ended', { when: format.shortDateTime(alert.endedAt) })
        )}
      </span>
      <span className={classes.taken}>
        {alert.takenBy !== undefined && t('alerts.takenBy', { name: alert.takenBy.name ?? '' })}
        {alert.takenBy === undefined && alert.endedAt === undefined && mayTake && (
          <Button size="compact-sm" variant="default" loading={take.isPending} onClick={() => take.mutate()} aria-label={t('alerts.takeFor', { name })}>
            {t('alerts.take')}
          </Button>
        )}
      </span>
    </li>
  );
}
