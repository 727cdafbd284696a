import { IconAlertTriangle, IconClockExclamation, IconFileAlert } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useFormat } from '../../i18n/format';
import classes from './CameraRow.module.css';
import { Gauge } from './Gauge';
import { useMissingWords } from './missing';

/** A camera clock that is further off than this is worth a word. */
const clockToleranceMs = 5_000;
const few = 6;

export function CameraRow({ camera, now }: { camera: Camera; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const report = camera.lastReport;
  return (
    <li className={classes.camera}>
      <div className={classes.who}>
        <h2 className={classes.serial}>
          <Link to="/evidence" search={{ camera: camera.serial }} className="mono">
            {camera.serial}
          </Link>
        </h2>
        <p>
          {[camera.maker, camera.model].filter((word) => word !== undefined).join(' ')}
          {!camera.active && <strong> {t('cameras.retired')}</strong>}
        </p>
      </div>
      <div className={classes.who}>
        <p className={classes.wearer}>{camera.wearer?.name ?? t('cameras.pool')}</p>
        <p>{camera.unit?.name}</p>
      </div>
      <div className={classes.who}>
        {report === undefined ? (
          <p>{t('cameras.neverSeen')}</p>
        ) : (
          <>
            <p className={classes.wearer}>
              <time dateTime={report.at} title={format.dateTime(report.at)}>
                {format.ago(report.at, now)}
              </time>
            </p>
            <p>{report.dock !== undefined && t('cameras.atDock', { dock: report.dock })}</p>
          </>
        )}
      </div>
      <Gauge
        label={t('cameras.battery')}
        share={report?.batteryPercent === undefined ? undefined : report.batteryPercent / 100}
        text={report?.batteryPercent === undefined ? t('cameras.unknown') : format.percent(report.batteryPercent / 100)}
        lowBelow={0.2}
      />
      <Gauge
        label={t('cameras.free')}
        share={report?.freeBytes === undefined || report.totalBytes === undefined || report.totalBytes === 0 ? undefined : report.freeBytes / report.totalBytes}
        text={report?.freeBytes === undefined ? t('cameras.unknown') : format.bytes(report.freeBytes)}
        lowBelow={0.1}
      />
      {report !== undefined && <Troubles report={report} />}
    </li>
  );
}

function Troubles({ report }: { report: NonNullable<Camera['lastReport']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMissingWords();
  const offset = report.clockOffsetMs ?? 0;
  const clockOff = Math.abs(offset) > clockToleranceMs;
  if (report.missing.length === 0 && report.problems.length === 0 && !clockOff) return null;
  return (
    <ul className={classes.troubles}>
      {report.missing.slice(0, few).map((missing) => (
        <li key={`${missing.number ?? ''} ${missing.recording ?? ''} ${missing.part ?? ''}`} className={classes.bad}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>{words(missing)}</span>
        </li>
      ))}
      {report.missing.length > few && <li className={classes.bad}>{t('cameras.moreMissing', { count: report.missing.length - few })}</li>}
      {clockOff && (
        <li>
          <IconClockExclamation size={16} aria-hidden />
          <span>{t(offset > 0 ? 'cameras.clockAhead' : 'cameras.clockBehind', { offset: format.offset(offset) })}</span>
        </li>
      )}
      {report.problems.slice(0, few).map(({ file, code, message }) => (
        <li key={`${code} ${file ?? ''}`}>
          <IconFileAlert size={16} aria-hidden />
          <span>
            {file !== undefined && <code>{file} </code>}
            {message}
          </span>
        </li>
      ))}
      {report.problems.length > few && <li>{t('cameras.moreProblems', { count: report.problems.length - few })}</li>}
    </ul>
  );
}
