import { Button } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Upload } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Fact, Facts } from '../../parts/Facts';
import { Failed } from '../../parts/Failed';
import { Hash } from '../../parts/Hash';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './Quarantine.module.css';

const quarantine = queryOptions({
  queryKey: ['quarantine'],
  queryFn: ({ signal }) => answer(api.GET('/api/quarantine', { signal })),
});

/** Files that were not taken as evidence, with what was declared and what really came. Nothing is dropped. */
export function Quarantine() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery(quarantine);
  useTitle(t('app.quarantine'));
  const count = data?.items.length ?? 0;
  return (
    <Scene title={t('app.quarantine')} aside={count > 0 && t('quarantine.summary', { count, files: format.number(count) })}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && count === 0 && (
        <Notice icon={IconShieldCheck} title={t('quarantine.emptyTitle')}>
          {t('quarantine.empty')}
        </Notice>
      )}
      <ul className={classes.list}>
        {data?.items.map((upload) => (
          <Refused key={upload.id} upload={upload} />
        ))}
      </ul>
    </Scene>
  );
}

function Refused({ upload }: { upload: Upload }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayDownload = useMay('evidence.download');
  const differs = upload.declaredSha256 !== undefined && upload.sha256 !== undefined && upload.declaredSha256 !== upload.sha256;
  return (
    <li className={classes.upload}>
      <div className={classes.head}>
        <h2 className={classes.name}>{upload.name}</h2>
        {mayDownload && (
          <Button component="a" href={`/api/quarantine/${upload.id}/content`} download size="compact-sm" variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
            {t('quarantine.download')}
          </Button>
        )}
      </div>
      {upload.problem !== undefined && <p className={classes.problem}>{upload.problem.detail}</p>}
      <Facts>
        {upload.declaredSha256 !== undefined && (
          <Fact name={t('quarantine.declared')}>
            <Hash value={upload.declaredSha256} what={t('quarantine.declared')} />
          </Fact>
        )}
        {differs && upload.sha256 !== undefined && (
          <Fact name={t('quarantine.came')}>
            <Hash value={upload.sha256} what={t('quarantine.came')} />
          </Fact>
        )}
        <Fact name={t('quarantine.length')}>
          {upload.offsetBytes === upload.lengthBytes
            ? format.bytes(upload.lengthBytes)
            : t('quarantine.lengthOf', { came: format.bytes(upload.offsetBytes), declared: format.bytes(upload.lengthBytes) })}
        </Fact>
        <Fact name={t('library.camera')}>{upload.camera !== undefined && <code>{upload.camera}</code>}</Fact>
        <Fact name={t('evidence.recording')}>{upload.recording !== undefined && <code>{upload.recording}</code>}</Fact>
        <Fact name={t('evidence.received')}>
          <time dateTime={upload.createdAt}>{format.dateTime(upload.createdAt)}</time>
        </Fact>
      </Facts>
    </li>
  );
}
