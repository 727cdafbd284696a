import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { BrokenRule, CameraSettings, SettingDescription } from '../../api/types';
import en from '../../i18n/fleet.en.json';
import { useFormat } from '../../i18n/format';
import { knows } from '../evidence/words';
import '../../i18n/fleet';

export const namedSettings = queryOptions({
  queryKey: ['camera-settings'],
  queryFn: ({ signal }) => answer(api.GET('/api/camera-settings', { signal })),
});

export type Code = keyof CameraSettings;
type Value = string | number | boolean;

const codes = [
  'resolution',
  'preRecordSeconds',
  'postRecordSeconds',
  'frontDisplay',
  'lights',
  'tones',
  'reminderSeconds',
  'position',
  'mute',
  'watermark',
  'volume',
  'remoteStart',
] as const satisfies readonly Code[];

export function codeOf({ code }: Pick<SettingDescription, 'code'>): Code | undefined {
  return codes.find((each) => each === code);
}

/** The settings with one of them set anew, or left to the camera. */
export function withValue(settings: CameraSettings, code: Code, value: Value | undefined): CameraSettings {
  const changed = { ...settings };
  Reflect.deleteProperty(changed, code);
  return value === undefined ? changed : { ...changed, [code]: value };
}

/** Names and values of settings in the language of the screen. */
export function useSettingWords() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const value = (code: string, text: Value): string => {
    const word = String(text);
    if (word === 'true') return t('cameraSettings.on');
    if (word === 'false') return t('cameraSettings.off');
    if (code.endsWith('Seconds') && /^\d+$/.test(word)) {
      const seconds = Number(word);
      if (seconds === 0) return t(code === 'reminderSeconds' ? 'cameraSettings.never' : 'cameraSettings.noSeconds');
      return seconds % 60 === 0 ? format.unit(seconds / 60, 'minute', 0) : format.unit(seconds, 'second', 0);
    }
    if (code === 'volume' && /^\d+$/.test(word)) return format.percent(Number(word) / 100);
    if (code === 'mute' && knows(en.cameraSettings.mutes, word)) return t(`cameraSettings.mutes.${word}`);
    return word;
  };
  return {
    name: (code: string): string => (knows(en.cameraSettings.names, code) ? t(`cameraSettings.names.${code}`) : code),
    hint: (code: string): string | undefined => (knows(en.cameraSettings.hints, code) ? t(`cameraSettings.hints.${code}`) : undefined),
    value,
    basis: ({ basis }: BrokenRule): string => (i18n.language.startsWith('de') ? basis.de : basis.en),
    limit: ({ setting, rule, limit }: BrokenRule): string => {
      if (limit === 'false') return t('cameraSettings.notAllowed');
      return t(rule.endsWith('-least') ? 'cameraSettings.atLeast' : 'cameraSettings.atMost', { value: value(setting, limit) });
    },
  };
}
