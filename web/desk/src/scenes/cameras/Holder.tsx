import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Panel } from '../../parts/Panel';
import classes from './CameraPage.module.css';
import { numberOf } from './fleet';
import { TakeBack } from './HandOut';
import '../../i18n/fleet';

/** Who has it now, and for whom it is kept. */
export function Holder({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [taking, setTaking] = useState(false);
  const { handOut, wearer, slot } = camera;
  return (
    <Panel
      title={t('fleet.has')}
      action={
        handOut !== undefined &&
        camera.may.includes('camera.take-back') && (
          <Button size="compact-sm" variant="default" onClick={() => setTaking(true)}>
            {t('fleet.takeBack')}
          </Button>
        )
      }
    >
      {handOut === undefined ? (
        <p className={classes.quiet}>{wearer?.name === undefined ? t('fleet.nobody') : `${t('fleet.allocatedTo')}: ${wearer.name}`}</p>
      ) : (
        <>
          <p className={classes.who}>{handOut.person.name}</p>
          <p className={classes.quiet}>
            {t(handOut.mode === 'PERMANENT_ISSUE' ? 'fleet.permanent' : 'fleet.single')},{' '}
            <time dateTime={handOut.from}>{t('fleet.since', { at: format.shortDateTime(handOut.from) })}</time>
          </p>
        </>
      )}
      {slot !== undefined && <p className={classes.quiet}>{t('fleet.slotAt', { dock: slot.dock, slot: slot.slot })}</p>}
      <Dialog open={taking && handOut !== undefined} onClose={() => setTaking(false)} title={t('fleet.takeBackTitle', { camera: numberOf(camera) })}>
        {handOut !== undefined && <TakeBack handOut={handOut.id} onDone={() => setTaking(false)} />}
      </Dialog>
    </Panel>
  );
}
