import { useEffect, useMemo, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcutsOn } from '../../app/shortcuts';
import { fetchJson } from '../../api/client';
import type { Detail } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { usePlain } from '../../i18n/plain';
import '../../player/element';
import type { Moved, VidimusPlayer } from '../../player/element';
import type { PlayerLabels } from '../../player/labels';
import { partsOf } from './parts';

export function Player(props: {
  detail: Detail;
  player: RefObject<VidimusPlayer | null>;
  onMoved: (moved: Moved) => void;
  help: ReactNode;
}) {
  const { detail, player } = props;
  const labels = usePlayerLabels();
  const plain = usePlain();
  const parts = useMemo(() => partsOf(detail, plain), [detail, plain]);
  useKeysOfThePage(player);
  return (
    <vidimus-player
      ref={player}
      labels={labels}
      fetchJson={fetchJson}
      clockOffsetMs={detail.clockOffsetMs}
      parts={parts}
      onvidimus-moved={(event) => props.onMoved(event.detail)}
    >
      <div slot="help">{props.help}</div>
    </vidimus-player>
  );
}

/** The player's keys work wherever the focus is, as long as nothing else there wants them. */
function useKeysOfThePage(player: RefObject<VidimusPlayer | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const element = player.current;
      if (element === null || !shortcutsOn() || event.composedPath().includes(element)) return;
      if (event.key === 'Home' || event.key === 'End' || document.querySelector('dialog[open]') !== null) return;
      element.key(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [player]);
}

function usePlayerLabels(): PlayerLabels {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => ({
      player: t('player.player'),
      play: t('player.play'),
      pause: t('player.pause'),
      back: t('player.back'),
      forward: t('player.forward'),
      previousFrame: t('player.previousFrame'),
      nextFrame: t('player.nextFrame'),
      speed: t('player.speed'),
      mute: t('player.mute'),
      unmute: t('player.unmute'),
      volume: t('player.volume'),
      fullscreen: t('player.fullscreen'),
      leaveFullscreen: t('player.leaveFullscreen'),
      timeline: t('player.timeline'),
      zoomIn: t('player.zoomIn'),
      zoomOut: t('player.zoomOut'),
      waiting: t('player.waiting'),
      preparing: t('player.preparing'),
      notPlayable: t('player.notPlayable'),
      noPicture: t('player.noPicture'),
      broken: t('player.broken'),
      cameraTime: t('player.cameraTime'),
      part: (number, count) => t('player.part', { number, count }),
      partMissing: (numbers) => t('library.missingParts', { count: numbers.length, list: numbers.join(', ') }),
      frame: (number, count) => t('player.frame', { number: format.number(number), count, of: format.number(count) }),
      percent: format.percent,
      rate: (speed) => `${format.number(speed)}×`,
      time: format.timeWithSeconds,
      position: (at, of, time) => (time === undefined ? t('player.position', { at, of }) : t('player.positionAtTime', { at, of, time })),
    }),
    [t, format],
  );
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vidimus-player': React.DetailedHTMLProps<React.HTMLAttributes<VidimusPlayer>, VidimusPlayer> & {
        labels: PlayerLabels;
        fetchJson: typeof fetchJson;
        clockOffsetMs: number | undefined;
        parts: ReturnType<typeof partsOf>;
        'onvidimus-moved': (event: CustomEvent<Moved>) => void;
      };
    }
  }
}
