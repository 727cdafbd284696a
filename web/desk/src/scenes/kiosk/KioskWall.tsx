import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { useTitle } from '../../parts/useTitle';
import { BigCounts, Clock, Floor, Stale } from '../dock-room/Boards';
import classes from '../dock-room/DockRoom.module.css';
import { useAwake, useNow } from '../dock-room/useWall';
import { docksHere, kept } from './device';
import '../../i18n/fleet';

const everyMs = 5_000;

/** The wall of the dock room by the kiosk's own key: it does not end with anybody's sitting. */
export function KioskWall() {
  const [paired] = useState(kept);
  return paired === undefined ? <Navigate to="/kiosk" replace /> : <Wall token={paired.token} />;
}

function Wall({ token }: { token: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const { data, error, dataUpdatedAt } = useQuery({ queryKey: ['kiosk', 'docks', token], queryFn: () => docksHere(token), refetchInterval: everyMs, retry: false });
  useTitle(t('dockRoom.title'));
  useAwake(true);
  // The kiosk was ended: its own page says so.
  if (error instanceof Problem && error.status === 401) return <Navigate to="/kiosk" replace />;
  return (
    <main className={classes.room} data-wall="yes">
      <header className={classes.head}>
        <h1>{t('dockRoom.title')}</h1>
        {data !== undefined && data.length > 0 && <BigCounts docks={data} now={now} />}
        <Clock now={now} />
        <Link to="/kiosk">{t('kiosk.toKiosk')}</Link>
      </header>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && (
        <Notice icon={IconPlugConnected} title={t('kiosk.away')}>
          {t('kiosk.awayLead')}
        </Notice>
      )}
      {data !== undefined && error !== null && <Stale since={dataUpdatedAt} now={now} />}
      {data?.length === 0 && (
        <Notice icon={IconPlugConnected} title={t('dockRoom.emptyTitle')}>
          {t('dockRoom.empty')}
        </Notice>
      )}
      {data !== undefined && data.length > 0 && <Floor docks={data} now={now} plain />}
    </main>
  );
}
