import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Notice.module.css';

/** What a scene shows instead of its content: nothing there yet, nothing found, not allowed, broken. */
export function Notice(props: { icon: Icon; title: string; children?: ReactNode; action?: ReactNode; alert?: boolean }) {
  const Sign = props.icon;
  return (
    <section className={classes.notice} role={props.alert === true ? 'alert' : undefined}>
      <Sign size={40} stroke={1.25} className={classes.sign} aria-hidden />
      <h2>{props.title}</h2>
      <div className={classes.words}>{props.children}</div>
      {props.action}
    </section>
  );
}
