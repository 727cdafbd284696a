import { Button, Select, Textarea } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { SalvageReport, SalvageStory } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { usePlain } from '../../i18n/plain';
import { Dialog } from '../../parts/Dialog';
import { Fact, Facts } from '../../parts/Facts';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { salvageCase } from './queries';
import { Ribbon } from './Ribbon';
import classes from './Salvage.module.css';
import { span } from './span';
import '../../i18n/fleet';

const route = getRouteApi('/desk/salvage/$id');

/** One case: what happened, what was tried, what was recovered and what is missing. */
export function SalvagePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(salvageCase(id));
  useTitle(data?.about.name ?? t('salvage.title'));
  if (data !== undefined) return <Found story={data} />;
  return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
}

function Found({ story }: { story: SalvageStory }) {
  const { t } = useTranslation();
  const format = useFormat();
  const plain = usePlain();
  const { about } = story;
  return (
    <Scene title={about.name} aside={t(`salvage.causes.${about.cause}`)} action={about.closed === undefined && <Actions story={story} />}>
      <div className={classes.case}>
        <Running story={story} />
        <Panel title={t('salvage.results')}>
          {story.results.length === 0 && <p>{t(about.evidence !== undefined ? 'salvage.nothingYet' : about.upload !== undefined ? 'salvage.inQuarantine' : 'salvage.noBytes')}</p>}
          {story.results.map(({ attempt, number, evidence, report }) => (
            <section key={`${attempt} ${number}`} className={classes.result}>
              <p>
                <Link to="/evidence/$id" params={{ id: evidence }}>
                  {report.cardFile ?? t('salvage.recording', { number })}
                </Link>{' '}
                · {t(`salvage.methods.${methodOf(report.method)}`)}
              </p>
              <Ribbon report={report} />
              <ul className={classes.words}>
                {report.tracks
                  .filter(({ kind }) => kind !== 'DATA')
                  .map((track) => (
                    <li key={track.number}>
                      {t('salvage.trackWords', {
                        kind: t(`salvage.kinds.${track.kind === 'VIDEO' ? 'VIDEO' : 'AUDIO'}`),
                        samples: format.number(track.samples),
                        whole: format.number(track.whole),
                        damaged: format.number(track.damaged),
                        affected: format.number(track.affected),
                      })}
                    </li>
                  ))}
                {report.tracks
                  .filter(({ kind }) => kind === 'VIDEO')
                  .flatMap(({ ranges }) => stretches(ranges))
                  .map(({ state, spans, more }) => (
                    <li key={state}>
                      {t(`salvage.stretches.${state}`, { spans: spans.map(({ fromMs, untilMs }) => `${span(format, fromMs)} – ${span(format, untilMs)}`).join('; ') })}
                      {more > 0 && ` ${t('salvage.moreStretches', { count: more, more: format.number(more) })}`}
                    </li>
                  ))}
                {report.reference !== undefined && <li>{t('salvage.withReference', { name: report.reference.name })}</li>}
                {report.tracks.some(({ timesEstimatedFromMs }) => timesEstimatedFromMs !== undefined) && <li>{t('salvage.timesEstimated')}</li>}
              </ul>
            </section>
          ))}
        </Panel>
        <Panel title={t('salvage.story')}>
          <Facts>
            <Fact name={t('salvage.opened')}>{format.dateTime(about.openedAt)}</Fact>
            <Fact name={t('salvage.saidBy')}>{plain(about.said)}</Fact>
            {about.seen > 1 && <Fact name={t('salvage.seen')}>{format.number(about.seen)}</Fact>}
            {about.camera !== undefined && (
              <Fact name={t('library.camera')}>
                <code>{about.camera}</code>
              </Fact>
            )}
            {about.evidence !== undefined && (
              <Fact name={t('salvage.original')}>
                <Link to="/evidence/$id" params={{ id: about.evidence }}>
                  {about.name}
                </Link>
              </Fact>
            )}
            {about.closed !== undefined && (
              <Fact name={t(`salvage.closedHow.${about.closed.how === 'ARRIVED' ? 'ARRIVED' : 'PERSON'}`)}>
                {[format.dateTime(about.closed.at), about.closed.by?.name, about.closed.reason].filter((word) => word !== undefined).join(' · ')}
              </Fact>
            )}
          </Facts>
          <ol className={classes.story} reversed>
            {story.attempts.map((attempt) => (
              <li key={attempt.id}>
                <p>
                  {format.dateTime(attempt.askedAt)} · {attempt.askedBy?.name ?? t('salvage.byItself')} · {t(`salvage.attempt.${attempt.state}`)}
                </p>
                {attempt.said !== undefined && <p>{plain(attempt.said)}</p>}
                {attempt.nextTryAt !== undefined && <p>{t('salvage.nextTry', { at: format.dateTime(attempt.nextTryAt) })}</p>}
              </li>
            ))}
          </ol>
        </Panel>
      </div>
    </Scene>
  );
}

