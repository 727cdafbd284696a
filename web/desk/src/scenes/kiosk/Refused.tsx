import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TooEarly } from './device';
import classes from './Kiosk.module.css';
import { refusal } from './refusal';
import '../../i18n/fleet';

/** Somebody was told nothing: why, and what they can do. */
export function Refused({ error }: { error: Error }) {
  const { t } = useTranslation();
  const why = refusal(error);
  return (
    <section className={classes.refused}>
      <IconAlertTriangle size={72} stroke={1.4} aria-hidden />
      <h1>{t(`kiosk.refusal.${why}`)}</h1>
      <p>{t(`kiosk.refusal.${why}Lead`, { seconds: error instanceof TooEarly ? error.seconds : undefined })}</p>
    </section>
  );
}
