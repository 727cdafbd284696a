import { Button } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { EvidenceCard } from './EvidenceCard';
import { layOut, stepFrom, type Step } from './layout';
import classes from './Results.module.css';

const tileWidth = 232;
const gap = 16;

/** The cards, drawn only where they can be seen, grouped by day, walked by arrow keys. */
export function Results(props: { cards: readonly Card[]; view: 'grid' | undefined; more: boolean; loading: boolean; loadMore: () => void }) {
  const { cards, view, more, loading, loadMore } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLDivElement>(null);
  const place = useMergedRef(ref, canvas);
  const top = useTopOnPage(canvas);
  const columns = view === 'grid' ? Math.max(2, Math.floor((width + gap) / (tileWidth + gap))) : 1;
  const lines = useMemo(() => layOut(cards, columns), [cards, columns]);
  const [activeId, setActiveId] = useState<string>();
  const activeIndex = Math.max(0, cards.findIndex(({ id }) => id === activeId));

  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index]?.day !== undefined ? 46 : view === 'grid' ? 250 : 80),
    overscan: 6,
    scrollMargin: top,
    scrollPaddingStart: 90,
    scrollPaddingEnd: 40,
    getItemKey: (index) => lines[index]?.key ?? index,
  });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !loading && last >= lines.length - 4) loadMore();
  }, [more, loading, last, lines.length, loadMore]);

  const go = (step: Step) => {
    const index = stepFrom(activeIndex, step, columns, cards.length);
    const card = cards[index];
    if (card === undefined) return;
    setActiveId(card.id);
    virtual.scrollToIndex(lines.findIndex(({ cards: inLine }) => inLine.includes(card)));
    focusWhenDrawn(`card-${card.id}`);
  };

  return (
    <section aria-label={t('library.results')}>
      <p className="vh">{t('library.keys')}</p>
      <div
        ref={place}
        className={classes.canvas}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={(event) => {
          const step = keys.get(event.key);
          if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          go(step);
        }}
      >
        {visible.map(({ index, key, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={classes.line}
              style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}
            >
              {line.day !== undefined && <h2 className={classes.day}>{line.day === null ? t('library.undated') : format.day(line.day)}</h2>}
              {line.cards.length > 0 && (
                <div className={classes.cards} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
                  {line.cards.map((card) => (
                    <EvidenceCard
                      key={card.id}
                      card={card}
                      tile={view === 'grid'}
                      active={cards[activeIndex]?.id === card.id}
                      onFocus={() => setActiveId(card.id)}
                    />
                  ))}
                </div>
              )}
            </div>
          );
        })}
      </div>
      <footer className={classes.foot}>
        {more ? (
          <Button variant="default" loading={loading} onClick={loadMore}>
            {t('library.more')}
          </Button>
        ) : (
          t('library.end')
        )}
      </footer>
    </section>
  );
}

const keys = new Map<string, Step>([
  ['ArrowDown', 'down'],
  ['ArrowUp', 'up'],
  ['ArrowRight', 'next'],
  ['ArrowLeft', 'previous'],
  ['Home', 'first'],
  ['End', 'last'],
]);

/** Where the element begins on the page; what is above it comes and goes. */
function useTopOnPage(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const measure = () => setTop((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return top;
}

/** The card may be drawn only after the list has scrolled to it. */
function focusWhenDrawn(id: string, tries = 20): void {
  const card = document.getElementById(id);
  if (card !== null) card.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusWhenDrawn(id, tries - 1));
}
