import { useTranslation } from 'react-i18next';
import type { WayInLink } from '../api/types';
import { useFormat } from '../i18n/format';
import form from './Form.module.css';
import { Hash } from './Hash';

/** A one-time link by which somebody else sets up their sign-in. It is seen once. */
export function LinkToHandOver({ link }: { link: WayInLink }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={form.form} role="status">
      <p className={form.words}>{t('wayIn.handOver', { until: format.dateTime(link.expiresAt) })}</p>
      <Hash value={location.origin + link.path} what={t('wayIn.link')} />
    </div>
  );
}
