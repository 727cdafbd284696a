import { IconChartBar } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { CountedMonth, Shown } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { Scene } from '../../parts/Scene';
import { useRoleName } from '../../parts/useRoleName';
import { useTitle } from '../../parts/useTitle';
import { useWords } from '../evidence/words';
import classes from './Counts.module.css';

const counts = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => answer(api.GET('/api/counts', { signal })),
  staleTime: Infinity,
});

/** For the works council: how much was looked at, without who and what. */
export function Counts() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(counts);
  const words = useWords();
  const role = useRoleName();
  useTitle(t('app.counts'));
  const other: { [key: string]: string } = { OTHER: t('counts.other'), NONE: t('counts.noPurpose') };
  const months = data?.months ?? [];
  const empty = months.every(({ openings, refusals, erased }) => openings === 0 && refusals === 0 && !erased);
  return (
    <Scene title={t('app.counts')}>
      <p className={classes.lead}>{t('counts.lead', { count: data?.groupSize ?? 0 })}</p>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && empty && (
        <Notice icon={IconChartBar} title={t('counts.emptyTitle')}>
          {t('counts.empty')}
        </Notice>
      )}
      {data !== undefined && !empty && (
        <>
          <div className={classes.panels}>
            <Panel title={t('counts.openings')}>
              <Bars months={months} valueOf={({ openings }) => openings} />
            </Panel>
            <Panel title={t('counts.wearers')}>
              <Bars months={months} valueOf={({ wearers }) => wearers} />
            </Panel>
            <Panel title={t('counts.refusals')}>
              <Bars months={months} valueOf={({ refusals }) => refusals} />
            </Panel>
            <Panel title={t('counts.emergencies')}>
              <Bars months={months} valueOf={({ emergencies }) => emergencies} />
            </Panel>
            <Panel title={t('counts.expired')}>
              <Bars months={months} valueOf={({ expiredUploads }) => expiredUploads} />
            </Panel>
          </div>
          <div className={classes.tables}>
            <Panel title={t('counts.byPurpose')}>
              <Split months={months} cellsOf={({ byPurpose }) => byPurpose} nameOf={(key) => other[key] ?? key} />
            </Panel>
            <Panel title={t('counts.byRole')}>
              <Split months={months} cellsOf={({ byRole }) => byRole} nameOf={(key) => other[key] ?? role(key)} />
            </Panel>
            <Panel title={t('counts.byKind')}>
              <Split months={months} cellsOf={({ byKind }) => byKind} nameOf={words.action} />
            </Panel>
          </div>
        </>
      )}
    </Scene>
  );
}

/** A row of bars with their numbers; what is about too few people has neither. */
function Bars({ months, valueOf }: { months: readonly CountedMonth[]; valueOf: (month: CountedMonth) => number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const monthOf = useMonth();
  const most = Math.max(1, ...months.map((month) => valueOf(month) ?? 0));
  return (
    <ul className={classes.bars}>
      {months.map((month) => {
        const value = valueOf(month);
        const hidden = month.erased ? t('counts.erased') : t('counts.hidden');
        return (
          <li key={month.month}>
            <span className={classes.value} title={value === undefined ? hidden : undefined}>
              {value === undefined ? <abbr title={hidden}>{month.erased ? '–' : '<'}</abbr> : format.number(value)}
              {value === undefined && <span className="vh">{hidden}</span>}
            </span>
            <svg viewBox="0 0 10 60" preserveAspectRatio="none" aria-hidden className={classes.bar}>
              {value === undefined ? (
                <rect x="0" y="56" width="10" height="4" className={classes.unknown} />
              ) : (
                <rect x="0" y={60 - (58 * value) / most - 1} width="10" height={(58 * value) / most + 1} className={classes.known} />
              )}
            </svg>
            <span className={classes.month}>{monthOf(month.month)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Split(props: { months: readonly CountedMonth[]; cellsOf: (month: CountedMonth) => readonly Shown[]; nameOf: (key: string) => string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const monthOf = useMonth();
  const { months, cellsOf, nameOf } = props;
  const keys = [...new Set(months.flatMap((month) => cellsOf(month).map(({ key }) => key)))].sort();
  if (keys.length === 0) return <p className={classes.nothing}>{t('counts.nothing')}</p>;
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('counts.table')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {months.map(({ month }) => (
              <th key={month} scope="col">
                {monthOf(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              {months.map((month) => {
                const cell = cellsOf(month).find((each) => each.key === key);
                return (
                  <td key={month.month}>
                    {month.erased ? <abbr title={t('counts.erased')}>–</abbr> : cell === undefined ? 0 : cell.count === undefined ? <abbr title={t('counts.hidden')}>&lt;</abbr> : format.number(cell.count)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useMonth(): (month: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  return (month) => format.format(new Date(`${month}-01T00:00:00Z`));
}
