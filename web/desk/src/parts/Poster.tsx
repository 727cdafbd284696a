import { IconFile, IconFileOff, IconMovie } from '@tabler/icons-react';
import type { Card } from '../api/types';
import { clock } from '../i18n/clock';
import classes from './Poster.module.css';

/** A still of the evidence, or a quiet stand-in, with its running time. */
export function Poster({ card }: { card: Card }) {
  const Sign = card.state === 'NOT_PLAYABLE' ? IconFileOff : card.kind === 'FILE' ? IconFile : IconMovie;
  return (
    <div className={classes.poster}>
      {card.poster === undefined ? (
        <Sign size={26} stroke={1.2} aria-hidden />
      ) : (
        <img src={card.poster} alt="" loading="lazy" decoding="async" />
      )}
      {card.durationMs !== undefined && <span className={classes.duration}>{clock(card.durationMs)}</span>}
    </div>
  );
}
