import {
  IconBattery1,
  IconClockExclamation,
  IconCloudOff,
  IconDatabaseExclamation,
  IconDeviceSdCard,
  IconEyeOff,
  IconFileAlert,
  IconLifebuoy,
  IconVersions,
  type Icon,
} from '@tabler/icons-react';
import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Alert } from '../../api/types';
import { useLasting } from '../cameras/lasting';
import { useFormat } from '../../i18n/format';
import { leftBehind } from './kinds';
import '../../i18n/fleet';

export const alertsOf = (ended: boolean) =>
  queryOptions({
    queryKey: ['alerts', ended],
    queryFn: ({ signal }) => answer(api.GET('/api/alerts', { signal, params: { query: { ended } } })),
    refetchInterval: 30_000,
  });

export const alertRules = queryOptions({
  queryKey: ['alert-rules'],
  queryFn: ({ signal }) => answer(api.GET('/api/alerts/rules', { signal })),
});

export const notices = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => answer(api.GET('/api/notices', { signal })),
});

export const alertSigns: Record<Alert['kind'], Icon> = {
  VAULT_FULL: IconDatabaseExclamation,
  CARD_FULL: IconDeviceSdCard,
  NOT_SEEN: IconEyeOff,
  NOT_OFFLOADED: IconFileAlert,
  CLOCK_DRIFT: IconClockExclamation,
  FIRMWARE_BEHIND: IconVersions,
  DOCK_SILENT: IconCloudOff,
  BATTERY_FAILING: IconBattery1,
  SALVAGE_OPEN: IconLifebuoy,
};

function textOf(facts: unknown, key: string): string {
  const value: unknown = typeof facts === 'object' && facts !== null ? Reflect.get(facts, key) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What an alert says of its thing, in words. */
export function useAlertWords(): (alert: Alert) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const lasting = useLasting();
  return (alert) => {
    const fact = (key: string) => textOf(alert.facts, key);
    const since = fact('since') === '' ? '' : format.shortDateTime(fact('since'));
    const percent = fact('percent');
    switch (alert.kind) {
      case 'VAULT_FULL':
        return t('alerts.words.VAULT_FULL', { percent, free: format.bytes(Number(fact('freeBytes'))) });
      case 'CARD_FULL':
        return t('alerts.words.CARD_FULL', { percent });
      case 'NOT_OFFLOADED':
        return t(`alerts.words.${leftBehind(fact('why'))}`, { since, count: Number(fact('files')) });
      case 'CLOCK_DRIFT':
        return t('alerts.words.CLOCK_DRIFT', { offset: format.offset(Number(fact('offsetMs'))) });
      case 'FIRMWARE_BEHIND':
        return t('alerts.words.FIRMWARE_BEHIND', { version: fact('version'), newest: fact('newest') });
      case 'BATTERY_FAILING':
        return [
          ...(percent === '' ? [] : [t('alerts.words.BATTERY_FAILING', { percent })]),
          ...(fact('lastsMinutes') === ''
            ? []
            : [t('alerts.words.TOO_SHORT', { lasts: lasting(Number(fact('lastsMinutes')) / 60), shift: lasting(Number(fact('shiftMinutes')) / 60) })]),
        ].join('; ');
      default:
        return t(`alerts.words.${alert.kind}`, { since });
    }
  };
}
