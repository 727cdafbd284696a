import { Button } from '@mantine/core';
import { IconAdjustments, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { NamedSettings, SettingsList } from '../../api/types';
import { useMay } from '../../app/session';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useRoleName } from '../../parts/useRoleName';
import { useTitle } from '../../parts/useTitle';
import { BrokenRules } from './BrokenRules';
import { EditSettings } from './EditSettings';
import classes from './Settings.module.css';
import { codeOf, namedSettings, useSettingWords } from './settings';
import '../../i18n/fleet';

/** What cameras are set to, and which cameras. */
export function Settings() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(namedSettings);
  const [open, setOpen] = useState<NamedSettings | 'new'>();
  const [leaving, setLeaving] = useState<NamedSettings>();
  const mayChange = useMay('camera-settings.change');
  useTitle(t('cameraSettings.title'));
  const close = () => setOpen(undefined);
  return (
    <Scene
      title={t('cameraSettings.title')}
      aside={t('cameraSettings.order')}
      action={
        mayChange && (
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setOpen('new')}>
            {t('cameraSettings.add')}
          </Button>
        )
      }
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && data.items.length === 0 && (
        <Notice icon={IconAdjustments} title={t('cameraSettings.emptyTitle')}>
          {t('cameraSettings.empty')}
        </Notice>
      )}
      {data !== undefined && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((item) => (
            <Row key={item.id} item={item} list={data} mayChange={mayChange} onOpen={() => setOpen(item)} onDelete={() => setLeaving(item)} />
          ))}
        </ul>
      )}
      {data !== undefined && (
        <Dialog open={open !== undefined} onClose={close} title={open === 'new' ? t('cameraSettings.add') : (open?.name ?? '')}>
          <EditSettings item={open === 'new' ? undefined : open} list={data} onDone={close} />
        </Dialog>
      )}
      <Dialog open={leaving !== undefined} onClose={() => setLeaving(undefined)} title={t('cameraSettings.deleteTitle', { name: leaving?.name ?? '' })}>
        {leaving !== undefined && <Deleting item={leaving} onDone={() => setLeaving(undefined)} />}
      </Dialog>
    </Scene>
  );
}

function Row(props: { item: NamedSettings; list: SettingsList; mayChange: boolean; onOpen: () => void; onDelete: () => void }) {
  const { t } = useTranslation();
  const words = useSettingWords();
  const roleName = useRoleName();
  const { item, list } = props;
  const receivers = [
    ...item.units.map(({ name }) => name),
    ...item.roles.map(roleName),
    ...(item.houseDefault ? [t('cameraSettings.isDefault')] : []),
  ];
  return (
    <li className={classes.row} data-broken={item.broken.length > 0 || undefined}>
      <div className={classes.who}>
        <h2>{item.name}</h2>
        <p>{receivers.length === 0 ? t('cameraSettings.nobody') : receivers.join(' · ')}</p>
        <p>{t('cameraSettings.cameras', { count: item.cameras })}</p>
      </div>
      <dl className={classes.facts}>
        {list.description.map((each) => {
          const code = codeOf(each);
          const value = code === undefined ? undefined : item.values[code];
          return (
            value !== undefined && (
              <div key={each.code} data-broken={item.broken.some(({ setting }) => setting === each.code) || undefined}>
                <dt>{words.name(each.code)}</dt>
                <dd>{words.value(each.code, value)}</dd>
              </div>
            )
          );
        })}
      </dl>
      {props.mayChange && (
        <div className={classes.actions}>
          <Button size="xs" variant="default" onClick={props.onOpen} aria-label={t('cameraSettings.changeNamed', { name: item.name })}>
            {t('people.change')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={props.onDelete} aria-label={t('cameraSettings.deleteNamed', { name: item.name })}>
            {t('cameraSettings.delete')}
          </Button>
        </div>
      )}
      {item.broken.length > 0 && (
        <div className={classes.wide}>
          <p className={classes.held}>{t('cameraSettings.held')}</p>
          <BrokenRules broken={item.broken} />
        </div>
      )}
    </li>
  );
}

function Deleting({ item, onDone }: { item: NamedSettings; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => done(api.DELETE('/api/camera-settings/{id}', { params: { path: { id: item.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: namedSettings.queryKey });
      onDone();
    },
  });
  return (
    <div className={form.form}>
      <p className={form.words}>{t('cameraSettings.deleteWords', { count: item.cameras })}</p>
      <Refusal error={remove.error} />
      <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('cameraSettings.delete')}
      </Button>
    </div>
  );
}
