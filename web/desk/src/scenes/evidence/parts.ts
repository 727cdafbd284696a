import type { Detail, Original } from '../../api/types';
import type { Part } from '../../player/reel';

/** What the player plays: the originals in the order of their parts, without what only goes with them. */
export function partsOf(detail: Detail): readonly Part[] {
  return detail.originals.filter(({ sidecarOf }) => sidecarOf === undefined).map(partOf);
}

function partOf(original: Original, index: number): Part {
  const { playback, media, renditions } = original;
  return {
    number: original.part ?? index + 1,
    name: original.name,
    kind: playback.kind ?? 'VIDEO',
    state: playback.state,
    url: playback.url,
    progress: playback.progress,
    reason: playback.reason,
    durationSeconds: media?.durationMs === undefined ? undefined : media.durationMs / 1000,
    startsAt: original.recordedStart === undefined ? undefined : new Date(original.recordedStart),
    poster: renditions.poster,
    sprite: renditions.sprite,
    waveform: renditions.waveform,
    frames: renditions.frames,
  };
}
