import { Button } from '@mantine/core';
import { IconDoorEnter, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { DoorCard } from './DoorCard';
import { doors } from './doors';
import classes from './Doors.module.css';
import { NewDoor } from './NewDoor';
import { Passed } from './Passed';
import '../../i18n/fleet';

const route = getRouteApi('/desk/doors');

/** Where camera systems of other makers bring their recordings in. */
export function Doors() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = route.useNavigate();
  const { door } = route.useSearch();
  const { data, error, refetch, dataUpdatedAt } = useQuery(doors);
  useTitle(t('doors.title'));
  const items = data?.items ?? [];
  const shown = items.find(({ id }) => id === door) ?? items[0];
  const incomplete = items.reduce((sum, each) => sum + each.incomplete, 0);
  return (
    <Scene
      title={t('doors.title')}
      action={<Add />}
      aside={data !== undefined && items.length > 0 && t('doors.summary', { count: items.length, doors: format.number(items.length), incomplete: format.number(incomplete) })}
    >
      <p className={classes.lead}>{t('doors.lead')}</p>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && items.length === 0 && (
        <Notice icon={IconDoorEnter} title={t('doors.emptyTitle')}>
          {t('doors.empty')}
        </Notice>
      )}
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.map((each) => (
            <DoorCard key={each.id} door={each} now={dataUpdatedAt} chosen={each.id === shown?.id} onChoose={() => void navigate({ search: { door: each.id }, replace: true, resetScroll: false })} />
          ))}
        </ul>
      )}
      {shown !== undefined && <Passed key={shown.id} door={shown} />}
    </Scene>
  );
}

function Add() {
  const { t } = useTranslation();
  const mayChange = useMay('integration.change');
  const [open, setOpen] = useState(false);
  if (!mayChange) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setOpen(true)}>
        {t('doors.add')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('doors.addTitle')}>
        <NewDoor onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
