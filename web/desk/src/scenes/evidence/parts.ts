import type { Detail, Original } from '../../api/types';
import type { Part } from '../../player/reel';

/**
 * What the player plays: the originals in the order of their parts, without what only goes with them.
 *
 * @param plain says the server's words in the person's language
 */
export function partsOf(detail: Detail, plain: (text: string) => string): readonly Part[] {
  return detail.originals.filter(({ sidecarOf }) => sidecarOf === undefined).map((original, index) => partOf(original, index, plain));
}

function partOf(original: Original, index: number, plain: (text: string) => string): Part {
  const { playback, media, renditions } = original;
  return {
    number: original.part ?? index + 1,
    name: original.name,
    kind: playback.kind ?? 'VIDEO',
    state: playback.state,
    url: playback.url,
    progress: playback.progress,
    reason: playback.reason === undefined ? undefined : plain(playback.reason),
    durationSeconds: media?.durationMs === undefined ? undefined : media.durationMs / 1000,
    startsAt: original.recordedStart === undefined ? undefined : new Date(original.recordedStart),
    poster: renditions.poster,
    sprite: renditions.sprite,
    waveform: renditions.waveform,
    frames: renditions.frames,
  };
}
