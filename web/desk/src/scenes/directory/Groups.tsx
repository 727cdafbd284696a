import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { anyPeople } from '../../api/house';
import type { DirectoryGroup, GroupMeaning } from '../../api/types';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { ofMeanings, toMeanings, type Bringing } from './brings';
import { BringsSheet } from './BringsSheet';
import classes from './Directory.module.css';

const meanings = queryOptions({
  queryKey: ['directory-meanings'],
  queryFn: ({ signal }) => answer(api.GET('/api/directory/meanings', { signal })),
});

/** What the groups mean that a directory keeps here by SCIM. */
export function Groups() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(meanings);
  return (
    <Panel title={t('directory.groups')}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && <Sheet items={data.items} groups={data.groups} />}
    </Panel>
  );
}

async function preview(lines: readonly Bringing[], signal: AbortSignal) {
  return (await answer(api.POST('/api/directory/meanings/preview', { body: { items: toMeanings(lines) }, signal }))).people;
}

function Sheet({ items, groups }: { items: readonly GroupMeaning[]; groups: readonly DirectoryGroup[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <>
      <p className={classes.words}>{t('directory.groupsLead')}</p>
      <p className={classes.words}>
        {groups.length === 0
          ? t('directory.noGroups')
          : t('directory.groupsHere', { names: groups.map(({ name, members }) => t('directory.group', { name, count: members })).join(', ') })}
      </p>
      <BringsSheet
        of="groups"
        mayChange
        saved={ofMeanings(items)}
        known={groups.map(({ name }) => name)}
        preview={preview}
        save={async (lines) => {
          queries.setQueryData(meanings.queryKey, await answer(api.PUT('/api/directory/meanings', { body: { items: toMeanings(lines) } })));
          await queries.invalidateQueries({ queryKey: anyPeople });
        }}
      />
    </>
  );
}
