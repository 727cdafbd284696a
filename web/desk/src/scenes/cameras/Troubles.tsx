import { IconAlertTriangle, IconClockExclamation, IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useFormat } from '../../i18n/format';
import classes from './Troubles.module.css';
import { useMissingWords } from './missing';

/** A camera clock that is further off than this is worth a word. */
const clockToleranceMs = 5_000;
const few = 6;

/** What is missing, by its own count and by its dock. */
export function Troubles({ report }: { report: NonNullable<Camera['lastReport']> }) {
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
