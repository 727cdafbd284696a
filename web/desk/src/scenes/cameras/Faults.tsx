import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { Panel } from '../../parts/Panel';
import { FaultList } from '../faults/FaultList';
import { Tickets } from '../faults/Tickets';
import '../../i18n/fleet';

/** For a camera's page: its tickets and its faults. */
export function Faults({ camera }: { camera: string }) {
  const { t } = useTranslation();
  const mayFaults = useMay('fault.list');
  const mayTickets = useMay('ticket.list');
  return (
    <>
      {mayTickets && (
        <Panel title={t('faults.drawer.tickets')}>
          <Tickets camera={camera} />
        </Panel>
      )}
      {mayFaults && (
        <Panel title={t('faults.drawer.faults')}>
          <FaultList camera={camera} />
        </Panel>
      )}
    </>
  );
}
