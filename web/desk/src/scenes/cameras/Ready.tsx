import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { Panel } from '../../parts/Panel';
import classes from './CameraPage.module.css';
import '../../i18n/fleet';

const lacks = [
  'NEVER_REPORTED',
  'NOT_LOOKED_AT',
  'NOT_OFFLOADED',
  'NOT_SECURED',
  'NOT_ERASED',
  'FOOTAGE_MISSING',
  'SETTINGS_DIFFER',
  'NOT_FOUND',
  'CLOCK_OFF',
  'NOT_CHARGED',
] as const;

/** What has to be so before it is handed out, and is or is not. */
export function Ready({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const { ready, missing } = camera.ready;
  // Of one that is out nobody knows until it is back.
  if (camera.place === 'HANDED_OUT') return null;
  const never = missing.includes('NEVER_REPORTED');
  return (
    <Panel title={t('fleet.readiness')}>
      <p className={classes.verdict} data-not={!ready || undefined}>
        {ready ? t('fleet.isReady') : t('fleet.isNot')}
      </p>
      <ul className={classes.checks}>
        {lacks.map((lack) => {
          // Of a camera that no dock has seen nothing else is known.
          if (never && lack !== 'NEVER_REPORTED') return null;
          const unmet = missing.includes(lack);
          // Gaps from before it was last given away keep nobody waiting; its last report names them.
          if (lack === 'FOOTAGE_MISSING' && !unmet && (camera.lastReport?.missing.length ?? 0) > 0) return null;
          return (
            <li key={lack} data-unmet={unmet || undefined}>
              {unmet ? <IconAlertTriangle size={17} aria-hidden /> : <IconCircleCheck size={17} aria-hidden />}
              <span>
                {t(`fleet.check.${lack}`)} <span className="vh">{unmet ? t('fleet.unmet') : t('fleet.met')}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
