import { IconCircleCheck, IconFileOff, IconLoader, IconPlayerPlay, IconShieldCheck, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EvidenceState } from '../api/types';
import classes from './StateMark.module.css';

const signs: Record<EvidenceState, [Icon, string]> = {
  SEALED: [IconCircleCheck, 'quiet'],
  SECURED: [IconShieldCheck, 'good'],
  EXAMINING: [IconLoader, 'busy'],
  PLAYABLE: [IconPlayerPlay, 'quiet'],
  NOT_PLAYABLE: [IconFileOff, 'warn'],
};

/** How far a piece of evidence has come. */
export function StateMark({ state }: { state: EvidenceState }) {
  const { t } = useTranslation();
  const [Sign, tone] = signs[state];
  return (
    <span className={classes.mark} data-tone={tone}>
      <Sign size={15} stroke={1.8} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}

const states: readonly EvidenceState[] = ['SEALED', 'SECURED', 'EXAMINING', 'PLAYABLE', 'NOT_PLAYABLE'];

export function stateKey(value: string): EvidenceState {
  return states.find((state) => state === value) ?? 'SEALED';
}
