import { Button, Radio } from '@mantine/core';
import { IconChartDots, IconFileTypePdf, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Panel } from '../../parts/Panel';
import { figuresOf } from './faults';
import classes from './Faults.module.css';
import { PatternWords } from './PatternWords';
import '../../i18n/fleet';

const periods = ['30', '90', '365'] as const;
const groups = ['MODEL', 'FIRMWARE', 'DOCK'] as const;

/** What a fleet manager takes to the supplier: how often what fails, and how sure that is. */
export function Figures() {
  const { t } = useTranslation();
  const [days, setDays] = useState<string>('90');
  const { data, error, refetch } = useQuery(figuresOf(Number(days)));
  return (
    <>
      <div className={classes.tools}>
        <Radio.Group aria-label={t('faults.period')} value={days} onChange={setDays}>
          <div className={classes.periods}>
            {periods.map((value) => (
              <Radio key={value} value={value} label={t('faults.days', { count: Number(value) })} />
            ))}
          </div>
        </Radio.Group>
        <Button variant="default" component="a" href={`/api/fleet/figures.csv?days=${days}`} leftSection={<IconTable size={17} aria-hidden />}>
          {t('faults.asTable')}
        </Button>
        <Button variant="default" component="a" href={`/api/fleet/figures.pdf?days=${days}`} leftSection={<IconFileTypePdf size={17} aria-hidden />}>
          {t('faults.asPdf')}
        </Button>
      </div>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && data.lines.length === 0 && <Notice icon={IconChartDots} title={t('faults.noFigures')} />}
      {data !== undefined && data.lines.length > 0 && (
        <div className={classes.figures}>
          <Panel title={t('faults.standsOut')}>
            {data.patterns.length === 0 ? <p className={classes.words}>{t('faults.nothingStandsOut')}</p> : data.patterns.map((pattern) => <PatternWords key={pattern.key} pattern={pattern} />)}
          </Panel>
          {groups.map((by) => (
            <Group key={by} by={by} lines={data.lines.filter((line) => line.by === by)} />
          ))}
          <p className={classes.words}>{t('faults.howCounted')}</p>
        </div>
      )}
    </>
  );
}

function Group({ by, lines }: { by: (typeof groups)[number]; lines: readonly Figure[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (lines.length === 0) return null;
  const most = Math.max(1, ...lines.map(({ high }) => high ?? 0));
  const isDock = by === 'DOCK';
  return (
    <Panel title={t(`faults.group.${by}`)}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(`faults.group.${by}`)}</th>
            <th scope="col">{t('faults.cameras')}</th>
            <th scope="col">{t(isDock ? 'faults.visits' : 'faults.shifts')}</th>
            <th scope="col">{t(isDock ? 'faults.failedVisits' : 'faults.faults')}</th>
            <th scope="col">{t(isDock ? 'faults.per100Visits' : 'faults.per100Shifts')}</th>
            {by === 'MODEL' && <th scope="col">{t('faults.repair')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.label}>
              <th scope="row">{line.label === '' ? t('faults.unknownModel') : line.label}</th>
              <td data-label={t('faults.cameras')}>{format.number(line.cameras)}</td>
              <td data-label={t(isDock ? 'faults.visits' : 'faults.shifts')}>{format.number(isDock ? line.visits : line.shifts)}</td>
              <td data-label={t(isDock ? 'faults.failedVisits' : 'faults.faults')}>{format.number(isDock ? line.failedVisits : line.faults)}</td>
              <td className={classes.rate}>
                <Whisker line={line} most={most} />
              </td>
              {by === 'MODEL' && <td data-label={t('faults.repair')}>{line.repairDays === undefined ? '–' : format.unit(line.repairDays, 'day')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** The rate as a point on the span that it lies in with 95 % confidence. */
function Whisker({ line, most }: { line: Figure; most: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (line.per100 === undefined || line.low === undefined || line.high === undefined) return <span>{t('faults.noRate')}</span>;
  const at = (value: number) => `${(value / most) * 100}%`;
  const short = (value: number) => format.number(Math.round(value * 10) / 10);
  return (
    <>
      <span className={classes.whisker} aria-hidden>
        <span style={{ left: at(line.low), width: at(line.high - line.low) }} />
        <i style={{ left: at(line.per100) }} />
      </span>
      <span>{t('faults.rate', { rate: short(line.per100), low: short(line.low), high: short(line.high) })}</span>
    </>
  );
}
