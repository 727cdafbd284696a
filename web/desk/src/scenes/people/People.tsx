import { IconUsers } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { roleKey } from '../../app/Rail';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './People.module.css';

const people = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => answer(api.GET('/api/people', { signal })),
});

export function People() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(people);
  useTitle(t('app.people'));
  const items = [...(data?.items ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Scene title={t('app.people')}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && items.length === 0 && <Notice icon={IconUsers} title={t('people.empty')} />}
      {items.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('people.role')}</th>
              <th scope="col">{t('evidence.unit')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, name, role, unit }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{t(`roles.${roleKey(role)}`)}</td>
                <td>{unit?.name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Scene>
  );
}
