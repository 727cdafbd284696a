import { Button, Textarea } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import type { Approval, Breaking, WayInLink } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Fact, Facts } from '../../parts/Facts';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { LinkToHandOver } from '../../parts/LinkToHandOver';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import en from '../../i18n/en.json';
import { knows, useWords } from '../evidence/words';
import { carryOut, glass, inbox } from './inbox';
import classes from './Inbox.module.css';

/** What waits for somebody else's eyes, and what became of what one has asked for. */
export function Inbox() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(inbox);
  const mayReview = useMay('glass.review');
  const mayGlass = useMay('glass.list');
  const { data: broken } = useQuery({ ...glass, enabled: mayGlass });
  useTitle(t('app.inbox'));
  const toReview = mayReview ? (broken?.items ?? []).filter(({ own, review }) => !own && review === undefined) : [];
  const late = toReview.filter(({ overdue }) => overdue).length;
  const own = (broken?.items ?? []).filter((each) => each.own);
  const reviewed = mayReview ? (broken?.items ?? []).filter((each) => !each.own && each.review !== undefined) : [];
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  const nothing = data.forMe.length + data.mine.length + toReview.length + own.length + reviewed.length === 0;
  return (
    <Scene
      title={t('app.inbox')}
      aside={
        <>
          {t('inbox.summary', { count: data.forMe.length + toReview.length })}
          {late > 0 && `, ${t('inbox.late', { count: late })}`}
        </>
      }
    >
      {nothing && (
        <Notice icon={IconInbox} title={t('inbox.emptyTitle')}>
          <p>{t('inbox.empty')}</p>
        </Notice>
      )}
      <div className={classes.columns}>
        {toReview.length > 0 && (
          <Panel title={t('inbox.toReview')}>
            <ul className={classes.list}>
              {toReview.map((each) => (
                <Review key={each.id} breaking={each} />
              ))}
            </ul>
          </Panel>
        )}
        {data.forMe.length > 0 && (
          <Panel title={t('inbox.forMe')}>
            <ul className={classes.list}>
              {data.forMe.map((each) => (
                <Decide key={each.id} approval={each} />
              ))}
            </ul>
          </Panel>
        )}
        {data.mine.length > 0 && (
          <Panel title={t('inbox.mine')}>
            <ul className={classes.list}>
              {data.mine.map((each) => (
                <Mine key={each.id} approval={each} />
              ))}
            </ul>
          </Panel>
        )}
        {own.length + reviewed.length > 0 && (
          <Panel title={t('inbox.glass')}>
            <ul className={classes.list}>
              {[...own, ...reviewed].map((each) => (
                <li key={each.id} className={classes.item}>
                  <Broken breaking={each} />
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </Scene>
  );
}

/** What is wanted, by whom and why, and word for word. */
function Wanted({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const key = approval.action.replaceAll(/[.-]/g, '_');
  return (
    <>
      <h3>{knows(en.inbox.wants, key) ? t(`inbox.wants.${key}`) : words.action(approval.action)}</h3>
      <Facts>
        <Fact name={t('inbox.askedBy')}>{approval.askedBy}</Fact>
        <Fact name={t('inbox.reason')}>{approval.reason}</Fact>
        <Fact name={t('inbox.until')}>{format.shortDateTime(approval.until)}</Fact>
      </Facts>
      <details className={classes.exact} open>
        <summary>{t('inbox.exact')}</summary>
        <pre tabIndex={0}>
          {approval.method} {approval.path}
          {'\n'}
          {pretty(approval.body)}
        </pre>
      </details>
    </>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function Decide({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [remark, setRemark] = useState('');
  const decide = useMutation({
    mutationFn: (approve: boolean) =>
      answer(api.POST('/api/approvals/{id}/decision', { params: { path: { id: approval.id } }, body: { approve, remark } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: inbox.queryKey }),
  });
  return (
    <li className={classes.item}>
      <Wanted approval={approval} />
      <div className={form.form}>
        <Textarea label={t('inbox.remark')} value={remark} maxLength={500} autosize onChange={(event) => setRemark(event.currentTarget.value)} />
        <Refusal error={decide.error} />
        <div className={classes.actions}>
          <Button loading={decide.isPending && decide.variables} onClick={() => decide.mutate(true)}>
            {t('inbox.approve')}
          </Button>
          <Button variant="default" loading={decide.isPending && !decide.variables} onClick={() => decide.mutate(false)}>
            {t('inbox.decline')}
          </Button>
        </div>
      </div>
    </li>
  );
}

function Mine({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries();
  const carry = useMutation({ mutationFn: () => carryOut(approval), onSettled: refresh });
  const withdraw = useMutation({
    mutationFn: () => done(api.DELETE('/api/approvals/{id}', { params: { path: { id: approval.id } } })),
    onSuccess: refresh,
  });
  const open = !approval.over && (approval.state === 'WAITING' || approval.state === 'APPROVED');
  const made = urlOf(carry.data);
  const link = linkOf(carry.data);
  return (
    <li className={classes.item}>
      <p className={classes.state} data-state={approval.over && open ? 'OVER' : approval.state}>
        {approval.over && (approval.state === 'WAITING' || approval.state === 'APPROVED')
          ? t('inbox.over')
          : t(`inbox.states.${approval.state}`, { name: approval.decidedBy ?? '' })}
        {approval.decidedAt !== undefined && <span> · {format.shortDateTime(approval.decidedAt)}</span>}
      </p>
      <Wanted approval={approval} />
      {approval.remark !== undefined && <p className={form.words}>“{approval.remark}”</p>}
      <Refusal error={carry.error ?? withdraw.error} />
      {made !== undefined && (
        <Button component="a" href={made} download>
          {t('export.download')}
        </Button>
      )}
      {link !== undefined && <LinkToHandOver link={link} />}
      {open && (
        <div className={classes.actions}>
          {approval.state === 'APPROVED' && (
            <Button loading={carry.isPending} onClick={() => carry.mutate()}>
              {t('inbox.carryOut')}
            </Button>
          )}
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('inbox.withdraw')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Where a bundle lies that was made under the approval. */
function urlOf(told: unknown): string | undefined {
  if (typeof told !== 'object' || told === null) return undefined;
  const url: unknown = Reflect.get(told, 'url');
  return typeof url === 'string' && url.startsWith('/api/') ? url : undefined;
}

/** The way in that was opened to somebody under the approval. */
function linkOf(told: unknown): WayInLink | undefined {
  if (typeof told !== 'object' || told === null) return undefined;
  const path: unknown = Reflect.get(told, 'path');
  const expiresAt: unknown = Reflect.get(told, 'expiresAt');
  return typeof path === 'string' && path.startsWith('/set-up/') && typeof expiresAt === 'string' ? { path, expiresAt } : undefined;
}

function Broken({ breaking }: { breaking: Breaking }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <h3>{breaking.name}</h3>
      <Facts>
        <Fact name={t('inbox.reason')}>{breaking.reason}</Fact>
        <Fact name={t('purpose.reference')}>{breaking.reference}</Fact>
        <Fact name={t('inbox.from')}>{format.shortDateTime(breaking.at)}</Fact>
        <Fact name={t('inbox.until')}>{format.shortDateTime(breaking.until)}</Fact>
        <Fact name={t('inbox.reviewBy')}>{breaking.review === undefined && format.shortDateTime(breaking.reviewBy)}</Fact>
        <Fact name={t('inbox.reviewed')}>
          {breaking.review !== undefined &&
            t(breaking.review.justified ? 'inbox.justified' : 'inbox.notJustified', { name: breaking.review.by })}
        </Fact>
        <Fact name={t('inbox.remark')}>{breaking.review?.remark}</Fact>
      </Facts>
    </>
  );
}

function Review({ breaking }: { breaking: Breaking }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [remark, setRemark] = useState('');
  const review = useMutation({
    mutationFn: (justified: boolean) =>
      answer(api.POST('/api/glass/{id}/review', { params: { path: { id: breaking.id } }, body: { justified, remark } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: glass.queryKey }),
  });
  return (
    <li className={classes.item}>
      {breaking.overdue && (
        <p className={classes.state} data-state="OVER">
          {t('inbox.overdue')}
        </p>
      )}
      <Broken breaking={breaking} />
      <div className={form.form}>
        <Textarea
          label={t('inbox.remark')}
          value={remark}
          maxLength={500}
          autosize
          required
          withAsterisk={false}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
        <Refusal error={review.error} />
        <div className={classes.actions}>
          <Button disabled={remark.trim() === ''} onClick={() => review.mutate(true)}>
            {t('inbox.wasJustified')}
          </Button>
          <Button variant="default" disabled={remark.trim() === ''} onClick={() => review.mutate(false)}>
            {t('inbox.wasNotJustified')}
          </Button>
        </div>
      </div>
    </li>
  );
}
