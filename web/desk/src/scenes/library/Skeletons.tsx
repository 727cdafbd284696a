import { useTranslation } from 'react-i18next';
import classes from './Skeletons.module.css';

export function Skeletons({ view }: { view: 'grid' | undefined }) {
  const { t } = useTranslation();
  return (
    <div role="status" className={view === 'grid' ? classes.grid : classes.list}>
      <span className="vh">{t('app.loading')}</span>
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className={classes.bone} aria-hidden />
      ))}
    </div>
  );
}
