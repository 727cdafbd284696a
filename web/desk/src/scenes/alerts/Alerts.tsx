import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './Alerts.module.css';
import { AlertList } from './AlertList';
import { Rules } from './Rules';
import { Sending } from './Sending';
import { alertShelves, type AlertShelf } from './shelves';
import '../../i18n/fleet';

const route = getRouteApi('/desk/alerts');

const contents: Record<AlertShelf, () => React.ReactNode> = { now: AlertList, rules: Rules, sending: Sending };

/** What needs somebody's hand, by which rules the house looks out for it, and whom it tells. */
export function Alerts() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { shelf = 'now' } = route.useSearch();
  const maySending = useMay('notice.list');
  useTitle(t('alerts.title'));
  const open = alertShelves.filter((each) => each !== 'sending' || maySending);
  return (
    <Scene title={t('alerts.title')}>
      <Tabs
        value={open.includes(shelf) ? shelf : 'now'}
        onChange={(value) => {
          const next = alertShelves.find((each) => each === value);
          if (next !== undefined) void navigate({ search: next === 'now' ? {} : { shelf: next }, replace: true });
        }}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs ?? ''}>
          {open.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`alerts.shelf.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {open.map((each) => {
          const Content = contents[each];
          return (
            <Tabs.Panel key={each} value={each}>
              <Content />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Scene>
  );
}
