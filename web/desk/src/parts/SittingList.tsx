import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SittingItem } from '../api/types';
import { useFormat } from '../i18n/format';
import classes from '../scenes/account/Account.module.css';
import { deviceName } from '../scenes/account/device';

/** Sittings: from where, since when, and last seen when. */
export function SittingList({ items, end }: { items: readonly SittingItem[]; end: ((id: string) => void) | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.list}>
      {items.map((item) => {
        const name = deviceName(item.browser);
        return (
          <li key={item.id}>
            <span className={classes.what}>
              <strong>
                {name} {item.current && `· ${t('account.here')}`}
              </strong>
              <span>
                {t('account.sitting', { address: item.address, since: format.dateTime(item.since), seen: format.dateTime(item.seenAt) })}
                {' · '}
                {t(`account.way.${item.way}`)}
              </span>
            </span>
            {!item.current && end !== undefined && (
              <Button size="compact-sm" variant="default" aria-label={t('account.endOf', { name })} onClick={() => end(item.id)}>
                {t('account.end')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
