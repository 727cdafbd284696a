import type { KioskCamera } from '../../api/types';

type Lack = KioskCamera['missing'][number];

/** What its dock goes on with, so that it passes. */
const passing: readonly Lack[] = ['NEVER_REPORTED', 'NOT_LOOKED_AT', 'NOT_OFFLOADED', 'NOT_SECURED', 'NOT_ERASED'];

/** What keeps nobody from taking the camera that is theirs. */
const harmless: readonly Lack[] = ['NOT_CHARGED', 'CLOCK_OFF'];

/** What somebody does about their camera that stands in a slot: take it, wait, or ask whoever keeps the cameras. */
export function errand(missing: readonly Lack[]): 'TAKE' | 'WAIT' | 'ASK' {
  if (missing.some((lack) => passing.includes(lack))) return 'WAIT';
  return stuck(missing).length === 0 ? 'TAKE' : 'ASK';
}

/** What does not pass by waiting. */
export function stuck(missing: readonly Lack[]): readonly Lack[] {
  return missing.filter((lack) => !passing.includes(lack) && !harmless.includes(lack));
}
