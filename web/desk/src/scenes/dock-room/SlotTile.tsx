import {
  IconAlertTriangle,
  IconBattery,
  IconBattery1,
  IconBattery2,
  IconBattery3,
  IconBattery4,
  IconBatteryCharging,
  IconCircleCheck,
  IconCircleDashed,
  IconFileAlert,
  IconShieldCheck,
  IconTransferIn,
  type Icon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Slot } from '../../api/types';
import { useFormat } from '../../i18n/format';
import classes from './DockRoom.module.css';
import { stateOf, type State } from './docks';
import { useProblemWords } from './problemWords';
import '../../i18n/fleet';

const signs: Record<State, Icon> = {
  problem: IconAlertTriangle,
  left: IconFileAlert,
  offloading: IconTransferIn,
  securing: IconShieldCheck,
  charging: IconBatteryCharging,
  ready: IconCircleCheck,
  empty: IconCircleDashed,
};

/** One slot: which camera, how it stands, how far it is, how full its battery is. Each by a word and a sign, never by colour alone. */
export function SlotTile({ slot, now, plain = false }: { slot: Slot; now: number; plain?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problem = useProblemWords();
  const state = stateOf(slot);
  const Sign = signs[state];
  const share = slot.totalBytes > 0 ? Math.min(1, slot.doneBytes / slot.totalBytes) : 0;
  const moving = state === 'offloading' || state === 'securing';
  return (
    <li className={classes.tile} data-state={state}>
      <p className={classes.top}>
        <span className={classes.place}>{slot.slot}</span>
        {slot.camera !== undefined && <Charge slot={slot} />}
      </p>
      {slot.camera === undefined ? (
        state !== 'empty' && <p className={classes.number}>{slot.serial ?? t('dockRoom.unknownCamera')}</p>
      ) : (
        <p className={classes.number}>
          {plain ? (
            slot.camera.serial
          ) : (
            <Link to="/cameras/$id" params={{ id: slot.camera.id }}>
              {slot.camera.serial}
            </Link>
          )}
        </p>
      )}
      <p className={classes.state}>
        <Sign size="1.15em" stroke={2} aria-hidden />
        <span>{state === 'problem' ? problem(slot.problem ?? 'unknown-camera') : state === 'left' ? t('dockRoom.state.left', { count: slot.filesLeft }) : t(`dockRoom.state.${state}`)}</span>
      </p>
      {moving && (
        <div className={classes.progress}>
          <div
            role="progressbar"
            aria-label={t('dockRoom.progress', { camera: slot.camera?.serial ?? slot.slot })}
            aria-valuenow={Math.round(share * 100)}
            aria-valuemin={0}
            aria-valuemax={100}
            className={classes.bar}
          >
            <div style={{ width: `${share * 100}%` }} />
          </div>
          <span>
            {format.percent(share)} · {format.bytes(slot.totalBytes)}
          </span>
        </div>
      )}
      {(state === 'ready' || state === 'empty') && <p className={classes.since}>{t('dockRoom.since', { time: format.lasting(now - Date.parse(slot.since)) })}</p>}
    </li>
  );
}

function Charge({ slot }: { slot: Slot }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = slot.batteryPercent;
  if (percent === undefined) return slot.charging === true ? <IconBatteryCharging size="1.2em" role="img" aria-label={t('dockRoom.charging')} /> : null;
  const Sign = slot.charging === true ? IconBatteryCharging : percent > 87 ? IconBattery4 : percent > 62 ? IconBattery3 : percent > 37 ? IconBattery2 : percent > 12 ? IconBattery1 : IconBattery;
  return (
    <span className={classes.charge} data-low={percent < 30 || undefined}>
      <Sign size="1.35em" role="img" aria-label={t(slot.charging === true ? 'dockRoom.charging' : 'dockRoom.battery')} />
      {format.percent(percent / 100)}
    </span>
  );
}
