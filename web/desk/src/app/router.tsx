import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { readShown as readFleet } from '../scenes/cameras/fleet';
import { readAlertShelf } from '../scenes/alerts/shelves';
import { readDrawer } from '../scenes/faults/drawers';
import { readShown } from '../scenes/people/search';
import { readShelf } from '../scenes/keys/keys';
import { readFilters } from '../scenes/library/filters';
import { Missing } from '../parts/Missing';
import { Failed } from '../parts/Failed';
import { Loading } from '../parts/Loading';
import { readPlace } from '../scenes/evidence/place';
import { readSearch } from '../scenes/ledger/search';
import { homeOf } from './places';
import { queries } from './queries';
import { parseSearch, stringifySearch } from './search';
import { session } from './session';
import { Shell } from './Shell';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet, notFoundComponent: Missing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string | undefined } => {
    const next = search['next'];
    // Only a path of our own, never an address of somebody else's. What is left out would come back as it stood in the address.
    return { next: typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined };
  },
  component: lazyRouteComponent(() => import('../scenes/sign-in/SignIn'), 'SignIn'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up/$link',
  component: lazyRouteComponent(() => import('../scenes/set-up/SetUp'), 'SetUp'),
});

const confirmed = createRoute({
  getParentRoute: () => root,
  path: '/confirmed',
  component: lazyRouteComponent(() => import('../scenes/sign-in/Confirmed'), 'Confirmed'),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(session);
    if (me === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    if (me.restricted && location.pathname !== '/account') throw redirect({ to: '/account' });
  },
  component: Shell,
  errorComponent: (failure) => (
    <main>
      <Failed {...failure} />
    </main>
  ),
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(session);
    throw redirect({ to: homeOf(me?.may ?? []) });
  },
});

const library = createRoute({
  getParentRoute: () => desk,
  path: '/evidence',
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import('../scenes/library/Library'), 'Library'),
});

const evidence = createRoute({
  getParentRoute: () => desk,
  path: '/evidence/$id',
  validateSearch: readPlace,
  component: lazyRouteComponent(() => import('../scenes/evidence/Evidence'), 'Evidence'),
});

const cameras = createRoute({
  getParentRoute: () => desk,
  path: '/cameras',
  validateSearch: readFleet,
  component: lazyRouteComponent(() => import('../scenes/cameras/Cameras'), 'Cameras'),
});

const camera = createRoute({
  getParentRoute: () => desk,
  path: '/cameras/$id',
  component: lazyRouteComponent(() => import('../scenes/cameras/CameraPage'), 'CameraPage'),
});

const importingCameras = createRoute({
  getParentRoute: () => desk,
  path: '/cameras/import',
  component: lazyRouteComponent(() => import('../scenes/cameras/ImportCameras'), 'ImportCameras'),
});

const kiosks = createRoute({
  getParentRoute: () => desk,
  path: '/cameras/kiosks',
  component: lazyRouteComponent(() => import('../scenes/cameras/Kiosks'), 'Kiosks'),
});

/** On a device of its own, with a key of its own: nobody is signed in there. */
const kiosk = createRoute({
  getParentRoute: () => root,
  path: '/kiosk',
  component: lazyRouteComponent(() => import('../scenes/kiosk/Kiosk'), 'Kiosk'),
});

const kioskWall = createRoute({
  getParentRoute: () => root,
  path: '/kiosk/wall',
  component: lazyRouteComponent(() => import('../scenes/kiosk/KioskWall'), 'KioskWall'),
});

const batteries = createRoute({
  getParentRoute: () => desk,
  path: '/batteries',
  validateSearch: (search): { camera?: string | undefined } => {
    const camera = search['camera'];
    return { camera: typeof camera === 'string' && camera !== '' ? camera : undefined };
  },
  component: lazyRouteComponent(() => import('../scenes/batteries/Batteries'), 'Batteries'),
});

const quarantine = createRoute({
  getParentRoute: () => desk,
  path: '/quarantine',
  component: lazyRouteComponent(() => import('../scenes/quarantine/Quarantine'), 'Quarantine'),
});

const salvage = createRoute({
  getParentRoute: () => desk,
  path: '/salvage',
  component: lazyRouteComponent(() => import('../scenes/salvage/Salvage'), 'Salvage'),
});

const salvageCase = createRoute({
  getParentRoute: () => desk,
  path: '/salvage/$id',
  component: lazyRouteComponent(() => import('../scenes/salvage/SalvagePage'), 'SalvagePage'),
});

const vault = createRoute({
  getParentRoute: () => desk,
  path: '/vault',
  component: lazyRouteComponent(() => import('../scenes/vault/Vault'), 'Vault'),
});

const people = createRoute({
  getParentRoute: () => desk,
  path: '/people',
  validateSearch: readShown,
  component: lazyRouteComponent(() => import('../scenes/people/People'), 'People'),
});

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../scenes/inbox/Inbox'), 'Inbox'),
});

