import { Button, Menu, Select, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  IconChevronDown,
  IconDeviceCctvOff,
  IconDeviceTablet,
  IconDownload,
  IconHandGrab,
  IconKey,
  IconPlus,
  IconQrcode,
  IconSearch,
  IconTableImport,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera, FleetPage } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './Cameras.module.css';
import { changed, pageSize, type Group, type Shown } from './fleet';
import { FleetTable } from './FleetTable';
import { HandOut } from './HandOut';
import { Labels } from './Labels';
import { NewCamera } from './NewCamera';
import { NewDock } from './NewDock';
import { camerasShown, useFreshCameras } from './useCameras';
import '../../i18n/fleet';

const route = getRouteApi('/desk/cameras');

/** All cameras that the person may see: where each is, who has it, and what is wrong. */
export function Cameras() {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = route.useSearch();
  const [q = ''] = useDebouncedValue(shown.q, 250);
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData } = useQuery(camerasShown(changed(shown, { q, page: shown.page })));
  useTitle(t('app.cameras'));
  useFreshCameras(3_000);
  const here = data?.items ?? [];
  const all = (group: Group) => data?.groups.find((each) => each.group === group)?.all ?? 0;
  const none = data !== undefined && all('ALL') + all('RETIRED') === 0;
  return (
    <Scene
      title={t('app.cameras')}
      action={<Actions here={here} />}
      aside={
        data !== undefined &&
        t('fleet.summary', { count: all('ALL'), ready: format.number(all('READY')), out: format.number(all('OUT')) })
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {none && (
        <Notice icon={IconDeviceCctvOff} title={t('cameras.emptyTitle')}>
          {t('cameras.empty')}
        </Notice>
      )}
      {data !== undefined && !none && (
        <>
          <Narrow fleet={data} shown={shown} />
          {here.length === 0 ? (
            <Notice icon={IconDeviceCctvOff} title={t('fleet.none')} />
          ) : (
            <FleetTable items={here} now={dataUpdatedAt} stale={isPlaceholderData} />
          )}
          {data.pages > 1 && <Pages fleet={data} />}
        </>
      )}
    </Scene>
  );
}

function Narrow({ fleet, shown }: { fleet: FleetPage; shown: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = route.useNavigate();
  const set = (change: Record<string, string | undefined>) => void navigate({ search: (before) => changed(before, change), replace: true });
  const units = fleet.units.map(({ id, name }) => ({ value: id, label: name }));
  const chosen = shown.show ?? 'ALL';
  return (
    <search className={classes.narrow}>
      <div className={classes.fields}>
        <TextInput
          aria-label={t('fleet.search')}
          placeholder={t('fleet.search')}
          leftSection={<IconSearch size={17} aria-hidden />}
          value={shown.q ?? ''}
          onChange={(event) => set({ q: event.currentTarget.value })}
        />
        {units.length > 1 && (
          <Select
            aria-label={t('fleet.unit')}
            placeholder={t('fleet.allUnits')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('fleet.allUnits') }}
            data={units}
            value={shown.unit ?? null}
            onChange={(unit) => set({ unit: unit ?? undefined })}
          />
        )}
      </div>
      <div role="group" aria-label={t('fleet.show')} className={classes.groups}>
        {fleet.groups.map(({ group, found }) => {
          if (found === 0 && group !== chosen && group !== 'ALL') return null;
          return (
            <UnstyledButton
              key={group}
              className={classes.group}
              data-group={group}
              aria-pressed={group === chosen}
              onClick={() => set({ show: group })}
            >
              {t(`fleet.group.${group}`)} <span>{format.number(found)}</span>
            </UnstyledButton>
          );
        })}
      </div>
    </search>
  );
}

function Pages({ fleet: { page, pages, count, items } }: { fleet: FleetPage }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const go = (next: number) => void navigate({ search: (shown) => ({ ...shown, page: String(next) }) });
  const from = (page - 1) * pageSize;
  return (
    <nav className={classes.pages} aria-label={t('fleet.pages')}>
      <span role="status">{t('fleet.page', { from: from + 1, to: from + items.length, all: count })}</span>
      <Button variant="default" size="compact-sm" disabled={page === 1} onClick={() => go(page - 1)}>
        {t('fleet.previous')}
      </Button>
      <Button variant="default" size="compact-sm" disabled={page === pages} onClick={() => go(page + 1)}>
        {t('fleet.next')}
      </Button>
    </nav>
  );
}

type Open = 'camera' | 'dock' | 'hand-out' | 'labels';

function Actions({ here }: { here: readonly Camera[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayRegister = useMay('camera.register');
  const mayImport = useMay('camera.import');
  const mayHandOut = useMay('camera.hand-out');
  const mayKiosks = useMay('kiosk.list');
  const mayDock = useMay('token.create-dock');
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <div className={classes.actions}>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('fleet.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconQrcode size={17} aria-hidden />} onClick={() => setOpen('labels')}>
            {t('fleet.labels')}
          </Menu.Item>
          <Menu.Item component="a" href="/api/cameras.csv" download leftSection={<IconDownload size={17} aria-hidden />}>
            {t('fleet.export')}
          </Menu.Item>
          {mayImport && (
            <Menu.Item leftSection={<IconTableImport size={17} aria-hidden />} onClick={() => void navigate({ to: '/cameras/import' })}>
              {t('fleet.import')}
            </Menu.Item>
          )}
          {mayKiosks && (
            <Menu.Item leftSection={<IconDeviceTablet size={17} aria-hidden />} onClick={() => void navigate({ to: '/cameras/kiosks' })}>
              {t('fleet.kiosks')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {mayDock && (
        <Button variant="default" leftSection={<IconKey size={17} aria-hidden />} onClick={() => setOpen('dock')}>
          {t('cameras.dock')}
        </Button>
      )}
      {mayRegister && (
        <Button variant="default" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setOpen('camera')}>
          {t('cameras.add')}
        </Button>
      )}
      {mayHandOut && (
        <Button leftSection={<IconHandGrab size={17} aria-hidden />} onClick={() => setOpen('hand-out')}>
          {t('fleet.handOut')}
        </Button>
      )}
      <Dialog open={open === 'camera'} onClose={close} title={t('cameras.addTitle')}>
        <NewCamera onDone={close} />
      </Dialog>
      <Dialog open={open === 'dock'} onClose={close} title={t('cameras.dockTitle')}>
        <NewDock />
      </Dialog>
      <Dialog open={open === 'hand-out'} onClose={close} title={t('fleet.handOutTitle')}>
        <HandOut />
      </Dialog>
      <Dialog open={open === 'labels'} onClose={close} title={t('fleet.labelsTitle')}>
        <Labels here={here} />
      </Dialog>
    </div>
  );
}
