import { useTranslation } from 'react-i18next';
import type { Pattern } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { useFaultWords } from './faults';
import classes from './Faults.module.css';
import '../../i18n/fleet';

/** Why the house thinks that something fails too often: the counts, the comparison, and how likely chance alone would show it. */
export function PatternWords({ pattern }: { pattern: Pattern }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFaultWords();
  const counts = {
    label: pattern.label,
    failures: format.number(pattern.failures),
    exposure: format.number(pattern.exposure),
    others: format.number(pattern.otherFailures),
    otherExposure: format.number(pattern.otherExposure),
    cameras: pattern.cameras,
  };
  const oneIn = Math.round(1 / Math.max(pattern.chance, 1e-9));
  return (
    <div className={classes.pattern}>
      <p>
        {t(`faults.pattern.${pattern.kind}`, counts)}{' '}
        {pattern.ratio === undefined ? t('faults.pattern.onlyHere') : t('faults.pattern.ratio', { ratio: format.number(Number(pattern.ratio.toPrecision(2))), least: format.number(Number(pattern.atLeast.toPrecision(2))) })}{' '}
        {t('faults.pattern.chance', { times: format.number(Number(oneIn.toPrecision(2))) })}
        {pattern.code !== undefined && ` ${t('faults.pattern.most', { code: words(pattern.code) })}`}
      </p>
      <RateBars mine={pattern.failures / pattern.exposure} others={pattern.otherFailures / Math.max(1, pattern.otherExposure)} label={pattern.label} />
    </div>
  );
}

function RateBars({ mine, others, label }: { mine: number; others: number; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(mine, others);
  const rate = (value: number) => t('faults.per100', { rate: format.number(Number((value * 100).toPrecision(2))) });
  return (
    <dl className={classes.bars}>
      <dt>{label}</dt>
      <dd>
        <span style={{ width: `${(mine / most) * 60}%` }} data-mine aria-hidden />
        {rate(mine)}
      </dd>
      <dt>{t('faults.allOthers')}</dt>
      <dd>
        <span style={{ width: `${(others / most) * 60}%` }} aria-hidden />
        {rate(others)}
      </dd>
    </dl>
  );
}
