import { Button, Menu, Select, TextInput, UnstyledButton } from '@mantine/core';
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
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './Cameras.module.css';
import { changed, fits, groups, isIn, pageOf, sorted, type Group, type Shown } from './fleet';
import { FleetTable } from './FleetTable';
import { HandOut } from './HandOut';
import { Labels } from './Labels';
import { NewCamera } from './NewCamera';
import { NewDock } from './NewDock';
import { cameras, useFreshCameras } from './useCameras';
import '../../i18n/fleet';

const route = getRouteApi('/desk/cameras');

/** All cameras that the person may see: where each is, who has it, and what is wrong. */
export function Cameras() {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = route.useSearch();
  const { data, error, refetch, dataUpdatedAt } = useQuery(cameras);
  useTitle(t('app.cameras'));
  useFreshCameras();
  const all = useMemo(() => data?.items ?? [], [data]);
  const fitting = useMemo(() => all.filter((camera) => fits(camera, shown)), [all, shown]);
  const items = useMemo(
    () => sorted(fitting.filter((camera) => isIn(camera, shown.show ?? 'ALL')), shown.sort ?? 'urgent'),
    [fitting, shown.show, shown.sort],
  );
  const page = pageOf(items.length, shown.page);
  const here = items.slice(page.from, page.to);
  const count = (group: Group) => all.filter((camera) => isIn(camera, group)).length;
  return (
    <Scene
      title={t('app.cameras')}
      action={<Actions here={here} />}
      aside={
        data !== undefined &&
        t('fleet.summary', { count: count('ALL'), ready: format.number(count('READY')), out: format.number(count('OUT')) })
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && all.length === 0 && (
        <Notice icon={IconDeviceCctvOff} title={t('cameras.emptyTitle')}>
          {t('cameras.empty')}
        </Notice>
      )}
      {all.length > 0 && (
        <>
          <Narrow all={all} fitting={fitting} shown={shown} />
          {items.length === 0 ? <Notice icon={IconDeviceCctvOff} title={t('fleet.none')} /> : <FleetTable items={here} now={dataUpdatedAt} />}
          {page.pages > 1 && <Pages {...page} all={items.length} />}
        </>
      )}
    </Scene>
  );
}

function Narrow({ all, fitting, shown }: { all: readonly Camera[]; fitting: readonly Camera[]; shown: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = route.useNavigate();
  const set = (change: Record<string, string | undefined>) => void navigate({ search: (before) => changed(before, change), replace: true });
  const units = [...new Map(all.flatMap(({ unit }) => (unit?.name === undefined ? [] : [[unit.id, unit.name] as const]))).entries()]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
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
        {groups.map((group) => {
          const count = fitting.filter((camera) => isIn(camera, group)).length;
          if (count === 0 && group !== chosen && group !== 'ALL') return null;
          return (
            <UnstyledButton
              key={group}
              className={classes.group}
              data-group={group}
              aria-pressed={group === chosen}
              onClick={() => set({ show: group })}
            >
              {t(`fleet.group.${group}`)} <span>{format.number(count)}</span>
            </UnstyledButton>
          );
        })}
      </div>
    </search>
  );
}

function Pages({ from, to, page, pages, all }: { from: number; to: number; page: number; pages: number; all: number }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const go = (next: number) => void navigate({ search: (shown) => ({ ...shown, page: String(next) }) });
  return (
    <nav className={classes.pages} aria-label={t('fleet.pages')}>
      <span role="status">{t('fleet.page', { from: from + 1, to, all })}</span>
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
