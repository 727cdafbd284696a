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
export function TrackMap({ detail, time, onPlace }: { detail: Detail; time: Date | undefined; onPlace: (time: Date) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const loaded = useQuery({ ...track(detail.id), enabled: detail.hasTrack });
  const fixes = useMemo(() => fixesOf(detail, loaded.data), [detail, loaded.data]);
  const labels = useMemo<TrackLabels>(
    () => ({
      track: t('track.track'),
      north: t('track.north'),
      metres: format.metres,
      place: (fix) => `${format.timeWithSeconds(fix.time)}, ${format.coordinates(fix.lat, fix.lon)}`,
    }),
    [t, format],
  );
  const here = time === undefined ? fixes[0] : (fixAt(fixes, time) ?? fixes[0]);
  if (here === undefined) return null;
  return (
    <Panel title={t('track.title')}>
      <vidimus-track labels={labels} fixes={fixes} time={time} onvidimus-place={(event) => onPlace(event.detail)} />
      <p className={classes.here}>
        <span className="mono">{format.coordinates(here.lat, here.lon)}</span>
        {here.accuracy !== undefined && <span>± {format.metres(here.accuracy)}</span>}
        {loaded.data !== undefined && <span>{t('track.source', { source: loaded.data.source })}</span>}
      </p>
    </Panel>
  );
}

function fixesOf(detail: Detail, loaded: Track | undefined): readonly Fix[] {
  const points = loaded?.points ?? [];
  if (points.length > 0) return points.map(({ t, ...point }) => ({ ...point, time: new Date(t) }));
  if (detail.position === undefined) return [];
  return [{ ...detail.position, time: new Date(detail.recordedStart ?? detail.receivedAt) }];
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vidimus-track': React.DetailedHTMLProps<React.HTMLAttributes<VidimusTrack>, VidimusTrack> & {
        labels: TrackLabels;
        fixes: readonly Fix[];
        time: Date | undefined;
        'onvidimus-place': (event: CustomEvent<Date>) => void;
      };
    }
  }
}
