import { IconCircleCheck, IconEye, IconRefresh, IconScan, type Icon } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Waiting } from '../../api/types';
import { Panel } from '../../parts/Panel';
import { Failed } from '../../parts/Failed';
import { useFormat } from '../../i18n/format';
import classes from './InHand.module.css';

const busyMs = 5_000;
const quietMs = 30_000;

const inHand = queryOptions({
  queryKey: ['in-hand'],
  queryFn: ({ signal }) => answer(api.GET('/api/vault/in-hand', { signal })),
  refetchInterval: ({ state }) => (state.data?.items.some(({ files }) => files > 0) === true ? busyMs : quietMs),
});

const signs: Record<Waiting['step'], Icon> = { READ_BACK: IconRefresh, EXAMINATION: IconScan, VIEWING_COPY: IconEye };

/** What came in and is not yet secured, known or playable: how much, and since when. */
export function InHand() {
  const { t } = useTranslation();
  const { data, dataUpdatedAt, error, refetch } = useQuery(inHand);
  return (
    <Panel title={t('vault.inHand.title')}>
      <p className={classes.lead}>{t('vault.inHand.lead')}</p>
      {data === undefined && error !== null && <Failed error={error} reset={() => void refetch()} />}
      <dl className={classes.steps} aria-busy={data === undefined}>
        {data?.items.map((waiting) => (
          <Step key={waiting.step} waiting={waiting} now={dataUpdatedAt} />
        ))}
      </dl>
    </Panel>
  );
}

function Step({ waiting: { step, files, oldest }, now }: { waiting: Waiting; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Sign = files === 0 ? IconCircleCheck : signs[step];
  return (
    <div className={classes.step} data-waits={files > 0}>
      <dt>
        <Sign size={18} aria-hidden />
        {t(`vault.inHand.${step}`)}
      </dt>
      <dd>
        {files === 0 ? t('vault.inHand.none') : t('vault.inHand.files', { count: files, files: format.number(files) })}
        {oldest !== undefined && <time dateTime={oldest}>{t('vault.inHand.oldest', { ago: format.ago(oldest, now) })}</time>}
      </dd>
    </div>
  );
}
