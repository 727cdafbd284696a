import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { peopleIn } from '../../api/house';
import type { Person } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Fact, Facts } from '../../parts/Facts';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Missing } from '../../parts/Missing';
import { Panel } from '../../parts/Panel';
import { Scene } from '../../parts/Scene';
import { useRoleName } from '../../parts/useRoleName';
import { useTitle } from '../../parts/useTitle';
import { ChangePerson } from './ChangePerson';
import classes from './People.module.css';
import { PersonKiosk } from './PersonKiosk';
import { PersonSight } from './PersonSight';

const route = getRouteApi('/desk/people/$id');

/** Somebody's place in the organisation, now and before. */
export function PersonPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(peopleIn('ALL'));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  const person = data.items.find((each) => each.id === id);
  return person === undefined ? <Missing /> : <Known person={person} />;
}

function Known({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  useTitle(person.name);
  return (
    <Scene
      title={person.name}
      aside={<Link to="/people">{t('staff.back')}</Link>}
      action={
        person.may.includes('person.change') && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('people.change')}
          </Button>
        )
      }
    >
      <div className={classes.panels}>
        <About person={person} />
        <Over person={person} />
        {person.may.includes('person.badge') && <PersonKiosk person={person} />}
        {person.may.includes('person.sight') && <PersonSight person={person} />}
      </div>
      <Dialog side open={changing} onClose={() => setChanging(false)} title={person.name}>
        <ChangePerson person={person} onDone={() => setChanging(false)} />
      </Dialog>
    </Scene>
  );
}

function About({ person }: { person: Person }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const { login, unit, staffNumber, rank, email, lineManager, appraisers, duties, active } = person;
  return (
    <Panel title={t('staff.about')}>
      <Facts>
        <Fact name={t('staff.presence')}>{active ? t('staff.ACTIVE') : t('staff.left')}</Fact>
        <Fact name={t('staff.login')}>{login}</Fact>
        {unit !== undefined && <Fact name={t('staff.unit')}>{unit.name}</Fact>}
        {staffNumber !== undefined && <Fact name={t('staff.number')}>{staffNumber}</Fact>}
        {rank !== undefined && <Fact name={t('staff.rank')}>{rank}</Fact>}
        {email !== undefined && <Fact name={t('staff.email')}>{email}</Fact>}
        {lineManager !== undefined && <Fact name={t('staff.manager')}>{lineManager.name}</Fact>}
        {appraisers.length > 0 && <Fact name={t('staff.appraisers')}>{appraisers.map(({ name }) => name).join(', ')}</Fact>}
        <Fact name={t('people.roles')}>{[...new Set(duties.map(({ role }) => nameOf(role)))].join(', ') || t('people.noDuty')}</Fact>
      </Facts>
    </Panel>
  );
}

/** Units, superiors and duties, the newest first. */
function Over({ person }: { person: Person }) {
  const { t } = useTranslation();
  const nameOf = useRoleName();
  const path = { path: { id: person.id } };
  const history = useQuery({
    queryKey: ['people', person.id, 'history'],
    queryFn: ({ signal }) => answer(api.GET('/api/people/{id}/history', { params: path, signal })),
  });
  const duties = useQuery({
    queryKey: ['people', person.id, 'duties'],
    queryFn: ({ signal }) => answer(api.GET('/api/people/{id}/duties', { params: path, signal })),
  });
  const error = history.error ?? duties.error;
  if (error !== null) return <Failed error={error} reset={() => void Promise.all([history.refetch(), duties.refetch()])} />;
  if (history.data === undefined || duties.data === undefined) return <Loading />;
  return (
    <>
      <Panel title={t('staff.units')}>
        <Spells items={history.data.units.map(({ unit, ...span }) => ({ ...span, what: unit.name }))} />
      </Panel>
      <Panel title={t('staff.duties')}>
        <Spells
          items={duties.data.items.map(({ role, unit, ...span }) => ({
            ...span,
            what: (
              <>
                {nameOf(role)} {unit === undefined ? t('staff.own') : t('people.inUnit', { unit: unit.name })}
              </>
            ),
          }))}
        />
      </Panel>
      <Panel title={t('staff.superiors')}>
        <Spells items={history.data.superiors.map(({ kind, person: above, ...span }) => ({ ...span, what: `${t(`staff.${kind}`)}: ${above.name}` }))} />
      </Panel>
    </>
  );
}

function Spells({ items }: { items: readonly { what: ReactNode; from: string; until?: string }[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (items.length === 0) return <p>{t('staff.never')}</p>;
  return (
    <ul className={classes.spells}>
      {items.map(({ what, from, until }, index) => (
        <li key={`${from} ${String(index)}`}>
          {what}{' '}
          <span>
            {until === undefined
              ? t('staff.since', { from: format.shortDateTime(from) })
              : t('staff.span', { from: format.shortDateTime(from), until: format.shortDateTime(until) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
