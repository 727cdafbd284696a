import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { IconDeviceCctvOff, IconKey, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { events } from '../../api/events';
import type { Camera } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { CameraRow } from './CameraRow';
import classes from './Cameras.module.css';
import { countMissing } from './missing';
import { NewCamera } from './NewCamera';
import { NewDock } from './NewDock';

const cameras = queryOptions({
  queryKey: ['cameras'],
  queryFn: ({ signal }) => answer(api.GET('/api/cameras', { signal })),
});

export function Cameras() {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const { data, error, refetch, dataUpdatedAt } = useQuery(cameras);
  useTitle(t('app.cameras'));
  useEffect(() => {
    let timer: number | undefined;
    const later = () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: cameras.queryKey });
      }, 1_000);
    };
    const stop = [events.on('camera', later), events.on('resumed', later)];
    return () => {
      stop.forEach((end) => end());
      window.clearTimeout(timer);
    };
  }, [queries]);
  const sorted = useMemo(() => [...(data?.items ?? [])].sort(mostUrgentFirst), [data]);
  const troubled = sorted.filter(({ lastReport }) => (lastReport?.missing.length ?? 0) > 0).length;
  return (
    <Scene title={t('app.cameras')} action={<Actions />} aside={data !== undefined && t('cameras.summary', { count: sorted.length, cameras: format.number(sorted.length), troubled })}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && sorted.length === 0 && (
        <Notice icon={IconDeviceCctvOff} title={t('cameras.emptyTitle')}>
          {t('cameras.empty')}
        </Notice>
      )}
      {sorted.length > 0 && (
        <ul className={classes.list}>
          {sorted.map((camera) => (
            <CameraRow key={camera.id} camera={camera} now={dataUpdatedAt} />
          ))}
        </ul>
      )}
    </Scene>
  );
}

function Actions() {
  const { t } = useTranslation();
  const mayRegister = useMay('camera.register');
  const mayDock = useMay('token.create-dock');
  const [open, setOpen] = useState<'camera' | 'dock'>();
  const close = () => setOpen(undefined);
  return (
    <div className={classes.actions}>
      {mayDock && (
        <Button variant="default" leftSection={<IconKey size={17} aria-hidden />} onClick={() => setOpen('dock')}>
          {t('cameras.dock')}
        </Button>
      )}
      {mayRegister && (
        <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setOpen('camera')}>
          {t('cameras.add')}
        </Button>
      )}
      <Dialog open={open === 'camera'} onClose={close} title={t('cameras.addTitle')}>
        <NewCamera onDone={close} />
      </Dialog>
      <Dialog open={open === 'dock'} onClose={close} title={t('cameras.dockTitle')}>
        <NewDock />
      </Dialog>
    </div>
  );
}

/** First what is missing footage, then what reported last. */
function mostUrgentFirst(a: Camera, b: Camera): number {
  const missing = countMissing(b.lastReport?.missing ?? []) - countMissing(a.lastReport?.missing ?? []);
  return missing !== 0 ? missing : (b.lastReport?.at ?? '').localeCompare(a.lastReport?.at ?? '') || a.serial.localeCompare(b.serial);
}
