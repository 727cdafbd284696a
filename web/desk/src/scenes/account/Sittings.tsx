import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sittings } from '../../api/account';
import { api, done } from '../../api/client';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import { SittingList } from '../../parts/SittingList';
import { useRefresh } from './useRefresh';

/** Where one is signed in. */
export function Sittings() {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { data, error, refetch } = useQuery(sittings);
  const end = useMutation({
    mutationFn: (session: string) => done(api.DELETE('/api/sessions/{session}', { params: { path: { session } } })),
    onSuccess: refresh,
  });
  const endOthers = useMutation({ mutationFn: () => done(api.DELETE('/api/sessions')), onSuccess: refresh });
  return (
    <Panel title={t('account.sittings')}>
      <div className={form.form}>
        {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
        {data !== undefined && <SittingList items={data.items} end={(id) => end.mutate(id)} />}
        {data !== undefined && data.items.length > 1 && (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('account.endOthers')}
          </Button>
        )}
        <Refusal error={end.error ?? endOthers.error} />
      </div>
    </Panel>
  );
}
