import { useTranslation } from 'react-i18next';
import type { Telemetry } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { axisWidth, lengths, stretches } from './ribbon';
import classes from './StageRibbon.module.css';
import '../../i18n/fleet';

const shown = ['PRESENT', 'DISPLAY', 'RECORDING', 'DOCKED'] as const;

/** In which stage the camera was when, as a band over the plots. */
export function StageRibbon({ stages, from, until }: { stages: Telemetry['stages']; from: number; until: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = stretches(stages, from, until);
  if (all.length === 0) return null;
  const sums = lengths(all, until - from);
  const hours = (stage: (typeof shown)[number]) => format.unit((sums.get(stage) ?? 0) / 3_600_000, 'hour', 1);
  const words = shown.filter((stage) => sums.has(stage)).map((stage) => `${t(`telemetry.stages.${stage}`)} ${hours(stage)}`);
  return (
    <figure className={classes.ribbon}>
      <svg
        viewBox="0 0 1000 14"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${t('telemetry.stagesTitle')}: ${words.join(', ')}`}
        style={{ marginLeft: axisWidth, width: `calc(100% - ${axisWidth}px)` }}
      >
        {all.map(({ stage, preRecord, start, length }) => (
          <rect key={start} data-stage={stage} data-pre={preRecord || undefined} x={start * 1000} width={Math.max(0.6, length * 1000)} height={14} />
        ))}
      </svg>
      <figcaption>
        {shown
          .filter((stage) => sums.has(stage))
          .map((stage) => (
            <span key={stage} className={classes.key} data-stage={stage}>
              {t(`telemetry.stages.${stage}`)} <span className="numbers">{hours(stage)}</span>
            </span>
          ))}
      </figcaption>
    </figure>
  );
}
