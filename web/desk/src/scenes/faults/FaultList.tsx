import { Button } from '@mantine/core';
import { IconCircleCheck, IconDeviceCctv, IconPlugConnected, IconUser, type Icon } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { faultsOf, useFaultWords } from './faults';
import classes from './Faults.module.css';
import { NewTicket } from './NewTicket';
import '../../i18n/fleet';

const sources: Record<string, Icon> = { PERSON: IconUser, DOCK: IconPlugConnected, CAMERA: IconDeviceCctv };

/** Faults, newest first, of all cameras or of one; each may become a ticket. */
export function FaultList({ camera }: { camera?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFaultWords();
  const mayOpen = useMay('ticket.change');
  const list = useInfiniteQuery(faultsOf(camera));
  const [about, setAbout] = useState<Fault>();
  if (list.data === undefined) return list.error === null ? <Loading /> : <Failed error={list.error} reset={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Notice icon={IconCircleCheck} title={t('faults.emptyTitle')}>
        {t('faults.empty')}
      </Notice>
    );
  }
  return (
    <>
      <table className={classes.table}>
        <caption className="vh">{t('faults.drawer.faults')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('faults.camera')}</th>
            <th scope="col">{t('faults.what')}</th>
            <th scope="col">{t('faults.when')}</th>
            <th scope="col">{t('faults.source')}</th>
            <th scope="col">{t('faults.ticket')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((fault) => {
            const Sign = sources[fault.source] ?? IconDeviceCctv;
            return (
              <tr key={`${fault.camera.id} ${fault.at} ${fault.code}`}>
                <th scope="row" className="mono">
                  {fault.camera.serial}
                  {fault.model !== undefined && <small>{fault.model}</small>}
                </th>
                <td data-label={t('faults.what')}>
                  {words(fault.code)}
                  {fault.text !== undefined && <small>{fault.text}</small>}
                </td>
                <td data-label={t('faults.when')}>
                  <time dateTime={fault.at}>{format.shortDateTime(fault.at)}</time>
                </td>
                <td data-label={t('faults.source')}>
                  <span className={classes.source}>
                    <Sign size={16} aria-hidden />
                    {fault.source === 'PERSON' ? t('faults.by.PERSON') : fault.source === 'DOCK' ? t('faults.by.DOCK') : t('faults.by.CAMERA')}
                  </span>
                </td>
                <td>
                  {fault.ticket !== undefined ? (
                    t('faults.ticketNumber', { number: fault.ticket.number })
                  ) : (
                    mayOpen && (
                      <Button size="compact-sm" variant="default" onClick={() => setAbout(fault)} aria-label={t('faults.openFor', { camera: fault.camera.serial })}>
                        {t('faults.openTicket')}
                      </Button>
                    )
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('faults.older')}
        </Button>
      )}
      <Dialog open={about !== undefined} onClose={() => setAbout(undefined)} title={t('faults.newTicket')}>
        {about !== undefined && <NewTicket camera={about.camera} title={words(about.code)} onDone={() => setAbout(undefined)} />}
      </Dialog>
    </>
  );
}
