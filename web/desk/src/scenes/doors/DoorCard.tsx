import { Button } from '@mantine/core';
import { IconFileDownload, IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import type { IntegrationDoor } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { AskOnce } from '../../parts/AskOnce';
import { Dialog } from '../../parts/Dialog';
import { ConnectionFile } from './ConnectionFile';
import { doors } from './doors';
import classes from './Doors.module.css';
import '../../i18n/fleet';

/** One door: whether its system is in touch, what it may do, and what is under way. */
export function DoorCard({ door, now, chosen, onChoose }: { door: IntegrationDoor; now: number; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayChange = useMay('integration.change');
  const [open, setOpen] = useState<'file' | 'close'>();
  const end = () => setOpen(undefined);
  return (
    <li className={classes.door} data-chosen={chosen || undefined}>
      <div className={classes.head}>
        <h2>
          <button type="button" className={classes.choose} aria-pressed={chosen} onClick={onChoose}>
            {door.name}
          </button>
        </h2>
        <p className={classes.touch} data-live={door.seenAt !== undefined || undefined}>
          {door.seenAt !== undefined && door.seenFrom !== undefined
            ? t('doors.seen', { when: format.ago(door.seenAt, now), address: door.seenFrom })
            : t(door.connected === undefined ? 'doors.never' : 'doors.waiting')}
        </p>
      </div>
      <dl className={classes.facts}>
        <Fact name={t('doors.unit')} value={door.unit?.name ?? t('doors.noUnit')} />
        <Fact name={t('doors.cameras')} value={t(door.autoRegister ? 'doors.cameraRegisters' : 'doors.cameraKnown')} />
        <div>
          <dt>{t('doors.encryption')}</dt>
          <dd>
            {door.keyId === undefined ? <IconLockOpen2 size={14} aria-hidden /> : <IconLock size={14} aria-hidden />}{' '}
            {t(door.keyId === undefined ? 'doors.notEncrypted' : door.keyHeld ? 'doors.encryptedHeld' : 'doors.encryptedAway')}
          </dd>
        </div>
        <Fact name={t('doors.addresses')} value={door.addresses.length === 0 ? t('doors.anywhere') : door.addresses.join(', ')} />
      </dl>
      <dl className={classes.counts}>
        <Fact name={t('doors.underWay')} value={format.number(door.incomplete)} />
        <Fact name={t('doors.complete')} value={format.number(door.complete)} />
        <Fact name={t('doors.quarantined')} value={format.number(door.quarantined)} bad={door.quarantined > 0} />
      </dl>
      {mayChange && (
        <div className={classes.acts}>
          <Button
            size="compact-sm"
            variant={door.connected === undefined ? 'filled' : 'default'}
            leftSection={<IconFileDownload size={15} aria-hidden />}
            aria-label={t('doors.fileOf', { name: door.name })}
            onClick={() => setOpen('file')}
          >
            {t('doors.file')}
          </Button>
          <Button size="compact-sm" variant="default" aria-label={t('doors.closeOf', { name: door.name })} onClick={() => setOpen('close')}>
            {t('doors.close')}
          </Button>
        </div>
      )}
      <Dialog open={open === 'file'} onClose={end} title={t('doors.fileTitle')}>
        <ConnectionFile door={door} onDone={end} />
      </Dialog>
      <Dialog open={open === 'close'} onClose={end} title={t('doors.closeTitle')}>
        <AskOnce
          words={t('doors.closeSure', { name: door.name })}
          label={t('doors.closeDo')}
          after={doors.queryKey}
          act={() => api.DELETE('/api/integration-doors/{id}', { params: { path: { id: door.id } } })}
          onDone={end}
        />
      </Dialog>
    </li>
  );
}

function Fact({ name, value, bad = false }: { name: string; value: string; bad?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-bad={bad || undefined}>{value}</dd>
    </div>
  );
}
