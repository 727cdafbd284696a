import { Button, Tabs } from '@mantine/core';
import { IconMessageReport } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { drawers, type Drawer } from './drawers';
import classes from './Faults.module.css';
import { FaultList } from './FaultList';
import { Figures } from './Figures';
import { Tickets } from './Tickets';
import '../../i18n/fleet';

const route = getRouteApi('/desk/faults');

const contents: Record<Drawer, () => React.ReactNode> = { tickets: () => <Tickets />, faults: () => <FaultList />, figures: () => <Figures /> };

/** What is wrong with cameras and docks, what is done about it, and the figures for the supplier. */
export function Faults() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { drawer } = route.useSearch();
  const mayReport = useMay('fault.report');
  const mayTickets = useMay('ticket.list');
  const mayFigures = useMay('fleet.figures');
  useTitle(t('faults.title'));
  const open = drawers.filter((each) => (each === 'faults' ? true : each === 'tickets' ? mayTickets : mayFigures));
  const shown = open.find((each) => each === drawer) ?? open[0] ?? 'faults';
  return (
    <Scene
      title={t('faults.title')}
      action={
        mayReport && (
          <Button component={Link} to="/faults/report" leftSection={<IconMessageReport size={17} aria-hidden />}>
            {t('faults.report')}
          </Button>
        )
      }
    >
      {open.length === 1 ? (
        <FaultList />
      ) : (
        <Tabs
          value={shown}
          onChange={(value) => {
            const next = drawers.find((each) => each === value);
            if (next !== undefined) void navigate({ search: { drawer: next }, replace: true });
          }}
          keepMounted={false}
        >
          <Tabs.List className={classes.tabs ?? ''}>
            {open.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`faults.drawer.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {open.map((each) => (
            <Tabs.Panel key={each} value={each}>
              {contents[each]()}
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </Scene>
  );
}
