import { UnstyledButton } from '@mantine/core';
import { IconBatteryOff, IconCameraOff, IconDots, IconPower, IconTool, type Icon } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KioskCamera } from '../../api/types';
import { report } from './device';
import { refusal } from './refusal';
import { useLeft } from './useLeft';
import classes from './Kiosk.module.css';
import '../../i18n/fleet';

const kinds = ['NO_START', 'BATTERY_SHORT', 'LENS', 'BUTTON_OR_CLIP', 'OTHER'] as const;

const signs: Record<(typeof kinds)[number], Icon> = {
  NO_START: IconPower,
  BATTERY_SHORT: IconBatteryOff,
  LENS: IconCameraOff,
  BUTTON_OR_CLIP: IconTool,
  OTHER: IconDots,
};

/** What is wrong with the camera in hand: one of five, at a touch. */
export function FaultReport({ camera, token, onDone, onCancel }: { camera: KioskCamera; token: string; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const say = useMutation({ mutationFn: (kind: string) => report(token, { camera: camera.id, code: kind }) });
  useLeft(onCancel);
  return (
    <section className={classes.fault} aria-labelledby="fault">
      <h1 id="fault">{t('kiosk.faultTitle', { camera: camera.number })}</h1>
      <div className={classes.kinds}>
        {kinds.map((kind) => {
          const Sign = signs[kind];
          return (
            <UnstyledButton key={kind} className={classes.kind} disabled={say.isPending} onClick={() => say.mutate(kind, { onSuccess: onDone })}>
              <Sign size={56} stroke={1.4} aria-hidden />
              {t(`kiosk.kind.${kind}`)}
            </UnstyledButton>
          );
        })}
      </div>
      {say.isError && <p role="alert">{t(refusal(say.error) === 'away' ? 'kiosk.refusal.away' : 'kiosk.refusal.failed')}</p>}
      <UnstyledButton className={classes.quiet} onClick={onCancel}>
        {t('kiosk.cancel')}
      </UnstyledButton>
    </section>
  );
}
