import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Person } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Fact, Facts } from '../../parts/Facts';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { useRightWords } from '../../parts/useRightWords';
import { useRoleName } from '../../parts/useRoleName';
import classes from './People.module.css';

const levels = ['OPEN', 'RESTRICTED', 'CONFIDENTIAL'] as const;

/** What somebody can see now, for auditors. Asking is recorded, so it waits for a click. */
export function PersonSight({ person }: { person: Person }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <div className={classes.wide}>
      <Panel
        title={t('sight.title')}
        action={
          !asked && (
            <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
              {t('sight.ask')}
            </Button>
          )
        }
      >
        {asked ? <Sight person={person} /> : <p>{t('sight.note')}</p>}
      </Panel>
    </div>
  );
}

function Sight({ person }: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useRoleName();
  const words = useRightWords();
  const [listed, setListed] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['sight', person.id],
    queryFn: ({ signal }) => answer(api.GET('/api/people/{id}/sight', { params: { path: { id: person.id } }, signal })),
  });
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  if (!data.active) return <p>{t('sight.gone')}</p>;
  return (
    <>
      <h3>{t('sight.counts')}</h3>
      <Facts>
        {levels.map((level) => (
          <Fact key={level} name={t(`sight.level.${level}`)}>
            {format.number(data.counts[level] ?? 0)}
          </Fact>
        ))}
      </Facts>
      {data.duties.map(({ role, unit, rights }, index) => (
        <details key={`${role} ${String(index)}`}>
          <summary>
            {t('sight.duty', { role: nameOf(role) })} {unit !== undefined && t('sight.where', { unit })}
          </summary>
          <ul>
            {rights.map((right) => (
              <li key={`${right.action} ${right.reach}`}>{words(right)}</li>
            ))}
          </ul>
        </details>
      ))}
      {listed ? (
        <List person={person} />
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => setListed(true)}>
          {t('sight.list')}
        </Button>
      )}
    </>
  );
}

function List({ person }: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['sight', person.id, 'evidence'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/people/{id}/sight/evidence', {
          params: { path: { id: person.id }, query: pageParam === '' ? {} : { after: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p>{t('sight.nothing')}</p>;
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('sight.evidence')}</th>
            <th scope="col">{t('sight.levelOf')}</th>
            <th scope="col">{t('sight.recorded')}</th>
            <th scope="col">{t('sight.wearer')}</th>
            <th scope="col">{t('sight.can')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, title, level, recordedStart, receivedAt, wearer, because }) => (
            <tr key={id}>
              <th scope="row">{title}</th>
              <td>{t(`sight.level.${level}`)}</td>
              <td>{format.shortDateTime(recordedStart ?? receivedAt)}</td>
              <td>{wearer}</td>
              <td>{because === undefined ? t('sight.barred') : t('rolebook.yes')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('sight.more')}
        </Button>
      )}
    </>
  );
}
