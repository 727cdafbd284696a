import type { Format } from '../../i18n/format';

/** A time of a recording as people say it: `11 min 18 s`, `1 h 2 min 5 s`; below a minute with tenths. The same in all languages. */
export function span(format: Pick<Format, 'number'>, milliseconds: number): string {
  if (milliseconds < 60_000) return `${format.number(Math.round(milliseconds / 100) / 10)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const minutes = `${Math.floor(seconds / 60) % 60} min ${seconds % 60} s`;
  return seconds < 3600 ? minutes : `${Math.floor(seconds / 3600)} h ${minutes}`;
}
