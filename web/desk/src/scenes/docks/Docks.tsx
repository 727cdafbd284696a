import { Button, Select, TextInput } from '@mantine/core';
import { IconBuilding, IconPlus, IconServer2 } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { events } from '../../api/events';
import type { Dock, Site } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { UnitSelect } from '../people/UnitSelect';
import classes from './Docks.module.css';
import '../../i18n/fleet';

const docks = queryOptions({ queryKey: ['docks', 'kept'], queryFn: ({ signal }) => answer(api.GET('/api/docks', { signal })) });
const sites = queryOptions({ queryKey: ['sites'], queryFn: ({ signal }) => answer(api.GET('/api/sites', { signal })) });

type Open = { what: 'dock'; dock: Dock | undefined } | { what: 'site'; site: Site | undefined };

/** Where docks stand. One that nobody entered is here as soon as it has reported. */
export function Docks() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch, dataUpdatedAt } = useQuery(docks);
  const known = useQuery(sites);
  const [open, setOpen] = useState<Open>();
  const mayChange = useMay('dock.change');
  useTitle(t('dockKeeping.title'));
  useEffect(() => {
    let timer: number | undefined;
    const later = () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: docks.queryKey });
      }, 2_000);
    };
    const stop = [events.on('dock', later), events.on('resumed', later)];
    return () => {
      stop.forEach((end) => end());
      window.clearTimeout(timer);
    };
  }, [queries]);
  const close = () => setOpen(undefined);
  const placed = known.data?.items ?? [];
  return (
    <Scene
      title={t('dockKeeping.title')}
      aside={t('dockKeeping.aside')}
      action={
        mayChange && (
          <div className={classes.actions}>
            <Button variant="default" leftSection={<IconBuilding size={17} aria-hidden />} onClick={() => setOpen({ what: 'site', site: undefined })}>
              {t('dockKeeping.addSite')}
            </Button>
            <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setOpen({ what: 'dock', dock: undefined })}>
              {t('dockKeeping.add')}
            </Button>
          </div>
        )
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && data.items.length === 0 && (
        <Notice icon={IconServer2} title={t('dockKeeping.emptyTitle')}>
          {t('dockKeeping.empty')}
        </Notice>
      )}
      {data !== undefined && data.items.length > 0 && (
        <div className={classes.scroll} role="region" aria-label={t('dockKeeping.title')} tabIndex={0}>
          <table className={classes.docks}>
            <thead>
              <tr>
                <th scope="col">{t('dockKeeping.dock')}</th>
                <th scope="col">{t('dockKeeping.site')}</th>
                <th scope="col">{t('people.unit')}</th>
                <th scope="col">{t('dockKeeping.slots')}</th>
                <th scope="col">{t('dockKeeping.seen')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.items.map((dock) => (
                <Row key={dock.id} dock={dock} now={dataUpdatedAt} onOpen={() => setOpen({ what: 'dock', dock })} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {placed.length > 0 && (
        <section className={classes.sites} aria-label={t('dockKeeping.sites')}>
          <h2>{t('dockKeeping.sites')}</h2>
          <ul>
            {placed.map((site) => (
              <li key={site.id}>
                {mayChange ? (
                  <Button size="xs" variant="default" onClick={() => setOpen({ what: 'site', site })} aria-label={t('dockKeeping.renameNamed', { name: site.name })}>
                    {site.name}
                  </Button>
                ) : (
                  site.name
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Dialog open={open?.what === 'dock'} onClose={close} title={open?.what === 'dock' && open.dock !== undefined ? open.dock.name : t('dockKeeping.add')}>
        {open?.what === 'dock' && <EditDock dock={open.dock} sites={placed} onDone={close} />}
      </Dialog>
      <Dialog open={open?.what === 'site'} onClose={close} title={open?.what === 'site' && open.site !== undefined ? open.site.name : t('dockKeeping.addSite')}>
        {open?.what === 'site' && <EditSite site={open.site} onDone={close} />}
      </Dialog>
    </Scene>
  );
}

function Row({ dock, now, onOpen }: { dock: Dock; now: number; onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const taken = dock.slots.filter(({ serial }) => serial !== undefined).length;
  return (
    <tr data-retired={dock.retired || undefined}>
      <th scope="row">
        {dock.name}
        {dock.retired && <span className={classes.quiet}> {t('dockKeeping.retired')}</span>}
      </th>
      <td>{dock.site?.name ?? <span className={classes.warn}>{t('dockKeeping.noSite')}</span>}</td>
      <td>{dock.unit?.name ?? <span className={classes.quiet}>{t('people.noUnit')}</span>}</td>
      <td className="numbers">{t('dockKeeping.taken', { taken, slots: dock.slots.length })}</td>
      <td>
        {dock.seenAt === undefined ? (
          <span className={classes.quiet}>{t('dockKeeping.never')}</span>
        ) : (
          <time dateTime={dock.seenAt} title={format.dateTime(dock.seenAt)}>
            {format.ago(dock.seenAt, now)}
          </time>
        )}
      </td>
      <td>
        {dock.may.includes('dock.change') && (
          <Button size="xs" variant="default" onClick={onOpen} aria-label={t('dockKeeping.changeNamed', { name: dock.name })}>
            {t('people.change')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function EditDock({ dock, sites: placed, onDone }: { dock: Dock | undefined; sites: readonly Site[]; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(dock?.name ?? '');
  const [site, setSite] = useState<string | null>(dock?.site?.id ?? null);
  const [unit, setUnit] = useState<string | null>(dock?.unit?.id ?? null);
  const [retired, setRetired] = useState(dock?.retired ?? false);
  const save = useMutation({
    mutationFn: () => {
      const stands = { ...(site === null ? {} : { site }), ...(unit === null ? {} : { unit }) };
      return dock === undefined
        ? answer(api.POST('/api/docks', { body: { name, ...stands } }))
        : answer(api.PUT('/api/docks/{id}', { params: { path: { id: dock.id } }, body: { ...stands, retired } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['docks'] });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {dock === undefined && (
        <TextInput label={t('dockKeeping.dock')} description={t('dockKeeping.nameHint')} value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      )}
      <Select label={t('dockKeeping.site')} clearable searchable data={placed.map((each) => ({ value: each.id, label: each.name }))} value={site} onChange={setSite} />
      <UnitSelect label={t('people.unit')} none={t('people.noUnit')} value={unit} onChange={setUnit} />
      {dock !== undefined && (
        <Select
          label={t('dockKeeping.use')}
          allowDeselect={false}
          data={[
            { value: 'no', label: t('dockKeeping.inUse') },
            { value: 'yes', label: t('dockKeeping.retired') },
          ]}
          value={retired ? 'yes' : 'no'}
          onChange={(value) => setRetired(value === 'yes')}
        />
      )}
      <Refusal error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t('app.save')}
      </Button>
    </form>
  );
}

function EditSite({ site, onDone }: { site: Site | undefined; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(site?.name ?? '');
  const save = useMutation({
    mutationFn: () =>
      site === undefined
        ? answer(api.POST('/api/sites', { body: { name } }))
        : answer(api.PUT('/api/sites/{id}', { params: { path: { id: site.id } }, body: { name } })),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: sites.queryKey }), queries.invalidateQueries({ queryKey: ['docks'] })]);
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t('dockKeeping.siteName')} value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} data-autofocus />
      <Refusal error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t('app.save')}
      </Button>
    </form>
  );
}
