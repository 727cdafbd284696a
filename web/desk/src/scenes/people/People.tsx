import { Button, Select, TextInput } from '@mantine/core';
import { IconAddressBook, IconDownload, IconHierarchy2, IconSearch, IconTableImport, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleIn } from '../../api/house';
import type { Person } from '../../api/types';
import { useMay } from '../../app/session';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useRoleName } from '../../parts/useRoleName';
import { useTitle } from '../../parts/useTitle';
import { ChangePerson } from './ChangePerson';
import { NewPerson } from './NewPerson';
import { NewUnit } from './NewUnit';
import classes from './People.module.css';
import { fits, pageOf, presences, type Presence } from './search';
import '../../i18n/fleet';

const route = getRouteApi('/desk/people');

export function People() {
  const { t } = useTranslation();
  const shown = route.useSearch();
  const presence = shown.presence ?? 'ACTIVE';
  const { data, error, refetch } = useQuery(peopleIn(presence));
  const [making, setMaking] = useState<'person' | 'unit'>();
  const [changing, setChanging] = useState<string>();
  useTitle(t('app.people'));
  const all = data?.items ?? [];
  const items = all.filter((person) => fits(person, shown.q)).sort((a, b) => a.name.localeCompare(b.name));
  const page = pageOf(items.length, shown.page);
  const changed = all.find(({ id }) => id === changing);
  const close = () => {
    setMaking(undefined);
    setChanging(undefined);
  };
  return (
    <Scene title={t('app.people')} action={<Actions make={setMaking} />}>
      <Narrow presence={presence} q={shown.q ?? ''} />
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && items.length === 0 && (
        <Notice icon={IconUsers} title={all.length === 0 ? t('people.empty') : t('staff.none')} />
      )}
      {items.length > 0 && <Table items={items.slice(page.from, page.to)} change={setChanging} />}
      {page.pages > 1 && <Pages {...page} all={items.length} />}
      <Dialog open={making === 'person'} onClose={close} title={t('people.addTitle')}>
        <NewPerson onDone={close} />
      </Dialog>
      <Dialog open={making === 'unit'} onClose={close} title={t('people.unitAdd')}>
        <NewUnit onDone={close} />
      </Dialog>
      <Dialog side open={changed !== undefined} onClose={close} title={changed?.name ?? ''}>
        {changed !== undefined && <ChangePerson key={changed.id} person={changed} onDone={close} />}
      </Dialog>
    </Scene>
  );
}

function Narrow({ presence, q }: { presence: Presence; q: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  return (
    <search className={classes.narrow}>
      <TextInput
        aria-label={t('staff.search')}
        placeholder={t('staff.search')}
        leftSection={<IconSearch size={17} aria-hidden />}
        value={q}
        onChange={(event) => {
          const words = event.currentTarget.value;
          void navigate({ search: ({ presence: who }) => ({ ...(who === undefined ? {} : { presence: who }), q: words }), replace: true });
        }}
      />
      <Select
        aria-label={t('staff.presence')}
        allowDeselect={false}
        data={presences.map((each) => ({ value: each, label: t(`staff.${each}`) }))}
        value={presence}
        onChange={(value) => {
          const who = presences.find((each) => each === value);
          if (who !== undefined) void navigate({ search: () => ({ q, presence: who }), replace: true });
        }}
      />
    </search>
  );
}

function Pages({ from, to, page, pages, all }: { from: number; to: number; page: number; pages: number; all: number }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const go = (next: number) => void navigate({ search: (shown) => ({ ...shown, page: String(next) }) });
  return (
    <nav className={classes.pages} aria-label={t('staff.pages')}>
      <span role="status">{t('staff.page', { from: from + 1, to, all })}</span>
      <Button variant="default" size="compact-sm" disabled={page === 1} onClick={() => go(page - 1)}>
        {t('staff.previous')}
      </Button>
      <Button variant="default" size="compact-sm" disabled={page === pages} onClick={() => go(page + 1)}>
        {t('staff.next')}
      </Button>
    </nav>
  );
}

function Actions({ make }: { make: (what: 'person' | 'unit') => void }) {
  const { t } = useTranslation();
  const mayUnit = useMay('unit.create');
  const mayPerson = useMay('person.create');
  const mayImport = useMay('person.import');
  const mayExport = useMay('person.export');
  const mayGroups = useMay('directory.map');
  const mayClaims = useMay('openid.show');
  return (
    <div className={classes.actions}>
      {mayExport && (
        <>
          <Button component="a" href="/api/people.csv" download variant="default" leftSection={<IconDownload size={17} aria-hidden />}>
            {t('staff.export')}
          </Button>
          <Button component="a" href="/api/units.csv" download variant="default" leftSection={<IconDownload size={17} aria-hidden />}>
            {t('staff.exportUnits')}
          </Button>
        </>
      )}
      {mayImport && (
        <Button
          variant="default"
          leftSection={<IconTableImport size={17} aria-hidden />}
          renderRoot={(props) => <Link to="/people/import" {...props} />}
        >
          {t('staff.import')}
        </Button>
      )}
      {(mayGroups || mayClaims) && (
        <Button
          variant="default"
          leftSection={<IconAddressBook size={17} aria-hidden />}
          renderRoot={(props) => <Link to="/directory" {...props} />}
        >
          {t('directory.title')}
        </Button>
      )}
      {mayUnit && (
        <Button variant="default" leftSection={<IconHierarchy2 size={17} aria-hidden />} onClick={() => make('unit')}>
          {t('people.unitAdd')}
        </Button>
      )}
      {mayPerson && (
        <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => make('person')}>
          {t('people.add')}
        </Button>
      )}
    </div>
  );
}

function Table({ items, change }: { items: readonly Person[]; change: (id: string) => void }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const anyChange = items.some(({ may }) => may.includes('person.change'));
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('people.login')}</th>
          <th scope="col">{t('staff.number')}</th>
          <th scope="col">{t('staff.rank')}</th>
          <th scope="col">{t('people.roles')}</th>
          <th scope="col">{t('people.unit')}</th>
          {anyChange && (
            <th scope="col">
              <span className="vh">{t('people.change')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, name, login, duties, unit, may, staffNumber, rank, active, locked, invited }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/people/$id" params={{ id }} className={classes.name}>
                {name}
              </Link>
              {!active && <span className={classes.left}> {t('staff.left')}</span>}
              {locked && <span className={classes.mark}>{t('wayIn.lockedMark')}</span>}
              {invited && <span className={classes.mark}>{t('wayIn.invitedMark')}</span>}
            </th>
            <td className="mono">{login}</td>
            <td className="mono">{staffNumber}</td>
            <td>{rank}</td>
            <td>{[...new Set(duties.map(({ role }) => nameOf(role)))].join(', ') || t('people.noDuty')}</td>
            <td>{unit?.name}</td>
            {anyChange && (
              <td className={classes.act}>
                {may.includes('person.change') && (
                  <Button size="compact-sm" variant="default" aria-label={t('people.changeOf', { name })} onClick={() => change(id)}>
                    {t('people.change')}
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
