import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import en from '../../i18n/fleet.en.json';
import { useFormat, type Format } from '../../i18n/format';
import { knows, useWords } from '../evidence/words';

const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

/** An ISO 8601 duration in words: `PT1H30M` is `1 hr, 30 min`. */
export function duration(text: string, format: Format): string {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (parts === null) return text;
  const words = units.flatMap((unit, i) => {
    const count = Number(parts[i + 1] ?? 0);
    return count === 0 ? [] : [format.unit(count, unit, 0, 'long')];
  });
  return words.length === 0 ? format.unit(0, text.includes('T') ? 'second' : 'day', 0, 'long') : words.join(', ');
}

/** A rule's value as people say it. */
export function useRuleValue(): (json: string) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const words = useWords();
  return useMemo(() => {
    const word = (text: string): string => {
      if (knows(en.rules.words, text)) return t(`rules.words.${text}`);
      if (/^P[\dT]/.test(text)) return duration(text, format);
      return /^[a-z-]+\.[a-z.-]+$/.test(text) ? words.action(text) : text;
    };
    const say = (value: unknown): string => {
      if (value === null) return t('rules.none');
      if (typeof value === 'boolean') return t(value ? 'rules.yes' : 'rules.no');
      if (typeof value === 'number') return format.number(value);
      if (typeof value === 'string') return word(value);
      if (Array.isArray(value)) return value.length === 0 ? t('rules.none') : value.map(say).join(', ');
      if (typeof value !== 'object') return '';
      if ('name' in value) return say(value.name);
      const said: unknown = Reflect.get(value, i18n.language);
      return typeof said === 'string' ? said : '';
    };
    return (json) => say(JSON.parse(json));
  }, [t, i18n.language, format, words]);
}
