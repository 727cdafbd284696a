import { IconAlertTriangle, IconCircleCheck, IconLoader } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Scrub } from '../../api/types';
import { clock } from '../../i18n/clock';
import { useFormat } from '../../i18n/format';
import classes from './Runs.module.css';

export function Runs({ runs }: { runs: readonly Scrub[] }) {
  return (
    <ul className={classes.runs}>
      {runs.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </ul>
  );
}

function Run({ run }: { run: Scrub }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sound = run.findings === 0;
  const Sign = run.state === 'RUNNING' ? IconLoader : sound ? IconCircleCheck : IconAlertTriangle;
  const verdict = run.state === 'RUNNING' ? 'running' : sound ? 'sound' : 'unsound';
  return (
    <li className={classes.run}>
      <span className={classes.verdict} data-verdict={verdict}>
        <Sign size={18} aria-hidden />
        {verdict === 'running' ? t('vault.running') : verdict === 'sound' ? t('vault.sound') : t('vault.unsound', { count: run.findings })}
      </span>
      <time dateTime={run.startedAt}>{format.dateTime(run.startedAt)}</time>
      <span>{t('vault.looked', { count: run.objects, objects: format.number(run.objects), size: format.bytes(run.bytes) })}</span>
      <span className={classes.took}>
        {run.finishedAt !== undefined && t('vault.took', { time: clock(Date.parse(run.finishedAt) - Date.parse(run.startedAt)) })}
      </span>
    </li>
  );
}
