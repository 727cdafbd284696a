import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconChartDots, IconCircleCheck, IconCircleX, IconClockPause, IconTicket, IconTruckDelivery, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { ticketsOf } from './faults';
import classes from './Faults.module.css';
import { PatternWords } from './PatternWords';
import { TicketSheet } from './TicketSheet';
import '../../i18n/fleet';

const signs: Record<Ticket['state'], Icon> = {
  OPEN: IconTicket,
  AT_SUPPLIER: IconTruckDelivery,
  WAITING_FOR_PARTS: IconClockPause,
  MENDED: IconCircleCheck,
  WRITTEN_OFF: IconCircleX,
};

/** What is done about faults; what the house has seen by itself says why. */
export function Tickets({ camera }: { camera?: string }) {
  const { t } = useTranslation();
  const [closed, setClosed] = useState(camera !== undefined);
  const { data, error, refetch } = useQuery(ticketsOf(closed, camera));
  const [shown, setShown] = useState<string>();
  const ticket = data?.items.find(({ id }) => id === shown);
  return (
    <>
      {camera === undefined && <Checkbox className={classes.switch ?? ''} label={t('faults.showClosed')} checked={closed} onChange={(event) => setClosed(event.currentTarget.checked)} />}
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && data.items.length === 0 && (
        <Notice icon={IconCircleCheck} title={t('faults.noTicketsTitle')}>
          {t('faults.noTickets')}
        </Notice>
      )}
      <ul className={classes.tickets}>
        {data?.items.map((each) => (
          <TicketCard key={each.id} ticket={each} show={() => setShown(each.id)} />
        ))}
      </ul>
      <Dialog side open={ticket !== undefined} onClose={() => setShown(undefined)} title={t('faults.ticketNumber', { number: ticket?.number ?? 0 })}>
        {ticket !== undefined && <TicketSheet ticket={ticket} />}
      </Dialog>
    </>
  );
}

function TicketCard({ ticket, show }: { ticket: Ticket; show: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Sign = signs[ticket.state];
  return (
    <li className={classes.ticket} data-closed={ticket.closedAt !== undefined || undefined}>
      <UnstyledButton className={classes.open} onClick={show}>
        <span className={classes.number}>{t('faults.ticketNumber', { number: ticket.number })}</span>
        <strong>{ticket.title}</strong>
        <span className={classes.state} data-state={ticket.state}>
          <Sign size={17} aria-hidden /> {t(`faults.state.${ticket.state}`)}
        </span>
      </UnstyledButton>
      <p className={classes.aside}>
        {ticket.camera !== undefined && <span className="mono">{ticket.camera.serial}</span>}
        {ticket.dock !== undefined && <span>{[ticket.dock.name, ticket.slot].filter((word) => word !== undefined).join(' / ')}</span>}
        <time dateTime={ticket.openedAt}>{format.date(ticket.openedAt)}</time>
        {ticket.openedBy === undefined && (
          <span className={classes.seen}>
            <IconChartDots size={16} aria-hidden /> {t('faults.seenByHouse')}
          </span>
        )}
        {ticket.supplierReference !== undefined && <span>{t('faults.reference', { reference: ticket.supplierReference })}</span>}
        {ticket.spare !== undefined && <span>{t('faults.spareIs', { camera: ticket.spare.serial })}</span>}
      </p>
      {ticket.pattern !== undefined && <PatternWords pattern={ticket.pattern} />}
    </li>
  );
}
