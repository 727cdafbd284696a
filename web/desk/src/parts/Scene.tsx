import type { ReactNode } from 'react';
import classes from './Scene.module.css';

/** A scene with nothing special about its frame. */
export function Scene({ title, aside, action, children }: { title: string; aside?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.scene}>
      <header className={classes.head}>
        <h1>{title}</h1>
        <p role="status">{aside}</p>
        {action}
      </header>
      {children}
    </div>
  );
}
