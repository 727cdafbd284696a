import {
  IconAperture,
  IconBatteryExclamation,
  IconDeviceScreen,
  IconHandFinger,
  IconHelpCircle,
  IconMicrophoneOff,
  IconPlugConnectedX,
  IconPower,
  type Icon,
} from '@tabler/icons-react';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import en from '../../i18n/fleet.en.json';
import '../../i18n/fleet';

/** What a person can point at, each with its picture. */
export const faultCodes = [
  { code: 'NO_START', icon: IconPower },
  { code: 'BATTERY_SHORT', icon: IconBatteryExclamation },
  { code: 'BUTTON_OR_CLIP', icon: IconHandFinger },
  { code: 'LENS', icon: IconAperture },
  { code: 'SOUND', icon: IconMicrophoneOff },
  { code: 'SCREEN', icon: IconDeviceScreen },
  { code: 'NOT_SEEN_BY_DOCK', icon: IconPlugConnectedX },
  { code: 'OTHER', icon: IconHelpCircle },
] as const satisfies readonly { code: string; icon: Icon }[];

export const myCameras = queryOptions({
  queryKey: ['faults', 'cameras'],
  queryFn: ({ signal }) => answer(api.GET('/api/faults/cameras', { signal })),
});

const page = 50;

export const faultsOf = (camera?: string) =>
  infiniteQueryOptions({
    queryKey: ['faults', 'list', camera ?? ''],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/faults', {
          signal,
          params: { query: { limit: page, ...(camera === undefined ? {} : { camera }), ...(pageParam === '' ? {} : { before: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => (last.items.length < page ? undefined : last.items.at(-1)?.at),
  });

export const ticketsOf = (closed: boolean, camera?: string) =>
  queryOptions({
    queryKey: ['tickets', closed, camera ?? ''],
    queryFn: ({ signal }) => answer(api.GET('/api/tickets', { signal, params: { query: { closed, ...(camera === undefined ? {} : { camera }) } } })),
  });

export const figuresOf = (days: number) =>
  queryOptions({
    queryKey: ['figures', days],
    queryFn: ({ signal }) => answer(api.GET('/api/fleet/figures', { signal, params: { query: { days } } })),
  });

type Known = keyof typeof en.faults.code;
type Noted = keyof typeof en.telemetry.codes;

function isKnown(code: string): code is Known {
  return Object.hasOwn(en.faults.code, code);
}

function isNoted(code: string): code is Noted {
  return Object.hasOwn(en.telemetry.codes, code);
}

/** A fault in words. Codes of other makers' logs stand as they are, without their underscores. */
export function useFaultWords(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => (isKnown(code) ? t(`faults.code.${code}`) : isNoted(code) ? t(`telemetry.codes.${code}`) : code.toLowerCase().replaceAll('_', ' '));
}
