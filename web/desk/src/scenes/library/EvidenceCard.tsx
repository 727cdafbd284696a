import { IconAlertTriangle, IconGavel, IconMapPin } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCategoryName } from '../../api/categories';
import type { Card } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Poster } from '../../parts/Poster';
import { StateMark } from '../../parts/StateMark';
import classes from './EvidenceCard.module.css';

/** One piece of evidence among many. Only the active one is a stop of the Tab key; arrows reach the rest. */
export function EvidenceCard(props: { card: Card; active: boolean; tile: boolean; onFocus: () => void }) {
  const { card } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const categoryName = useCategoryName();
  return (
    <article className={props.tile ? classes.tile : classes.row} data-evidence={card.id}>
      <Poster card={card} />
      <div className={classes.what}>
        <h3 className={classes.title}>
          <Link
            id={`card-${card.id}`}
            to="/evidence/$id"
            params={{ id: card.id }}
            className={classes.link}
            tabIndex={props.active ? 0 : -1}
            onFocus={props.onFocus}
            preload={false}
          >
            {card.title}
          </Link>
        </h3>
        <p className={classes.facts}>
          {card.wearer !== undefined && <span>{card.wearer.name}</span>}
          {card.camera !== undefined && <span className="mono">{card.camera}</span>}
          {card.place !== undefined && (
            <span className={classes.place}>
              <IconMapPin size={13} aria-hidden /> {card.place}
            </span>
          )}
        </p>
      </div>
      <div className={classes.class}>
        {card.category !== undefined && <span className={classes.category}>{categoryName(card.category)}</span>}
        {card.parts > 1 && <span className={classes.parts}>{t('library.parts', { count: card.parts })}</span>}
        {card.breach !== undefined && card.breach.decision === undefined && (
          <span className={classes.missing}>
            <IconGavel size={14} aria-hidden />
            {t('breach.mark')}
          </span>
        )}
        {card.missingParts.length > 0 && (
          <span className={classes.missing}>
            <IconAlertTriangle size={14} aria-hidden />
            {t('library.missingParts', { count: card.missingParts.length, list: card.missingParts.join(', ') })}
          </span>
        )}
      </div>
      <div className={classes.state}>{card.state !== 'PLAYABLE' && <StateMark state={card.state} />}</div>
      <time className={classes.time} dateTime={card.recordedStart ?? card.receivedAt}>
        {format.time(card.recordedStart ?? card.receivedAt)}
      </time>
    </article>
  );
}
