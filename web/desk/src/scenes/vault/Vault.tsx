import { Button } from '@mantine/core';
import { IconShieldSearch } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useMay } from '../../app/session';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { useTellProblem } from '../../parts/problemText';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { Findings } from './Findings';
import { InHand } from './InHand';
import { Runs } from './Runs';
import classes from './Vault.module.css';

const pollMs = 2_000;

const scrubs = queryOptions({
  queryKey: ['scrubs'],
  queryFn: ({ signal }) => answer(api.GET('/api/vault/scrubs', { signal })),
  refetchInterval: ({ state }) => (state.data?.items.some(({ state: run }) => run === 'RUNNING') === true ? pollMs : false),
});

/** Whether everything that is stored still is what was received. */
export function Vault() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tell = useTellProblem();
  const { data, error, refetch } = useQuery(scrubs);
  const mayStart = useMay('vault.scrub');
  const start = useMutation({
    mutationFn: () => answer(api.POST('/api/vault/scrubs')),
    onSuccess: () => queries.invalidateQueries({ queryKey: scrubs.queryKey }),
    onError: tell,
  });
  useTitle(t('app.vault'));
  const running = data?.items.some(({ state }) => state === 'RUNNING') ?? false;
  return (
    <Scene
      title={t('app.vault')}
      aside={t('vault.lead')}
      action={
        mayStart && (
          <Button leftSection={<IconShieldSearch size={17} aria-hidden />} loading={start.isPending} disabled={running} onClick={() => start.mutate()}>
            {t('vault.start')}
          </Button>
        )
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && (
        <div className={classes.panels}>
          <InHand />
          {data.items.length === 0 ? (
            <Notice icon={IconShieldSearch} title={t('vault.emptyTitle')}>
              {t('vault.empty')}
            </Notice>
          ) : (
            <Panel title={t('vault.runs')}>
              <Runs runs={data.items} />
            </Panel>
          )}
          {data.findings.length > 0 && (
            <Panel title={t('vault.findings')}>
              <Findings findings={data.findings} />
            </Panel>
          )}
        </div>
      )}
    </Scene>
  );
}
