import { useTranslation } from 'react-i18next';
import '../../i18n/fleet';

/** A length of time as people say it: to five minutes, for nobody knows it better. */
export function useLasting(): (hours: number) => string {
  const { t } = useTranslation();
  return (hours) => {
    const minutes = Math.round((hours * 60) / 5) * 5;
    const whole = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (whole === 0) return t('endurance.minutes', { minutes: rest });
    return rest === 0 ? t('endurance.hours', { hours: whole }) : t('endurance.hoursMinutes', { hours: whole, minutes: rest });
  };
}
