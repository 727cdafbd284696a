import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const spans: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

const dayAlone = /^\d{4}-\d{2}-\d{2}$/;

const sixties = (count: number, unit: string, rest: string): string =>
  `${Math.floor(count / 60)} ${unit}${count % 60 === 0 ? '' : ` ${count % 60} ${rest}`}`;

/** Numbers with units and times with zones, the way the language writes them. */
export class Format {
  readonly #locale: string;
  readonly #day: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #seconds: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #calendar: Intl.DateTimeFormat;
  readonly #full: Intl.DateTimeFormat;
  readonly #month: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;
  readonly #relative: Intl.RelativeTimeFormat;

  /** @param zone an IANA name; the browser's own when left out */
  constructor(language: string, zone?: string) {
    this.#locale = language === 'en' ? 'en-GB' : language;
    const at = zone === undefined ? {} : { timeZone: zone };
    this.#day = new Intl.DateTimeFormat(this.#locale, { ...at, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    this.#time = new Intl.DateTimeFormat(this.#locale, { ...at, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
    this.#seconds = new Intl.DateTimeFormat(this.#locale, { ...at, hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
    this.#month = new Intl.DateTimeFormat(this.#locale, { ...at, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
    this.#date = new Intl.DateTimeFormat(this.#locale, { ...at, day: '2-digit', month: 'short', year: 'numeric' });
    this.#calendar = new Intl.DateTimeFormat(this.#locale, { timeZone: 'UTC', day: '2-digit', month: 'short', year: 'numeric' });
    this.#full = new Intl.DateTimeFormat(this.#locale, {
      ...at,
      day: '2-digit',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    });
    this.#relative = new Intl.RelativeTimeFormat(this.#locale, { numeric: 'auto' });
    this.#number = new Intl.NumberFormat(this.#locale);
  }

  day = (instant: string | Date): string => this.#day.format(new Date(instant));
  /** A day in few letters, for tables. A day of the calendar, `2026-11-28`, is the same day wherever it is read. */
  date = (instant: string | Date): string =>
    (typeof instant === 'string' && dayAlone.test(instant) ? this.#calendar : this.#date).format(new Date(instant));
  time = (instant: string | Date): string => this.#time.format(new Date(instant));
  timeWithSeconds = (instant: string | Date): string => this.#seconds.format(new Date(instant));
  dateTime = (instant: string | Date): string => this.#full.format(new Date(instant));
  shortDateTime = (instant: string | Date): string => this.#month.format(new Date(instant));
  dayAndMonth = (date: Date): string => new Intl.DateTimeFormat(this.#locale, { day: 'numeric', month: 'short' }).format(date);
  clock = (date: Date): string => new Intl.DateTimeFormat(this.#locale, { hour: '2-digit', minute: '2-digit' }).format(date);
  number = (value: number): string => this.#number.format(value);
  percent = (share: number): string =>
    new Intl.NumberFormat(this.#locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);

  unit = (value: number, unit: string, digits = 1, unitDisplay: 'short' | 'long' = 'short'): string =>
    new Intl.NumberFormat(this.#locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: digits }).format(value);

  bytes = (bytes: number): string => {
    const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
    let value = bytes;
    let step = 0;
    while (value >= 1000 && step < steps.length - 1) {
      value /= 1000;
      step += 1;
    }
    return this.unit(value, steps[step] ?? 'byte', value < 10 && step > 0 ? 1 : 0);
  };

  metres = (metres: number): string =>
    metres >= 1000 ? this.unit(metres / 1000, 'kilometer', 1) : this.unit(metres, 'meter', metres < 10 ? 1 : 0);

  coordinates = (lat: number, lon: number): string => {
    const degrees = new Intl.NumberFormat(this.#locale, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
    return `${degrees.format(lat)}°, ${degrees.format(lon)}°`;
  };

  /** By how much a clock is off, whichever way, in two units at most: `2.4 s`, `4 min 12 s`, `1 h 1 min`, `26 days`. */
  offset = (milliseconds: number): string => {
    const exact = Math.abs(milliseconds) / 1000;
    const seconds = Math.round(exact);
    if (seconds < 60) return `${new Intl.NumberFormat(this.#locale, { maximumFractionDigits: exact < 10 ? 1 : 0 }).format(exact)} s`;
    if (seconds < 3_600) return sixties(seconds, 'min', 's');
    const minutes = Math.round(exact / 60);
    return minutes < 1_440 ? sixties(minutes, 'h', 'min') : this.unit(Math.round(exact / 86_400), 'day', 0, 'long');
  };

  /** How long, in the largest unit that says something: `4 min`. */
  lasting = (milliseconds: number): string => {
    const seconds = Math.max(0, milliseconds / 1000);
    const [length, unit] = spans.find(([each]) => seconds >= each) ?? [1, 'second'];
    return this.unit(Math.floor(seconds / length), unit, 0);
  };

  /** How long ago, in the largest unit that says something: `3 hours ago`. */
  ago = (instant: string, now: number): string => {
    const seconds = (Date.parse(instant) - now) / 1000;
    const [length, unit] = spans.find(([each]) => Math.abs(seconds) >= each) ?? [1, 'second'];
    return this.#relative.format(Math.round(seconds / length), unit);
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => new Format(i18n.language), [i18n.language]);
}
