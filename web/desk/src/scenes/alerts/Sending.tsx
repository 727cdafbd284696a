import { Button } from '@mantine/core';
import { IconCheck, IconClock, IconMail, IconMailOff, IconPlus, IconTrash, IconWebhook, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import type { NoticeChannel, NoticeDelivery } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { useTellProblem } from '../../parts/problemText';
import { notices } from './alerts';
import classes from './Alerts.module.css';
import { NewChannel } from './NewChannel';
import '../../i18n/fleet';

/** Where alerts are sent, and how the messages fared. */
export function Sending() {
  const { t } = useTranslation();
  const mayChange = useMay('notice.change');
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({
    ...notices,
    // While something is on its way.
    refetchInterval: ({ state }) => (state.data?.deliveries.some(({ nextAt }) => nextAt !== undefined) === true ? 1_500 : 30_000),
  });
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <div className={classes.sending}>
      <p className={classes.mail}>
        {data.mail === undefined ? <IconMailOff size={20} className={classes.sign} aria-hidden /> : <IconMail size={20} className={classes.sign} aria-hidden />}
        <span>{data.mail === undefined ? t('alerts.noMail') : t('alerts.mail', { host: data.mail.host, from: data.mail.from })}</span>
      </p>
      <Panel
        title={t('alerts.channels')}
        action={
          mayChange && (
            <Button size="compact-md" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)} aria-label={t('alerts.addChannel')}>
              {t('alerts.addShort')}
            </Button>
          )
        }
      >
        {data.channels.length === 0 && <p className={classes.none}>{t('alerts.noChannels')}</p>}
        <ul className={classes.channels}>
          {data.channels.map((channel) => (
            <Channel key={channel.id} channel={channel} last={data.deliveries.find((each) => each.channel === channel.id)} />
          ))}
        </ul>
      </Panel>
      <Panel title={t('alerts.deliveries')}>
        {data.deliveries.length === 0 ? <p className={classes.none}>{t('alerts.noDeliveries')}</p> : <Deliveries deliveries={data.deliveries} channels={data.channels} />}
      </Panel>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('alerts.addChannel')}>
        <NewChannel mail={data.mail !== undefined} onDone={() => setAdding(false)} />
      </Dialog>
    </div>
  );
}

function Channel({ channel, last }: { channel: NoticeChannel; last: NoticeDelivery | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tell = useTellProblem();
  const mayChange = useMay('notice.change');
  const mayTest = useMay('alert.send');
  const refresh = () => queries.invalidateQueries({ queryKey: notices.queryKey });
  const test = useMutation({
    mutationFn: () => answer(api.POST('/api/notices/channels/{id}/test', { params: { path: { id: channel.id } } })),
    onSuccess: refresh,
    onError: tell,
  });
  const remove = useMutation({
    mutationFn: () => done(api.DELETE('/api/notices/channels/{id}', { params: { path: { id: channel.id } } })),
    onSuccess: refresh,
    onError: tell,
  });
  const Sign = channel.kind === 'MAIL' ? IconMail : IconWebhook;
  return (
    <li>
      <Sign size={22} role="img" aria-label={t(`alerts.channelKind.${channel.kind}`)} />
      <span className={classes.address}>
        <strong>{channel.name}</strong>
        <small>{channel.address}</small>
      </span>
      <span>{t(`alerts.rhythm.${channel.rhythm}`)}</span>
      <span>{last !== undefined && <State delivery={last} />}</span>
      <span className={classes.acts}>
        {mayTest && (
          <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate()} aria-label={t('alerts.testFor', { name: channel.name })}>
            {t('alerts.test')}
          </Button>
        )}
        {mayChange && (
          <Button size="compact-sm" variant="default" loading={remove.isPending} onClick={() => remove.mutate()} aria-label={t('alerts.removeChannel', { name: channel.name })}>
            <IconTrash size={16} aria-hidden />
          </Button>
        )}
      </span>
    </li>
  );
}

function Deliveries({ deliveries, channels }: { deliveries: readonly NoticeDelivery[]; channels: readonly NoticeChannel[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('alerts.when')}</th>
          <th scope="col">{t('alerts.to')}</th>
          <th scope="col">{t('alerts.subject')}</th>
          <th scope="col">{t('alerts.tries')}</th>
          <th scope="col">{t('alerts.state')}</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <time dateTime={each.madeAt}>{format.shortDateTime(each.madeAt)}</time>
            </th>
            <td data-label={t('alerts.to')}>{each.toPerson ? t('alerts.toPerson') : (channels.find(({ id }) => id === each.channel)?.name ?? t('alerts.removed'))}</td>
            <td data-label={t('alerts.subject')}>{each.subject}</td>
            <td data-label={t('alerts.tries')}>{format.number(each.tries)}</td>
            <td data-label={t('alerts.state')}>
              <State delivery={each} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ delivery }: { delivery: NoticeDelivery }) {
  const { t } = useTranslation();
  const format = useFormat();
  const why = useReason();
  if (delivery.sentAt !== undefined) {
    return (
      <span className={classes.delivery} data-state="sent">
        <IconCheck size={16} aria-hidden /> {t('alerts.sent', { when: format.shortDateTime(delivery.sentAt) })}
      </span>
    );
  }
  if (delivery.givenUpAt !== undefined) {
    return (
      <span className={classes.delivery} data-state="failed">
        <IconX size={16} aria-hidden /> {t('alerts.givenUp', { reason: why(delivery.problem) })}
      </span>
    );
  }
  return (
    <span className={classes.delivery} data-state="waiting">
      <IconClock size={16} aria-hidden />
      {delivery.problem === undefined ? t('alerts.onItsWay') : t('alerts.again', { reason: why(delivery.problem), when: format.timeWithSeconds(delivery.nextAt ?? delivery.madeAt) })}
    </span>
  );
}

/** Why a message did not get through; a number of the other side is said as it is. */
function useReason(): (problem: string | undefined) => string {
  const { t } = useTranslation();
  return (problem = '') => {
    const [code = '', number = ''] = problem.split(' ');
    switch (code) {
      case 'unreachable':
        return t('alerts.reason.unreachable');
      case 'too-slow':
        return t('alerts.reason.tooSlow');
      case 'untrusted':
        return t('alerts.reason.untrusted');
      case 'ca-unreadable':
        return t('alerts.reason.caUnreadable');
      case 'sign-in-failed':
        return t('alerts.reason.signIn');
      case 'refused':
        return t('alerts.reason.refused', { number });
      case 'answered':
        return t('alerts.reason.answered', { number });
      case 'mail-not-set-up':
        return t('alerts.noMail');
      default:
        return t('alerts.reason.brokenOff');
    }
  };
}
