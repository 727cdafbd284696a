import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Fact, Facts } from '../../parts/Facts';
import { Panel } from '../../parts/Panel';
import classes from './CameraPage.module.css';
import { Gauge } from './Gauge';
import { Troubles } from './Troubles';
import '../../i18n/fleet';

/** What a dock last said of it, and what is missing by its own count. */
export function LastReport({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastReport: report, batteryPercent } = camera;
  if (report === undefined) {
    return (
      <Panel title={t('fleet.lastReport')}>
        <p className={classes.quiet}>{t('fleet.noReport')}</p>
      </Panel>
    );
  }
  const { freeBytes, totalBytes, clockOffsetMs } = report;
  const counted = report.counters['recordings'];
  return (
    <Panel title={t('fleet.lastReport')}>
      <div className={classes.gauges}>
        <Gauge
          label={t('cameras.battery')}
          share={batteryPercent === undefined ? undefined : batteryPercent / 100}
          text={batteryPercent === undefined ? t('cameras.unknown') : format.percent(batteryPercent / 100)}
          lowBelow={0.2}
        />
        <Gauge
          label={t('cameras.free')}
          share={freeBytes === undefined || totalBytes === undefined || totalBytes === 0 ? undefined : freeBytes / totalBytes}
          text={freeBytes === undefined ? t('cameras.unknown') : format.bytes(freeBytes)}
          lowBelow={0.1}
        />
      </div>
      <Facts>
        <Fact name={t('fleet.column.seen')}>
          <time dateTime={report.at}>{format.dateTime(report.at)}</time>
          {report.dock !== undefined && <div>{t('cameras.atDock', { dock: report.dock })}</div>}
        </Fact>
        <Fact name={t('fleet.layout')}>{report.layout}</Fact>
        <Fact name={t('fleet.counter')}>{counted !== undefined && format.number(counted)}</Fact>
        <Fact name={t('fleet.clock')}>
          {clockOffsetMs !== undefined && (Math.abs(clockOffsetMs) < 1_000 ? t('fleet.clockRight') : t('fleet.clockOff', { offset: format.offset(clockOffsetMs) }))}
        </Fact>
      </Facts>
      <Troubles report={report} />
    </Panel>
  );
}
