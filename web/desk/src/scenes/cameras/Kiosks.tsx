import { Button, Select, TextInput } from '@mantine/core';
import { IconDeviceTablet, IconPlus } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import type { KioskCode, KioskItem } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Forbidden } from '../../parts/Forbidden';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import classes from './Kiosks.module.css';
import '../../i18n/fleet';

const kiosks = queryOptions({
  queryKey: ['kiosks'],
  queryFn: ({ signal }) => answer(api.GET('/api/kiosks', { signal })),
});

/** The screens in dock rooms: paired by a code, ended at once. */
export function Kiosks() {
  const { t } = useTranslation();
  const may = useMay('kiosk.list');
  const mayPair = useMay('kiosk.pair');
  const { data, error, refetch, dataUpdatedAt } = useQuery({ ...kiosks, enabled: may });
  const [adding, setAdding] = useState(false);
  useTitle(t('fleet.kiosk.title'));
  if (!may) return <Forbidden />;
  return (
    <Scene
      title={t('fleet.kiosk.title')}
      aside={<Link to="/cameras">{t('fleet.back')}</Link>}
      action={
        mayPair && (
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
            {t('fleet.kiosk.add')}
          </Button>
        )
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && (
        <>
          <p className={classes.lead}>{t('fleet.kiosk.lead')}</p>
          {data.items.length === 0 ? (
            <Notice icon={IconDeviceTablet} title={t('fleet.kiosk.none')} />
          ) : (
            <ul className={classes.list}>
              {data.items.map((kiosk) => (
                <Row key={kiosk.id} kiosk={kiosk} now={dataUpdatedAt} />
              ))}
            </ul>
          )}
          <Dialog open={adding} onClose={() => setAdding(false)} title={t('fleet.kiosk.add')}>
            <NewKiosk sites={data.sites} />
          </Dialog>
        </>
      )}
    </Scene>
  );
}

function Row({ kiosk, now }: { kiosk: KioskItem; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const mayPair = useMay('kiosk.pair');
  const mayRevoke = useMay('kiosk.revoke');
  const { id, name, site, pairedAt, seenAt, revokedAt } = kiosk;
  const params = { path: { id } };
  const renew = useMutation({ mutationFn: () => answer(api.POST('/api/kiosks/{id}/code', { params })) });
  const end = useMutation({
    mutationFn: () => done(api.DELETE('/api/kiosks/{id}', { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: kiosks.queryKey }),
  });
  const state =
    revokedAt !== undefined
      ? t('fleet.kiosk.ended')
      : pairedAt === undefined || seenAt === undefined
        ? t('fleet.kiosk.waiting')
        : t('fleet.kiosk.seen', { ago: format.ago(seenAt, now) });
  return (
    <li className={classes.kiosk} data-ended={revokedAt !== undefined || undefined}>
      <div>
        <strong>{name}</strong>
        <p>
          {[site?.name ?? t('fleet.kiosk.everywhere'), state].join(' · ')}
        </p>
      </div>
      {revokedAt === undefined && (
        <div className={classes.acts}>
          {mayPair && (
            <Button size="compact-sm" variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
              {t('fleet.kiosk.renew')}
            </Button>
          )}
          {mayRevoke && (
            <Button size="compact-sm" variant="default" aria-label={t('fleet.kiosk.endOf', { name })} loading={end.isPending} onClick={() => end.mutate()}>
              {t('fleet.kiosk.end')}
            </Button>
          )}
        </div>
      )}
      {renew.data !== undefined && <Code code={renew.data} />}
      <Refusal error={renew.error ?? end.error} />
    </li>
  );
}

function NewKiosk({ sites }: { sites: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [site, setSite] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/kiosks', { body: { name, ...(site === null ? {} : { site }) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: kiosks.queryKey }),
  });
  if (make.data !== undefined) return <Code code={make.data} />;
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput label={t('fleet.kiosk.name')} value={name} maxLength={100} required withAsterisk={false} onChange={(event) => setName(event.currentTarget.value)} />
      {sites.length > 0 && (
        <Select
          label={t('fleet.kiosk.site')}
          placeholder={t('fleet.kiosk.everywhere')}
          clearable
          clearButtonProps={{ 'aria-label': t('fleet.kiosk.everywhere') }}
          data={sites.map((each) => ({ value: each.id, label: each.name }))}
          value={site}
          onChange={setSite}
        />
      )}
      <Refusal error={make.error} />
      <Button type="submit" loading={make.isPending}>
        {t('fleet.kiosk.add')}
      </Button>
    </form>
  );
}

function Code({ code }: { code: KioskCode }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.code} role="status">
      <p>{t('fleet.kiosk.codeLead', { address: `${location.origin}/kiosk`, until: format.time(code.expiresAt) })}</p>
      <output aria-label={t('fleet.kiosk.code')} className="mono">
        {code.code}
      </output>
    </div>
  );
}
