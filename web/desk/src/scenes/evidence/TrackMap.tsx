import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detail, Track } from '../../api/types';
import { useFormat } from '../../i18n/format';
import '../../track/element';
import type { TrackLabels, VidimusTrack } from '../../track/element';
import { fixAt, type Fix } from '../../track/ground';
import { Panel } from '../../parts/Panel';
import classes from './TrackMap.module.css';
import { track } from './useEvidence';

/** Where it was recorded: the way walked, or the one place that is known. */
export function TrackMap({ detail, at, onPlace }: { detail: Detail; at: number | undefined; onPlace: (at: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const loaded = useQuery({ ...track(detail.id), enabled: detail.hasTrack });
  const fixes = useMemo(() => fixesOf(detail, loaded.data), [detail, loaded.data]);
  const labels = useMemo<TrackLabels>(
    () => ({
      track: t('track.track'),
      north: t('track.north'),
      metres: format.metres,
      place: ({ time, lat, lon }) =>
        [time === undefined ? undefined : format.timeWithSeconds(time), format.coordinates(lat, lon)].filter((word) => word !== undefined).join(', '),
    }),
    [t, format],
  );
  const here = at === undefined ? fixes[0] : (fixAt(fixes, at) ?? fixes[0]);
  if (here === undefined) return null;
  return (
    <Panel title={t('track.title')}>
      <vidimus-track labels={labels} fixes={fixes} at={at} onvidimus-place={(event) => onPlace(event.detail)} />
      <p className={classes.here}>
        <span className="mono">{format.coordinates(here.lat, here.lon)}</span>
        {here.accuracy !== undefined && <span>± {format.metres(here.accuracy)}</span>}
        {loaded.data !== undefined && <span>{t('track.source', { source: loaded.data.source })}</span>}
      </p>
    </Panel>
  );
}

function fixesOf(detail: Detail, loaded: Track | undefined): readonly Fix[] {
  const begin = detail.recordedStart === undefined ? undefined : Date.parse(detail.recordedStart);
  const fixes = (loaded?.points ?? []).map(({ t, ms, lat, lon, accuracy }): Fix => {
    const time = t === undefined ? undefined : new Date(t);
    return { at: ms ?? (time === undefined || begin === undefined ? 0 : time.getTime() - begin), time, lat, lon, accuracy };
  });
  if (fixes.length > 0) return fixes.sort((a, b) => a.at - b.at);
  return detail.position === undefined ? [] : [{ ...detail.position, at: 0, time: undefined }];
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vidimus-track': React.DetailedHTMLProps<React.HTMLAttributes<VidimusTrack>, VidimusTrack> & {
        labels: TrackLabels;
        fixes: readonly Fix[];
        at: number | undefined;
        'onvidimus-place': (event: CustomEvent<number>) => void;
      };
    }
  }
}
