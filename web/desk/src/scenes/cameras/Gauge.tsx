import classes from './Gauge.module.css';

/** How full something is, as a bar and in words. */
export function Gauge(props: { label: string; share: number | undefined; text: string; lowBelow: number }) {
  const low = props.share !== undefined && props.share < props.lowBelow;
  return (
    <div className={classes.gauge}>
      <span className={classes.label}>{props.label}</span>
      <span className={classes.text} data-low={low || undefined}>
        {props.text}
      </span>
      <div className={classes.bar} aria-hidden>
        {props.share !== undefined && <div data-low={low || undefined} style={{ width: `${Math.round(props.share * 100)}%` }} />}
      </div>
    </div>
  );
}
