import { Button } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import form from '../../parts/Form.module.css';
import '../../i18n/fleet';

/** Address of a sheet of labels; of all that are not retired, if none is named. */
export function labelsOf(cameras: readonly Camera[]): string {
  return `/api/cameras/labels${cameras.length === 0 ? '' : `?${cameras.map(({ id }) => `camera=${id}`).join('&')}`}`;
}

export function Labels({ here }: { here: readonly Camera[] }) {
  const { t } = useTranslation();
  const sign = <IconQrcode size={17} aria-hidden />;
  return (
    <div className={form.form}>
      <p className={form.words}>{t('fleet.labelsLead')}</p>
      {here.length > 0 && (
        <Button component="a" href={labelsOf(here)} download leftSection={sign}>
          {t('fleet.labelsPage', { count: here.length })}
        </Button>
      )}
      <Button component="a" href={labelsOf([])} download variant="default" leftSection={sign}>
        {t('fleet.labelsAll')}
      </Button>
    </div>
  );
}
