import {
  IconAdjustments,
  IconAlertOctagon,
  IconBellExclamation,
  IconBatteryExclamation,
  IconBook2,
  IconChartBar,
  IconClockPause,
  IconDeviceCctv,
  IconDoorEnter,
  IconEyeCheck,
  IconGavel,
  IconInbox,
  IconKey,
  IconLayoutGrid,
  IconLifebuoy,
  IconLockAccess,
  IconMovie,
  IconServer2,
  IconShieldLock,
  IconTool,
  IconUsers,
} from '@tabler/icons-react';

/** The scenes of the navigation, and what a person must be allowed to do to be shown each. */
export const places = [
  { to: '/evidence', needs: 'evidence.list', icon: IconMovie, label: 'app.evidence' },
  { to: '/my-footage', needs: 'opening.list', icon: IconEyeCheck, label: 'app.myFootage' },
  { to: '/cameras', needs: 'camera.list', icon: IconDeviceCctv, label: 'app.cameras' },
  { to: '/dock-room', needs: 'dock.list', icon: IconLayoutGrid, label: 'dockRoom.title' },
  { to: '/alerts', needs: 'alert.list', icon: IconBellExclamation, label: 'alerts.title' },
  { to: '/faults', needs: 'fault.list', icon: IconTool, label: 'faults.title' },
  { to: '/batteries', needs: 'battery.list', icon: IconBatteryExclamation, label: 'batteries.title' },
  { to: '/salvage', needs: 'salvage.list', icon: IconLifebuoy, label: 'salvage.title' },
  { to: '/people', needs: 'person.list', icon: IconUsers, label: 'app.people' },
  { to: '/inbox', needs: 'approval.list', icon: IconInbox, label: 'app.inbox' },
  { to: '/quarantine', needs: 'quarantine.list', icon: IconAlertOctagon, label: 'app.quarantine' },
  { to: '/vault', needs: 'vault.report', icon: IconShieldLock, label: 'app.vault' },
  { to: '/camera-settings', needs: 'camera-settings.list', icon: IconAdjustments, label: 'cameraSettings.title' },
  { to: '/docks', needs: 'dock.change', icon: IconServer2, label: 'dockKeeping.title' },
  { to: '/doors', needs: 'integration.list', icon: IconDoorEnter, label: 'doors.title' },
  { to: '/rules', needs: 'profile.list', icon: IconGavel, label: 'app.rules' },
  { to: '/roles', needs: 'role.list', icon: IconKey, label: 'rolebook.title' },
  { to: '/keys', needs: 'token.list', icon: IconLockAccess, label: 'keys.title' },
  { to: '/ledger', needs: 'ledger.read', icon: IconBook2, label: 'app.ledger' },
  { to: '/counts', needs: 'counts.show', icon: IconChartBar, label: 'app.counts' },
  { to: '/delays', needs: 'opening.delays', icon: IconClockPause, label: 'app.delays' },
] as const;

export type Place = (typeof places)[number];

export function openPlaces(may: readonly string[]): readonly Place[] {
  return places.filter(({ needs }) => may.includes(needs));
}

/** Where the desk opens. What was watched of oneself is looked up, not worked in. */
export function homeOf(may: readonly string[]): Place['to'] {
  const open = openPlaces(may);
  return (open.find(({ to }) => to !== '/my-footage') ?? open[0])?.to ?? '/evidence';
}

/** Which places have a seat of their own in the navigation; the others share the last seat, behind "More". */
export function seated(open: readonly Place[], seats: number): { seated: readonly Place[]; more: readonly Place[] } {
  if (open.length <= seats) return { seated: open, more: [] };
  return { seated: open.slice(0, Math.max(1, seats - 1)), more: open.slice(Math.max(1, seats - 1)) };
}

/** Scenes that are not in the navigation decide for themselves. */
export function isOpen(path: string, may: readonly string[]): boolean {
  const place = places.find(({ to }) => to === path);
  return place === undefined || may.includes(place.needs);
}
