import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Notice.module.css';

/** What a scene shows instead of its content: nothing there yet, nothing found, broken; or, as `page`, what is shown in its place. */
export function Notice(props: { icon: Icon; title: string; children?: ReactNode; action?: ReactNode; alert?: boolean; page?: boolean }) {
  const Sign = props.icon;
  const Heading = props.page === true ? 'h1' : 'h2';
  return (
    <section className={classes.notice} role={props.alert === true ? 'alert' : undefined}>
      <Sign size={40} stroke={1.25} className={classes.sign} aria-hidden />
      <Heading>{props.title}</Heading>
      <div className={classes.words}>{props.children}</div>
      {props.action}
    </section>
  );
}
