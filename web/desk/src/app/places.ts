import {
  IconAlertOctagon,
  IconBook2,
  IconChartBar,
  IconClockPause,
  IconDeviceCctv,
  IconEyeCheck,
  IconGavel,
  IconInbox,
  IconKey,
  IconMovie,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react';

/** The scenes of the navigation, and what a person must be allowed to do to be shown each. */
export const places = [
  { to: '/evidence', needs: 'evidence.list', icon: IconMovie, label: 'app.evidence' },
  { to: '/cameras', needs: 'camera.list', icon: IconDeviceCctv, label: 'app.cameras' },
  { to: '/quarantine', needs: 'quarantine.list', icon: IconAlertOctagon, label: 'app.quarantine' },
  { to: '/vault', needs: 'vault.report', icon: IconShieldLock, label: 'app.vault' },
  { to: '/people', needs: 'person.list', icon: IconUsers, label: 'app.people' },
  { to: '/inbox', needs: 'approval.list', icon: IconInbox, label: 'app.inbox' },
  { to: '/rules', needs: 'profile.list', icon: IconGavel, label: 'app.rules' },
  { to: '/roles', needs: 'role.list', icon: IconKey, label: 'rolebook.title' },
  { to: '/ledger', needs: 'ledger.read', icon: IconBook2, label: 'app.ledger' },
  { to: '/counts', needs: 'counts.show', icon: IconChartBar, label: 'app.counts' },
  { to: '/delays', needs: 'opening.delays', icon: IconClockPause, label: 'app.delays' },
  { to: '/my-footage', needs: 'opening.list', icon: IconEyeCheck, label: 'app.myFootage' },
] as const;

export type Place = (typeof places)[number];

export function openPlaces(may: readonly string[]): readonly Place[] {
  return places.filter(({ needs }) => may.includes(needs));
}

/** Scenes that are not in the navigation decide for themselves. */
export function isOpen(path: string, may: readonly string[]): boolean {
  const place = places.find(({ to }) => to === path);
  return place === undefined || may.includes(place.needs);
}
