import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import classes from './Arrivals.module.css';
import { useArrivals } from './useArrivals';

/** Files that docks are offloading right now. */
export function Arrivals() {
  const { t } = useTranslation();
  const format = useFormat();
  const arrivals = useArrivals();
  if (arrivals.length === 0) return null;
  return (
    <section className={classes.arrivals} aria-label={t('library.arriving')}>
      <h2 className={classes.title}>
        <span className={classes.pulse} aria-hidden />
        {t('library.arriving')}
      </h2>
      <ul className={classes.list}>
        {arrivals.map(({ id, camera, name, offsetBytes, lengthBytes }) => {
          const share = lengthBytes === 0 ? 1 : offsetBytes / lengthBytes;
          return (
            <li key={id} className={classes.arrival}>
              <span className={classes.name} title={name}>
                {name}
              </span>
              <span className={`mono ${classes.camera ?? ''}`}>{camera}</span>
              <progress
                value={share}
                max={1}
                aria-label={camera === undefined ? name : t('library.arrivingFrom', { name, camera })}
              />
              <span className={classes.amount}>
                {format.percent(share)} · {format.bytes(lengthBytes)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
