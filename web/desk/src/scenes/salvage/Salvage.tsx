import { Checkbox } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalvageCase } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { salvageCases } from './queries';
import classes from './Salvage.module.css';
import '../../i18n/fleet';

/** Every part that did not come off cleanly, until somebody closes its case. */
export function Salvage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(true);
  const { data, error, refetch, dataUpdatedAt } = useQuery(salvageCases(open));
  useTitle(t('salvage.title'));
  const more = data?.more ?? 0;
  const count = (data?.items.length ?? 0) + more;
  return (
    <Scene
      title={t('salvage.title')}
      aside={count > 0 && t('salvage.summary', { count, cases: format.number(count) })}
      action={<Checkbox label={t('salvage.closedToo')} checked={!open} onChange={(event) => setOpen(!event.currentTarget.checked)} />}
    >
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && count === 0 && (
        <Notice icon={IconLifebuoy} title={t('salvage.emptyTitle')}>
          {t('salvage.empty')}
        </Notice>
      )}
      <ul className={classes.list}>
        {data?.items.map((one) => (
          <Row key={one.id} about={one} now={dataUpdatedAt} />
        ))}
      </ul>
      {more > 0 && <p className={classes.more}>{t(open ? 'salvage.moreOpen' : 'salvage.moreAll', { count: more, cases: format.number(more) })}</p>}
    </Scene>
  );
}

function Row({ about, now }: { about: SalvageCase; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={classes.row} data-closed={about.closed !== undefined || undefined}>
      <div>
        <h2 className={classes.name}>
          <Link to="/salvage/$id" params={{ id: about.id }}>
            {about.name}
          </Link>
        </h2>
        <p className={classes.said}>{t(`salvage.causes.${about.cause}`)}</p>
      </div>
      <p className="mono">{about.camera}</p>
      <p>
        <time dateTime={about.openedAt} title={format.dateTime(about.openedAt)}>
          {format.ago(about.openedAt, now)}
        </time>
      </p>
      <p className={classes.standing}>
        {about.closed !== undefined
          ? t(`salvage.closedHow.${about.closed.how === 'ARRIVED' ? 'ARRIVED' : 'PERSON'}`)
          : about.results > 0
            ? t('salvage.recovered', { count: about.results })
            : about.attempt === undefined
              ? t('salvage.untried')
              : t(`salvage.attempt.${about.attempt}`)}
      </p>
    </li>
  );
}