const mostSpans = 12;

/** Where something is missing or damaged, the first few by their times. */
function stretches(ranges: SalvageReport['tracks'][number]['ranges']) {
  return (['MISSING', 'DAMAGED'] as const)
    .map((wanted) => ranges.filter(({ state, fromMs, untilMs }) => state === wanted && untilMs > fromMs).map((range) => ({ ...range, state: wanted })))
    .flatMap((those) =>
      those[0] === undefined ? [] : [{ state: those[0].state, spans: those.slice(0, mostSpans), more: Math.max(0, those.length - mostSpans) }],
    );
}

const methods = ['INDEX', 'INDEX_MOVED', 'WALK', 'FRAGMENTS', 'START_CODES', 'REWRAPPED'] as const;

function methodOf(method: string): (typeof methods)[number] {
  return methods.find((one) => one === method) ?? 'WALK';
}

function Running({ story }: { story: SalvageStory }) {
  const { t } = useTranslation();
  const running = story.attempts.find(({ state }) => state === 'RUNNING' || state === 'WAITING');
  if (running === undefined) return null;
  return (
    <Panel title={t(`salvage.attempt.${running.state}`)}>
      <progress className={classes.progress} value={running.progress} max={1} aria-label={t('salvage.attempt.RUNNING')} />
    </Panel>
  );
}

function Actions({ story }: { story: SalvageStory }) {
  const { t } = useTranslation();
  const mayRun = useMay('salvage.run');
  const mayClose = useMay('salvage.close');
  const [open, setOpen] = useState<'try' | 'close'>();
  const done = () => setOpen(undefined);
  const busy = story.about.attempt === 'RUNNING' || story.about.attempt === 'WAITING';
  return (
    <div className={classes.actions}>
      {mayClose && (
        <Button variant="default" onClick={() => setOpen('close')}>
          {t('salvage.close')}
        </Button>
      )}
      {mayRun && (story.about.evidence !== undefined || story.about.upload !== undefined) && (
        <Button leftSection={<IconLifebuoy size={17} aria-hidden />} disabled={busy} onClick={() => setOpen('try')}>
          {t('salvage.try')}
        </Button>
      )}
      <Dialog open={open === 'try'} onClose={done} title={t('salvage.try')}>
        <Try story={story} onDone={done} />
      </Dialog>
      <Dialog open={open === 'close'} onClose={done} title={t('salvage.close')}>
        <Close story={story} onDone={done} />
      </Dialog>
    </div>
  );
}

const without = 'without';

function Try({ story, onDone }: { story: SalvageStory; onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const first = story.references[0];
  const [chosen, setChosen] = useState<string | null>(first === undefined ? without : `${first.evidence} ${first.n}`);
  const attempt = useMutation({
    mutationFn: () => {
      const sound = story.references.find(({ evidence, n }) => `${evidence} ${n}` === chosen);
      return answer(
        api.POST('/api/salvage/{id}/attempts', {
          params: { path: { id: story.about.id } },
          body: sound === undefined ? {} : { reference: { evidence: sound.evidence, n: sound.n } },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['salvage'] });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        attempt.mutate();
      }}
    >
      <p>{t('salvage.tryHelp')}</p>
      <Select
        label={t('salvage.reference')}
        value={chosen}
        onChange={setChosen}
        allowDeselect={false}
        data={[
          ...story.references.map(({ evidence, n, name, receivedAt }) => ({ value: `${evidence} ${n}`, label: `${name} · ${format.shortDateTime(receivedAt)}` })),
          { value: without, label: t('salvage.withoutReference') },
        ]}
      />
      {attempt.error !== null && <Refusal error={attempt.error} />}
      <Button type="submit" loading={attempt.isPending}>
        {t('salvage.try')}
      </Button>
    </form>
  );
}

function Close({ story, onDone }: { story: SalvageStory; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const close = useMutation({
    mutationFn: () => answer(api.POST('/api/salvage/{id}/close', { params: { path: { id: story.about.id } }, body: { reason } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['salvage'] });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate();
      }}
    >
      <p>{t('salvage.closeHelp')}</p>
      <Textarea label={t('salvage.reason')} required maxLength={1000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {close.error !== null && <Refusal error={close.error} />}
      <Button type="submit" loading={close.isPending} disabled={reason.trim() === ''}>
        {t('salvage.close')}
      </Button>
    </form>
  );
}
