import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconBatteryExclamation, IconCameraOff, IconDeviceTablet, IconId, IconPlugConnectedX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem';
import type { KioskCamera, KioskView, Visit } from '../../api/types';
import { useFormat } from '../../i18n/format';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { useTitle } from '../../parts/useTitle';
import { another, keep, kept, look, pair, visit, type Paired, type Shown } from './device';
import { errand, stuck } from './errand';
import { FaultReport } from './FaultReport';
import classes from './Kiosk.module.css';
import { useAwake } from '../dock-room/useWall';
import { Refused } from './Refused';
import { useLeft } from './useLeft';
import { useReader } from './useReader';
import '../../i18n/fleet';

/** How long an answer stands before the next person's turn. */
const takeMs = 8_000;
const refusedMs = 3_000;
const everyMs = 5_000;

/** The screen in the dock room: identify, take, done. Numbers, no names. */
export function Kiosk() {
  const { t } = useTranslation();
  const [paired, setPaired] = useState(kept);
  const [ended, setEnded] = useState(false);
  useTitle(t('kiosk.title'));
  const join = (device: Paired | undefined) => {
    keep(device);
    setPaired(device);
    setEnded(device === undefined);
  };
  return (
    <main className={classes.page}>
      {paired === undefined ? <Pairing ended={ended} onPaired={join} /> : <Room paired={paired} onEnded={() => join(undefined)} />}
    </main>
  );
}

function Pairing({ ended, onPaired }: { ended: boolean; onPaired: (paired: Paired) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const join = useMutation({ mutationFn: () => pair(code), onSuccess: onPaired });
  return (
    <form
      className={classes.pairing}
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate();
      }}
    >
      <IconDeviceTablet size={48} stroke={1.25} aria-hidden />
      <h1>{t('kiosk.pairTitle')}</h1>
      <p className={form.words}>{ended ? t('kiosk.ended') : t('kiosk.pairLead')}</p>
      <TextInput
        size="lg"
        label={t('kiosk.code')}
        autoComplete="off"
        autoCapitalize="characters"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Refusal error={join.error} />
      <Button type="submit" size="lg" loading={join.isPending} disabled={code.trim() === ''}>
        {t('kiosk.pair')}
      </Button>
    </form>
  );
}

type Step = { what: 'idle' } | { what: 'answer'; visit: Visit } | { what: 'refused'; error: Error } | { what: 'fault'; camera: KioskCamera } | { what: 'thanks' };

function Room({ paired, onEnded }: { paired: Paired; onEnded: () => void }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ what: 'idle' });
  const now = useQuery({
    queryKey: ['kiosk', paired.token],
    queryFn: () => look(paired.token),
    refetchInterval: everyMs,
    retry: false,
  });
  useAwake(true);
  const gone = now.error instanceof Problem && now.error.status === 401;
  useEffect(() => {
    if (gone) onEnded();
  }, [gone, onEnded]);
  const ask = useMutation({
    mutationFn: (what: Shown | { notThere: string }) => ('notThere' in what ? another(paired.token, what.notThere) : visit(paired.token, what)),
  });
  const begin = (what: Shown | { notThere: string }) => {
    setStep({ what: 'idle' });
    // Only the newest call's own callbacks are heard: what comes late for somebody is not shown to whoever came after them.
    ask.mutate(what, {
      onSuccess: (answered) => setStep({ what: 'answer', visit: answered }),
      onError: (error) => setStep({ what: 'refused', error }),
      onSettled: () => void now.refetch(),
    });
  };
  useReader((badge) => begin({ badge }));
  useEffect(() => {
    const stands = step.what === 'answer' ? takeMs : step.what === 'refused' || step.what === 'thanks' ? refusedMs : undefined;
    if (stands === undefined) return undefined;
    const timer = window.setTimeout(() => setStep({ what: 'idle' }), stands);
    return () => window.clearTimeout(timer);
  }, [step]);
  const idle = () => setStep({ what: 'idle' });
  return (
    <>
      <header className={classes.head}>
        <span>{paired.name}</span>
        <Link to="/kiosk/wall">{t('kiosk.wall')}</Link>
        <Clock />
      </header>
      <div className={classes.stage} aria-live="assertive">
        {ask.isPending && <p className={classes.busy}>{t('kiosk.busy')}</p>}
        {!ask.isPending && step.what === 'answer' && (
          <Answer visit={step.visit} othersReady={(now.data?.ready ?? 0) > 0} onDone={idle} onFault={(camera) => setStep({ what: 'fault', camera })} onNotThere={(camera) => begin({ notThere: camera.id })} />
        )}
        {!ask.isPending && step.what === 'refused' && <Refused error={step.error} />}
        {step.what === 'fault' && <FaultReport camera={step.camera} token={paired.token} onDone={() => setStep({ what: 'thanks' })} onCancel={idle} />}
        {step.what === 'thanks' && <h1 className={classes.busy}>{t('kiosk.faultThanks')}</h1>}
      </div>
      {!ask.isPending && step.what === 'idle' && <Idle now={now.data} away={now.isError} onType={begin} />}
    </>
  );
}

