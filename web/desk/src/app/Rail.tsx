import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconDots,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUrgent,
  IconUserShield,
} from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { choose, languages, type Language } from '../i18n';
import { Seal } from '../parts/Seal';
import { useRoleName } from '../parts/useRoleName';
import { Emergency } from './Emergency';
import { openPlaces, seated, type Place } from './places';
import { useMay, useMe, useSignOut } from './session';
import { setShortcuts, useShortcuts } from './shortcuts';
import classes from './Rail.module.css';

const schemes = [
  { scheme: 'light', label: 'app.light', icon: IconSun },
  { scheme: 'dark', label: 'app.dark', icon: IconMoon },
  { scheme: 'auto', label: 'app.system', icon: IconDeviceDesktop },
] as const;

/** Each in its own language, for whoever has landed in the other. */
const ownNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

export function Rail() {
  const { t } = useTranslation();
  const may = useMe()?.may ?? [];
  const rail = seated(openPlaces(may), useSeats());
  return (
    <nav className={classes.rail} aria-label={t('app.navigation')}>
      <Link to="/" className={classes.brand} aria-label="Vidimus">
        <Seal size={34} />
      </Link>
      <ul className={classes.places}>
        {rail.seated.map((place) => (
          <PlaceLink key={place.to} {...place} />
        ))}
        {rail.more.length > 0 && <More places={rail.more} />}
      </ul>
      <Account />
    </nav>
  );
}

/** Heights in rem as in Rail.module.css: one place with its gap, and all else in the rail. */
const placeRem = 3.375;
const elseRem = 7.75;
const phone = '(max-width: 48em)';
const seatsOnAPhone = 5;

function isPhone(): boolean {
  return window.matchMedia(phone).matches;
}

function countSeats(): number {
  if (isPhone()) return seatsOnAPhone;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.max(seatsOnAPhone, Math.floor((window.innerHeight / rem - elseRem) / placeRem));
}

function watchWindow(tell: () => void): () => void {
  window.addEventListener('resize', tell);
  return () => window.removeEventListener('resize', tell);
}

/** How many places the window has room for. */
function useSeats(): number {
  return useSyncExternalStore(watchWindow, countSeats);
}

/** The places that have no seat, so that all stay within reach in a low window and on a phone. */
function More({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const below = useSyncExternalStore(watchWindow, isPhone);
  const isHere = ({ to }: Place) => pathname === to || pathname.startsWith(`${to}/`);
  return (
    <li>
      <Menu position={below ? 'top-end' : 'right-end'} width={220} withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <UnstyledButton className={classes.place} data-here={places.some(isHere) || undefined}>
            <IconDots size={22} stroke={1.6} aria-hidden />
            <span>{t('rail.more')}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {places.map((place) => (
            <Menu.Item
              key={place.to}
              component={Link}
              to={place.to}
              className={classes.other}
              aria-current={isHere(place) ? 'page' : undefined}
              leftSection={<place.icon size={18} stroke={1.6} aria-hidden />}
            >
              {t(place.label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function PlaceLink({ to, icon: Sign, label }: Place) {
  const { t } = useTranslation();
  return (
    <li>
      <Link to={to} className={classes.place} activeProps={{ className: classes.here ?? '' }}>
        <Sign size={22} stroke={1.6} aria-hidden />
        <span>{t(label)}</span>
      </Link>
    </li>
  );
}

function Account() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const me = useMe();
  const shortcuts = useShortcuts();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const nameOf = useRoleName();
  const mayBreak = useMay('glass.break');
  const [emergency, setEmergency] = useState(false);
  if (me === undefined) return null;
  const leave = () => signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in' }) });
  return (
    <>
    <Emergency open={emergency} onClose={() => setEmergency(false)} />
    <Menu position="right-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={t('app.account', { name: me.name })}>
          <span aria-hidden>{initials(me.name)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <span className={classes.name}>{me.name}</span>
          <span>
            {me.roles.map(nameOf).join(', ')}
            {me.unit === undefined ? '' : ` · ${me.unit.name}`}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('app.theme')}</Menu.Label>
        {schemes.map(({ scheme, label, icon: Sign }) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            checked={colorScheme === scheme}
            onChange={() => setColorScheme(scheme)}
            rightSection={<Sign size={16} aria-hidden />}
          >
            {t(label)}
          </Menu.RadioItem>
        ))}
        <Menu.Label>{t('app.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.RadioItem
            key={language}
            value={language}
            lang={language}
            checked={i18n.language === language}
            onChange={() => void choose(language)}
          >
            {ownNames[language]}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={shortcuts}
          onChange={setShortcuts}
          rightSection={<IconKeyboard size={16} aria-hidden />}
        >
          {t('app.shortcuts')}
        </Menu.CheckboxItem>
        {mayBreak && (
          <Menu.Item leftSection={<IconUrgent size={16} aria-hidden />} onClick={() => setEmergency(true)}>
            {t('glass.title')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserShield size={16} aria-hidden />} component={Link} to="/account">
          {t('account.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          {t('app.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
    </>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '').join('').toUpperCase();
}
