import { useTranslation } from 'react-i18next';
import type { SalvageReport } from '../../api/types';
import { useFormat } from '../../i18n/format';
import classes from './Ribbon.module.css';
import { span } from './span';
import '../../i18n/fleet';

const states = ['WHOLE', 'AFFECTED', 'DAMAGED', 'MISSING'] as const;

/** A recording's time as one ribbon a track: what is whole, what leans on damage, what is damaged, what is missing. */
export function Ribbon({ report }: { report: SalvageReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const length = Math.max(1, report.durationMs, ...report.tracks.flatMap(({ ranges }) => ranges.map(({ untilMs }) => untilMs)));
  const shown = report.tracks.filter(({ kind, ranges }) => kind !== 'DATA' && ranges.length > 0);
  const at = (ms: number) => span(format, ms);
  return (
    <div className={classes.ribbon}>
      {shown.map((track) => (
        <div key={track.number} className={classes.track}>
          <span className={classes.name}>{t(`salvage.kinds.${track.kind === 'VIDEO' ? 'VIDEO' : 'AUDIO'}`)}</span>
          <svg
            viewBox="0 0 1000 18"
            preserveAspectRatio="none"
            role="img"
            aria-label={t('salvage.ribbon', {
              whole: format.number(track.whole),
              damaged: format.number(track.damaged + track.affected),
              missing: format.number(track.ranges.filter(({ state }) => state === 'MISSING').length),
            })}
          >
            {track.ranges.map(({ state, fromMs, untilMs }) => (
              <rect
                key={`${state} ${fromMs} ${untilMs}`}
                data-state={state}
                x={(fromMs / length) * 1000}
                y={state === 'MISSING' ? 7 : 0}
                width={Math.max(1.5, ((untilMs - fromMs) / length) * 1000)}
                height={state === 'MISSING' ? 4 : 18}
              >
                <title>{`${t(`salvage.states.${known(state)}`)}: ${at(fromMs)} – ${at(untilMs)}`}</title>
              </rect>
            ))}
          </svg>
        </div>
      ))}
      {shown.length > 0 && (
        <ul className={classes.legend}>
          {states.map((state) => (
            <li key={state} data-state={state}>
              {t(`salvage.states.${state}`)}
            </li>
          ))}
          <li className={classes.end}>{at(length)}</li>
        </ul>
      )}
    </div>
  );
}

function known(state: string): (typeof states)[number] {
  return states.find((one) => one === state) ?? 'DAMAGED';
}
