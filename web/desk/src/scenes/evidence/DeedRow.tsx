import { UnstyledButton } from '@mantine/core';
import { IconBan, IconChevronRight, IconCircleX, IconHourglass, type Icon } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { CheckEntry } from './CheckEntry';
import { detailsOf, endOf, type Deed } from './deeds';
import classes from './DeedRow.module.css';
import { ProofMark } from './ProofMark';
import { useWords } from './words';

const signs: Record<'refused' | 'failed' | 'running', Icon> = { refused: IconBan, failed: IconCircleX, running: IconHourglass };

/** One thing that was done, as known at `now`. Opens to both of its entries. */
export function DeedRow({ deed, now, about }: { deed: Deed; now: number; about?: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  // Both entries say the same of who and what; at least one of them is there.
  const entry = deed.attempt ?? deed.outcome;
  if (entry === undefined) return null;
  const erased = entry.erasedAt === undefined ? t('custody.erased') : t('custody.erasedOn', { day: format.day(entry.erasedAt) });
  const end = entry.action === undefined ? 'done' : endOf(deed, now);
  const Sign = end === 'done' ? undefined : signs[end];
  return (
    <li className={classes.deed}>
      <UnstyledButton className={classes.row} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <IconChevronRight size={16} className={classes.chevron} data-open={open || undefined} aria-hidden />
        <time dateTime={entry.at} className={classes.time}>
          {entry.at === undefined ? '' : format.dateTime(entry.at)}
        </time>
        <span className={classes.what}>
          <strong>{entry.action === undefined ? erased : words.action(entry.action)}</strong>
          {entry.actor !== undefined && <span> {words.by(entry.actor)}</span>}
          {entry.purpose !== undefined && <span className={classes.purpose}>{t('custody.for', { purpose: entry.purpose })}</span>}
        </span>
        {Sign !== undefined && end !== 'done' && (
          <span className={classes.end} data-end={end}>
            <Sign size={15} aria-hidden />
            {t(`custody.end.${end}`)}
          </span>
        )}
        <ProofMark states={[deed.attempt, deed.outcome].flatMap((each) => (each === undefined ? [] : [each.state]))} />
      </UnstyledButton>
      <div id={id} hidden={!open} className={classes.inside}>
        {open && (
          <>
            {about}
            <dl className={classes.details}>
              {entry.door !== undefined && (
                <div>
                  <dt>{t('custody.door')}</dt>
                  <dd>{words.door(entry.door)}</dd>
                </div>
              )}
              {detailsOf(deed).map(([key, value]) => (
                <div key={key} data-long={value.length > 36 || undefined}>
                  <dt>{words.detail(key)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {deed.attempt !== undefined && <EntryLine entry={deed.attempt} label={t('custody.attempt')} />}
            {deed.outcome !== undefined && <EntryLine entry={deed.outcome} label={t('custody.outcome')} />}
          </>
        )}
      </div>
    </li>
  );
}

function EntryLine({ entry, label }: { entry: Entry; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  return (
    <div className={classes.entry}>
      <span className={classes.phase}>{label}</span>
      <span>{entry.result === undefined ? '' : words.result(entry.result)}</span>
      <time dateTime={entry.at}>{entry.at === undefined ? '' : format.dateTime(entry.at)}</time>
      <code>{entry.index === undefined ? '' : t('custody.index', { index: format.number(entry.index) })}</code>
      <CheckEntry entry={entry} />
    </div>
  );
}
