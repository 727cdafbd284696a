import { Button } from '@mantine/core';
import { IconHandGrab, IconPencil, IconQrcode } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem';
import type { Camera } from '../../api/types';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Missing } from '../../parts/Missing';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './CameraPage.module.css';
import { ChangeCamera } from './ChangeCamera';
import { numberOf } from './fleet';
import { StatePill } from './FleetTable';
import { HandOut } from './HandOut';
import { labelsOf } from './Labels';
import { sections } from './sections';
import { cameraOf, useFreshCameras } from './useCameras';
import '../../i18n/fleet';

const route = getRouteApi('/desk/cameras/$id');

/** One camera: what it is, who has it, how it is, and its whole life. */
export function CameraPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(cameraOf(id));
  useFreshCameras();
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <Missing />;
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return <Known camera={data} />;
}

function Known({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'change' | 'hand-out'>();
  const number = numberOf(camera);
  useTitle(number);
  const close = () => setOpen(undefined);
  return (
    <Scene
      title={number}
      aside={
        <span className={classes.aside}>
          <StatePill camera={camera} />
          <Link to="/cameras">{t('fleet.back')}</Link>
        </span>
      }
      action={
        <div className={classes.actions}>
          <Button component="a" href={labelsOf([camera])} download variant="default" leftSection={<IconQrcode size={17} aria-hidden />}>
            {t('fleet.labelOne')}
          </Button>
          {camera.may.includes('camera.change') && (
            <Button variant="default" leftSection={<IconPencil size={17} aria-hidden />} onClick={() => setOpen('change')}>
              {t('fleet.change')}
            </Button>
          )}
          {camera.may.includes('camera.hand-out') && camera.handOut === undefined && camera.standing === 'IN_SERVICE' && (
            <Button leftSection={<IconHandGrab size={17} aria-hidden />} onClick={() => setOpen('hand-out')}>
              {t('fleet.handOutThis')}
            </Button>
          )}
        </div>
      }
    >
      <div className={classes.sections}>
        {sections.map(({ key, wide, Section }) => (
          <div key={key} className={wide === true ? classes.wide : undefined}>
            <Section camera={camera} />
          </div>
        ))}
      </div>
      <Dialog side open={open === 'change'} onClose={close} title={t('fleet.changeTitle', { camera: number })}>
        <ChangeCamera camera={camera} onDone={close} />
      </Dialog>
      <Dialog open={open === 'hand-out'} onClose={close} title={t('fleet.handOutTitle')}>
        <HandOut camera={camera} />
      </Dialog>
    </Scene>
  );
}