function Clock() {
  const format = useFormat();
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => setAt(new Date()), 10_000);
    return () => window.clearInterval(timer);
  }, []);
  return <time dateTime={at.toISOString()}>{format.time(at)}</time>;
}

function Idle({ now, away, onType }: { now: KioskView | undefined; away: boolean; onType: (shown: Shown) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.idle}>
      <section className={classes.ready} data-none={now?.ready === 0 || undefined}>
        {away ? (
          <>
            <IconPlugConnectedX size={64} stroke={1.3} aria-hidden />
            <p className={classes.count}>{t('kiosk.away')}</p>
            <p>{t('kiosk.awayLead')}</p>
          </>
        ) : (
          now !== undefined && (
            <>
              <p className={classes.figure} aria-hidden>
                {now.ready}
              </p>
              <p className={classes.count}>{now.ready === 0 ? t('kiosk.ready_zero') : t('kiosk.ready', { count: now.ready })}</p>
              <p>{t('kiosk.docked', { count: now.docked })}</p>
            </>
          )
        )}
      </section>
      <section className={classes.identify}>
        <h1>
          <IconId size={40} stroke={1.4} aria-hidden /> {t('kiosk.hold')}
        </h1>
        <Typed onType={onType} />
      </section>
      {now !== undefined && now.slots.length > 0 && (
        <section className={classes.problems} aria-labelledby="problems">
          <h2 id="problems">{t('kiosk.problems')}</h2>
          <ul>
            {now.slots.map(({ dock, slot }) => (
              <li key={`${dock} ${slot}`}>
                <IconAlertTriangle size={20} aria-hidden /> {t('kiosk.slot', { slot })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Typed({ onType }: { onType: (shown: Shown) => void }) {
  const { t } = useTranslation();
  const [staffNumber, setNumber] = useState('');
  const [pin, setPin] = useState('');
  useLeft(() => {
    setNumber('');
    setPin('');
  });
  return (
    <form
      className={classes.typed}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onType({ staffNumber, pin });
      }}
    >
      <p>{t('kiosk.orType')}</p>
      <TextInput size="lg" aria-label={t('kiosk.staffNumber')} placeholder={t('kiosk.staffNumber')} autoComplete="off" value={staffNumber} onChange={(event) => setNumber(event.currentTarget.value)} />
      <TextInput size="lg" type="password" inputMode="numeric" aria-label={t('kiosk.pin')} placeholder={t('kiosk.pin')} autoComplete="off" value={pin} onChange={(event) => setPin(event.currentTarget.value)} />
      <Button type="submit" size="lg" disabled={staffNumber.trim() === '' || pin === ''}>
        {t('kiosk.enter')}
      </Button>
    </form>
  );
}

interface AnswerProps {
  readonly visit: Visit;
  /** Cameras stand ready here, though not for whoever asked. */
  readonly othersReady: boolean;
  readonly onDone: () => void;
  readonly onFault: (camera: KioskCamera) => void;
  readonly onNotThere: (camera: KioskCamera) => void;
}

function Answer({ visit: { kind, camera, replaceable }, othersReady, onDone, onFault, onNotThere }: AnswerProps) {
  const { t } = useTranslation();
  if (kind === 'NONE_READY' || camera === undefined) {
    return (
      <section className={classes.refused}>
        <IconCameraOff size={72} stroke={1.4} aria-hidden />
        <h1>{t('kiosk.none')}</h1>
        <p>{t(othersReady ? 'kiosk.noneOthers' : 'kiosk.noneLead')}</p>
        <Button size="lg" variant="default" onClick={onDone}>
          {t('kiosk.done')}
        </Button>
      </section>
    );
  }
  // Who asks again before they went to the slot is told the same, as is whoever always takes the one that is theirs.
  const take = kind === 'TAKE' || (camera.slot !== undefined && (replaceable || errand(camera.missing) === 'TAKE'));
  return (
    <section className={classes.answer} data-kind={take ? 'TAKE' : kind}>
      {take ? <Take camera={camera} /> : <Have camera={camera} />}
      <div className={classes.after}>
        {replaceable && (
          <UnstyledButton className={classes.quiet} onClick={() => onNotThere(camera)}>
            {t('kiosk.notThere')}
          </UnstyledButton>
        )}
        <UnstyledButton className={classes.quiet} onClick={() => onFault(camera)}>
          {t('kiosk.fault')}
        </UnstyledButton>
        <Button size="lg" variant="default" onClick={onDone}>
          {t('kiosk.done')}
        </Button>
      </div>
    </section>
  );
}

/** As large as it goes and still leaves room for what can be done. */
function sized(text: string): string {
  return (text.length > 8 ? classes.long : text.length > 3 ? classes.large : classes.huge) ?? '';
}

function Take({ camera }: { camera: KioskCamera }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { number, slot, dock, batteryPercent, lastsMinutes, warning } = camera;
  return (
    <>
      <h1 className={classes.order}>{t('kiosk.take')}</h1>
      <dl className={classes.numbers}>
        {slot !== undefined && (
          <div>
            <dt>
              {t('kiosk.fromSlot')} <span className={classes.dock}>{dock}</span>
            </dt>
            <dd className={sized(slot)}>{slot}</dd>
          </div>
        )}
        <div>
          <dt>{t('kiosk.camera')}</dt>
          <dd className={`mono ${sized(number)}`}>{number}</dd>
        </div>
      </dl>
      <p className={classes.power}>
        {batteryPercent !== undefined && `${t('kiosk.battery')} ${format.percent(batteryPercent / 100)}`}
        {lastsMinutes !== undefined && ` · ${t('kiosk.lasts', { time: t('kiosk.hours', { hours: Math.floor(lastsMinutes / 60), minutes: lastsMinutes % 60 }) })}`}
      </p>
      {warning !== undefined && (
        <p className={classes.warning}>
          {warning !== 'TOO_LITTLE_KNOWN' && <IconBatteryExclamation size={26} aria-hidden />}
          {t(`fleet.warning.${warning}`)}
        </p>
      )}
    </>
  );
}

function Have({ camera }: { camera: KioskCamera }) {
  const { t } = useTranslation();
  const { number, slot, missing } = camera;
  return (
    <>
      <h1 className={classes.order}>{t('kiosk.have')}</h1>
      <p className={`mono ${sized(number)}`}>{number}</p>
      <p className={classes.power}>
        {slot === undefined
          ? t('kiosk.back')
          : errand(missing) === 'WAIT'
            ? t('kiosk.haveDocked', { slot })
            : t('kiosk.haveStuck', { slot, why: stuck(missing).map((lack) => t(`fleet.lack.${lack}`)).join(', ') })}
      </p>
    </>
  );
}
