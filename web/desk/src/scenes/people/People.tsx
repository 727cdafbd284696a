import { Button } from '@mantine/core';
import { IconHierarchy2, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { people } from '../../api/house';
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

export function People() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(people);
  const [making, setMaking] = useState<'person' | 'unit'>();
  const [changing, setChanging] = useState<string>();
  useTitle(t('app.people'));
  const items = [...(data?.items ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const changed = items.find(({ id }) => id === changing);
  const close = () => {
    setMaking(undefined);
    setChanging(undefined);
  };
  return (
    <Scene title={t('app.people')} action={<Actions make={setMaking} />}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && items.length === 0 && <Notice icon={IconUsers} title={t('people.empty')} />}
      {items.length > 0 && <Table items={items} change={setChanging} />}
      <Dialog open={making === 'person'} onClose={close} title={t('people.addTitle')}>
        <NewPerson onDone={close} />
      </Dialog>
      <Dialog open={making === 'unit'} onClose={close} title={t('people.unitAdd')}>
        <NewUnit onDone={close} />
      </Dialog>
      <Dialog side open={changed !== undefined} onClose={close} title={changed?.name ?? ''}>
        {changed !== undefined && <ChangePerson person={changed} onDone={close} />}
      </Dialog>
    </Scene>
  );
}

function Actions({ make }: { make: (what: 'person' | 'unit') => void }) {
  const { t } = useTranslation();
  const mayUnit = useMay('unit.create');
  const mayPerson = useMay('person.create');
  return (
    <div className={classes.actions}>
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
        {items.map(({ id, name, login, duties, unit, may }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className="mono">{login}</td>
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
