import { Problem } from '../../api/problem';
import { TooEarly } from './device';

/** Why somebody at the kiosk was told nothing. */
export function refusal(error: Error): 'unknown' | 'early' | 'over' | 'away' | 'failed' {
  if (error instanceof TooEarly) return 'early';
  if (!(error instanceof Problem)) return 'failed';
  if (error.status === 0) return 'away';
  if (error.code === 'not-identified') return 'unknown';
  return error.code === 'visit-over' ? 'over' : 'failed';
}
