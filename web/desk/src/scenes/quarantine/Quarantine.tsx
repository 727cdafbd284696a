import { Button } from '@mantine/core';
import { IconDownload, IconFileImport, IconShieldCheck } from '@tabler/icons-react';
import { infiniteQueryOptions, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
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
import { useTellProblem } from '../../parts/problemText';
import { useTitle } from '../../parts/useTitle';
import classes from './Quarantine.module.css';

const quarantine = infiniteQueryOptions({
  queryKey: ['quarantine'],
  initialPageParam: 0,
  queryFn: ({ pageParam, signal }) => answer(api.GET('/api/quarantine', { params: { query: { skip: pageParam } }, signal })),
  getNextPageParam: ({ items, more }, _pages, skipped) => (more > 0 ? skipped + items.length : undefined),
});

/** Files that were not taken as evidence, with what was declared and what really came. Nothing is dropped. */
export function Quarantine() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(quarantine);
  useTitle(t('app.quarantine'));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const admissible = new Set(data?.pages.flatMap((page) => page.admissible));
  const more = data?.pages.at(-1)?.more ?? 0;
  const count = items.length + more;
  return (
    <Scene title={t('app.quarantine')} aside={count > 0 && t('quarantine.summary', { count, files: format.number(count) })}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && count === 0 && (
        <Notice icon={IconShieldCheck} title={t('quarantine.emptyTitle')}>
          {t('quarantine.empty')}
        </Notice>
      )}
      <ul className={classes.list}>
        {items.map((upload) => (
          <Refused key={upload.id} upload={upload} admissible={admissible.has(upload.id)} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className={classes.more ?? ''} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('quarantine.more', { count: more, files: format.number(more) })}
        </Button>
      )}
    </Scene>
  );
}

function Refused({ upload: listed, admissible }: { upload: Upload; admissible: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayDownload = useMay('evidence.download');
  const tell = useTellProblem();
  const admit = useMutation({
    mutationFn: () => answer(api.POST('/api/quarantine/{id}/admit', { params: { path: { id: listed.id } } })),
    onError: tell,
  });
  // The row stays where it is, and says what became of it, until the list is opened anew.
  const upload = admit.data ?? listed;
  const differs = upload.declaredSha256 !== undefined && upload.sha256 !== undefined && upload.declaredSha256 !== upload.sha256;
  return (
    <li className={classes.upload}>
      <div className={classes.head}>
        <h2 className={classes.name}>{upload.name}</h2>
        {admissible && admit.data === undefined && (
          <Button size="compact-sm" variant="default" leftSection={<IconFileImport size={15} aria-hidden />} loading={admit.isPending} onClick={() => admit.mutate()}>
            {t('quarantine.admit')}
          </Button>
        )}
        {mayDownload && upload.evidence === undefined && (
          <Button component="a" href={`/api/quarantine/${upload.id}/content`} download size="compact-sm" variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
            {t('quarantine.download')}
          </Button>
        )}
      </div>
      {admit.data !== undefined && <Admitted evidence={upload.evidence} />}
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

/** What came of it, where the person who asked for it is. */
function Admitted({ evidence }: { evidence: string | undefined }) {
  const { t } = useTranslation();
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <p ref={said} role="status" tabIndex={-1} className={classes.admitted}>
      {t(evidence === undefined ? 'quarantine.refusedAgain' : 'quarantine.admitted')}{' '}
      {evidence !== undefined && (
        <Link to="/evidence/$id" params={{ id: evidence }}>
          {t('quarantine.show')}
        </Link>
      )}
    </p>
  );
}
