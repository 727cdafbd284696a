import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvents } from '../api/events';
import { Confirmation } from '../parts/Confirmation';
import { Forbidden } from '../parts/Forbidden';
import { SecondPerson } from '../parts/SecondPerson';
import { EmergencyBanner } from './Emergency';
import { isOpen } from './places';
import { Rail } from './Rail';
import { useMe } from './session';
import classes from './Shell.module.css';

/** The frame of every scene for people who are signed in: skip link, navigation, content. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const { connected } = useEvents(me?.restricted !== true);
  const { pathname } = useLocation();
  const open = isOpen(pathname, me?.may ?? []);
  const content = useFocusOnArrival();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('app.skip')}
      </a>
      <Rail />
      <main id="content" ref={content} tabIndex={-1} className={classes.content}>
        {!connected && (
          <p role="status" className={classes.offline}>
            {t('app.reconnecting')}
          </p>
        )}
        <EmergencyBanner />
        {open ? <Outlet /> : <Forbidden />}
      </main>
      <SecondPerson />
      <Confirmation />
    </div>
  );
}

/** After a change of scene the focus goes to its content, so that a keyboard or a screen reader starts there. */
function useFocusOnArrival() {
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current !== pathname) content.current?.focus({ preventScroll: true });
    last.current = pathname;
  }, [pathname]);
  return content;
}
