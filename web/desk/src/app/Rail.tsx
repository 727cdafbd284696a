import { Menu, UnstyledButton } from '@mantine/core';
import { useMantineColorScheme } from '@mantine/core';
import {
  IconAlertOctagon,
  IconCheck,
  IconDeviceDesktop,
  IconDeviceCctv,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconMovie,
  IconShieldLock,
  IconSun,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { choose } from '../i18n';
import { Seal } from '../parts/Seal';
import { useMe, useSignOut } from './session';
import { setShortcuts, useShortcuts } from './shortcuts';
import classes from './Rail.module.css';

export function Rail() {
  const { t } = useTranslation();
  const may = useMe()?.may ?? [];
  return (
    <nav className={classes.rail} aria-label={t('app.navigation')}>
      <Link to="/evidence" className={classes.brand} aria-label="Vidimus">
        <Seal size={34} />
      </Link>
      <ul className={classes.places}>
        <Place to="/evidence" icon={IconMovie} label={t('app.evidence')} />
        {may.includes('camera.list') && <Place to="/cameras" icon={IconDeviceCctv} label={t('app.cameras')} />}
        {may.includes('quarantine.list') && (
          <Place to="/quarantine" icon={IconAlertOctagon} label={t('app.quarantine')} />
        )}
        {may.includes('vault.report') && <Place to="/vault" icon={IconShieldLock} label={t('app.vault')} />}
        {may.includes('person.list') && <Place to="/people" icon={IconUsers} label={t('app.people')} />}
      </ul>
      <Account />
    </nav>
  );
}

type Place = '/evidence' | '/cameras' | '/quarantine' | '/vault' | '/people';

function Place({ to, icon: Sign, label }: { to: Place; icon: Icon; label: string }) {
  return (
    <li>
      <Link to={to} className={classes.place} activeProps={{ className: classes.here ?? '' }}>
        <Sign size={22} stroke={1.6} aria-hidden />
        <span>{label}</span>
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
  if (me === undefined) return null;
  const leave = () => signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in' }) });
  const schemes = [
    ['light', t('app.light'), IconSun],
    ['dark', t('app.dark'), IconMoon],
    ['auto', t('app.system'), IconDeviceDesktop],
  ] as const;
  const languages = [
    ['en', 'English'],
    ['de', 'Deutsch'],
  ] as const;
  return (
    <Menu position="right-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={t('app.account', { name: me.name })}>
          <span aria-hidden>{initials(me.name)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{me.name}</strong>
          <span>
            {t(`roles.${roleKey(me.role)}`)}
            {me.unit === undefined ? '' : ` · ${me.unit.name}`}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('app.theme')}</Menu.Label>
        {schemes.map(([scheme, label, Sign]) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            data-chosen={colorScheme === scheme || undefined}
            className={classes.choice ?? ''}
            leftSection={<Sign size={16} aria-hidden />}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Label>{t('app.language')}</Menu.Label>
        {languages.map(([language, label]) => (
          <Menu.Item
            key={language}
            lang={language}
            role="menuitemradio"
            aria-checked={i18n.language === language}
            data-chosen={i18n.language === language || undefined}
            className={classes.choice ?? ''}
            leftSection={<IconLanguage size={16} aria-hidden />}
            onClick={() => void choose(language)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={shortcuts}
          leftSection={<IconKeyboard size={16} aria-hidden />}
          rightSection={shortcuts && <IconCheck size={16} aria-hidden />}
          closeMenuOnClick={false}
          onClick={() => setShortcuts(!shortcuts)}
        >
          {t('app.shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          {t('app.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const roles = ['WEARER', 'SUPERVISOR', 'EVIDENCE_MANAGER', 'ADMINISTRATOR', 'DOCK'] as const;

export function roleKey(role: string): (typeof roles)[number] {
  return roles.find((known) => known === role) ?? 'WEARER';
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '').join('').toUpperCase();
}
