import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import { people } from '../../api/house';
import type { Delay } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Fact, Facts } from '../../parts/Facts';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { useTellProblem } from '../../parts/problemText';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { instantOf } from '../library/filters';
import classes from './Delays.module.css';

const delays = queryOptions({
  queryKey: ['opening-delays'],
  queryFn: ({ signal }) => answer(api.GET('/api/opening-delays', { signal })),
});

const grounds = ['INTERNAL_INVESTIGATION', 'CRIMINAL_INVESTIGATION', 'PROTECTION'] as const;
type Ground = (typeof grounds)[number];

/** What wearers do not see yet, why, until when, and whether somebody else has looked at that. */
export function Delays() {
  const { t } = useTranslation();
  const { data, error, refetch, dataUpdatedAt } = useQuery(delays);
  const mayDelay = useMay('opening.delay');
  const [open, setOpen] = useState<'new' | Delay>();
  useTitle(t('app.delays'));
  const close = () => setOpen(undefined);
  return (
    <Scene
      title={t('app.delays')}
      action={
        mayDelay && (
          <Button leftSection={<IconClockPause size={17} aria-hidden />} onClick={() => setOpen('new')}>
            {t('delays.add')}
          </Button>
        )
      }
    >
      <p className={classes.lead}>{t('delays.lead')}</p>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && data.items.length === 0 && <Notice icon={IconClockPause} title={t('delays.empty')} />}
      <ul className={classes.delays}>
        {data?.items.map((delay) => (
          <Item key={delay.id} delay={delay} now={dataUpdatedAt} review={() => setOpen(delay)} />
        ))}
      </ul>
      <Dialog open={open === 'new'} onClose={close} title={t('delays.add')}>
        <NewDelay onDone={close} />
      </Dialog>
      <Dialog open={open !== undefined && open !== 'new'} onClose={close} title={t('delays.review')}>
        {open !== undefined && open !== 'new' && <Review delay={open} onDone={close} />}
      </Dialog>
    </Scene>
  );
}

function Item({ delay, now, review }: { delay: Delay; now: number; review: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const tell = useTellProblem();
  const mayEnd = useMay('opening.delay');
  const mayReview = useMay('opening.review');
  const running = Date.parse(delay.over) > now;
  const end = useMutation({
    mutationFn: () => done(api.DELETE('/api/opening-delays/{id}', { params: { path: { id: delay.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: delays.queryKey }),
    onError: tell,
  });
  return (
    <li className={classes.delay}>
      <div className={classes.head}>
        <h2>{t(`delays.ground.${delay.ground}`)}</h2>
        <span className={classes.state} data-running={running || undefined}>
          {t(running ? 'delays.running' : 'delays.over', { when: format.dateTime(delay.over) })}
        </span>
      </div>
      <p>{delay.reason}</p>
      <Facts>
        <Fact name={t('delays.viewer')}>{delay.viewer === undefined ? t('delays.anyone') : (delay.viewer.name ?? delay.viewer.id)}</Fact>
        <Fact name={t('delays.evidence')}>{delay.evidence === undefined ? t('delays.anything') : <code>{delay.evidence}</code>}</Fact>
        <Fact name={t('delays.by')}>
          {delay.by.name ?? delay.by.id}, {format.dateTime(delay.from)}
        </Fact>
        <Fact name={t('delays.reviewed')}>
          {delay.review === undefined ? (
            <span className={classes.open}>{t('delays.notReviewed')}</span>
          ) : (
            `${delay.review.by.name ?? delay.review.by.id}, ${format.dateTime(delay.review.at)}: ${delay.review.text}`
          )}
        </Fact>
      </Facts>
      <div className={classes.acts}>
        {mayEnd && running && (
          <Button size="compact-sm" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
            {t('delays.end')}
          </Button>
        )}
        {mayReview && delay.review === undefined && (
          <Button size="compact-sm" variant="default" onClick={review}>
            {t('delays.review')}
          </Button>
        )}
      </div>
    </li>
  );
}

function NewDelay({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(people);
  const [viewer, setViewer] = useState<string | null>(null);
  const [evidence, setEvidence] = useState('');
  const [ground, setGround] = useState<Ground>('INTERNAL_INVESTIGATION');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/opening-delays', {
          body: {
            ground,
            reason,
            until: instantOf(until, 'end') ?? '',
            ...(viewer === null ? {} : { viewer }),
            ...(evidence.trim() === '' ? {} : { evidence: evidence.trim() }),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: delays.queryKey });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <p className={form.words}>{t('delays.addLead')}</p>
      <Select
        searchable
        clearable
        label={t('delays.viewer')}
        data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={viewer}
        onChange={setViewer}
        clearButtonProps={{ 'aria-label': t('ledger.clear') }}
      />
      <TextInput label={t('delays.evidence')} description={t('delays.evidenceHint')} value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)} />
      <Select
        allowDeselect={false}
        label={t('delays.groundLabel')}
        data={grounds.map((value) => ({ value, label: t(`delays.ground.${value}`) }))}
        value={ground}
        onChange={(value) => setGround(grounds.find((each) => each === value) ?? ground)}
      />
      <Textarea label={t('delays.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} autosize minRows={2} />
      <TextInput type="date" label={t('delays.until')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} required withAsterisk={false} />
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('delays.make')}
      </Button>
    </form>
  );
}

function Review({ delay, onDone }: { delay: Delay; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const review = useMutation({
    mutationFn: () => done(api.POST('/api/opening-delays/{id}/review', { params: { path: { id: delay.id } }, body: { text } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: delays.queryKey });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        review.mutate();
      }}
    >
      <p className={form.words}>{delay.reason}</p>
      <Textarea label={t('delays.finding')} value={text} onChange={(event) => setText(event.currentTarget.value)} required withAsterisk={false} autosize minRows={2} data-autofocus />
      <Refusal error={review.error} />
      <Button type="submit" loading={review.isPending}>
        {t('delays.review')}
      </Button>
    </form>
  );
}
