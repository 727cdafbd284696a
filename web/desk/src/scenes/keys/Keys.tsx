import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { DockCertificates } from './DockCertificates';
import classes from './Keys.module.css';
import { shelves, type Shelf } from './keys';
import { ServiceList } from './ServiceList';
import { TokenTable } from './TokenTable';

const route = getRouteApi('/desk/keys');

const contents: Record<Shelf, () => React.ReactNode> = { tokens: TokenTable, services: ServiceList, docks: DockCertificates };

/** What opens this house to programs: tokens of people and services, and what docks come in by. */
export function Keys() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { shelf = 'tokens' } = route.useSearch();
  const mayServices = useMay('service.list');
  const mayDocks = useMay('dock.certificates');
  useTitle(t('keys.title'));
  const open = shelves.filter((each) => each === 'tokens' || (each === 'services' ? mayServices : mayDocks));
  const shown = open.includes(shelf) ? shelf : 'tokens';
  return (
    <Scene title={t('keys.title')}>
      <p className={classes.lead}>{t('keys.lead')}</p>
      {open.length === 1 ? (
        <TokenTable />
      ) : (
        <Tabs
          value={shown}
          onChange={(value) => {
            const next = shelves.find((each) => each === value);
            if (next !== undefined) void navigate({ search: next === 'tokens' ? {} : { shelf: next }, replace: true });
          }}
          keepMounted={false}
        >
          <Tabs.List className={classes.tabs ?? ''}>
            {open.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`keys.shelf.${each}`)}
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
      )}
    </Scene>
  );
}