const rules = createRoute({
  getParentRoute: () => desk,
  path: '/rules',
  component: lazyRouteComponent(() => import('../scenes/rules/Rules'), 'Rules'),
});

const person = createRoute({
  getParentRoute: () => desk,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('../scenes/people/PersonPage'), 'PersonPage'),
});

const importing = createRoute({
  getParentRoute: () => desk,
  path: '/people/import',
  component: lazyRouteComponent(() => import('../scenes/people/Importing'), 'Importing'),
});

const rolebook = createRoute({
  getParentRoute: () => desk,
  path: '/roles',
  component: lazyRouteComponent(() => import('../scenes/roles/Rolebook'), 'Rolebook'),
});

const ledger = createRoute({
  getParentRoute: () => desk,
  path: '/ledger',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../scenes/ledger/Ledger'), 'Ledger'),
});

const myFootage = createRoute({
  getParentRoute: () => desk,
  path: '/my-footage',
  validateSearch: (search): { evidence?: string | undefined } => {
    const evidence = search['evidence'];
    return { evidence: typeof evidence === 'string' && evidence !== '' ? evidence : undefined };
  },
  component: lazyRouteComponent(() => import('../scenes/openings/MyFootage'), 'MyFootage'),
});

const delays = createRoute({
  getParentRoute: () => desk,
  path: '/delays',
  component: lazyRouteComponent(() => import('../scenes/delays/Delays'), 'Delays'),
});

const counts = createRoute({
  getParentRoute: () => desk,
  path: '/counts',
  component: lazyRouteComponent(() => import('../scenes/counts/Counts'), 'Counts'),
});

const account = createRoute({
  getParentRoute: () => desk,
  path: '/account',
  component: lazyRouteComponent(() => import('../scenes/account/Account'), 'Account'),
});

const keys = createRoute({
  getParentRoute: () => desk,
  path: '/keys',
  validateSearch: readShelf,
  component: lazyRouteComponent(() => import('../scenes/keys/Keys'), 'Keys'),
});

const directory = createRoute({
  getParentRoute: () => desk,
  path: '/directory',
  component: lazyRouteComponent(() => import('../scenes/directory/Directory'), 'Directory'),
});

const faults = createRoute({
  getParentRoute: () => desk,
  path: '/faults',
  validateSearch: readDrawer,
  component: lazyRouteComponent(() => import('../scenes/faults/Faults'), 'Faults'),
});

const reportFault = createRoute({
  getParentRoute: () => desk,
  path: '/faults/report',
  component: lazyRouteComponent(() => import('../scenes/faults/ReportFault'), 'ReportFault'),
});

const alerts = createRoute({
  getParentRoute: () => desk,
  path: '/alerts',
  validateSearch: readAlertShelf,
  component: lazyRouteComponent(() => import('../scenes/alerts/Alerts'), 'Alerts'),
});

const dockRoom = createRoute({
  getParentRoute: () => desk,
  path: '/dock-room',
  validateSearch: (search): { wall?: 'yes' | undefined; site?: string | undefined } => {
    const { wall, site } = search;
    return { wall: wall === 'yes' ? 'yes' : undefined, site: typeof site === 'string' && site !== '' ? site : undefined };
  },
  component: lazyRouteComponent(() => import('../scenes/dock-room/DockRoom'), 'DockRoom'),
});

const doors = createRoute({
  getParentRoute: () => desk,
  path: '/doors',
  validateSearch: (search): { door?: string | undefined } => {
    const door = search['door'];
    return { door: typeof door === 'string' && door !== '' ? door : undefined };
  },
  component: lazyRouteComponent(() => import('../scenes/doors/Doors'), 'Doors'),
});

const cameraSettings = createRoute({
  getParentRoute: () => desk,
  path: '/camera-settings',
  component: lazyRouteComponent(() => import('../scenes/settings/Settings'), 'Settings'),
});

const dockKeeping = createRoute({
  getParentRoute: () => desk,
  path: '/docks',
  component: lazyRouteComponent(() => import('../scenes/docks/Docks'), 'Docks'),
});

/** Within the desk, so that whoever is lost keeps the way back in sight. */
const nowhere = createRoute({ getParentRoute: () => desk, path: '$', component: Missing });

const tree = root.addChildren([
  signIn,
  setUp,
  confirmed,
  kiosk,
  kioskWall,
  desk.addChildren([home, library, evidence, cameras, camera, importingCameras, kiosks, quarantine, vault, people, person, importing, rolebook, inbox, rules, ledger, myFootage, delays, counts, account, keys, directory, dockRoom, cameraSettings, dockKeeping, faults, reportFault, alerts, batteries, salvage, salvageCase, doors, nowhere]),
]);

export const router = createRouter({
  routeTree: tree,
  context: { queries },
  defaultNotFoundComponent: Missing,
  defaultErrorComponent: Failed,
  defaultPendingComponent: Loading,
  scrollRestoration: true,
  parseSearch,
  stringifySearch,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
