import { useTranslation } from 'react-i18next';
import type { Detail } from '../../api/types';
import { clock } from '../../i18n/clock';
import { useFormat } from '../../i18n/format';
import { Fact, Facts } from '../../parts/Facts';
import { Panel } from '../../parts/Panel';
import { Wearer } from './Wearer';

export function WhenAndWho({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = (instant: string | undefined) => instant && <time dateTime={instant}>{format.dateTime(instant)}</time>;
  const { clockOffsetMs = 0 } = detail;
  return (
    <Panel title={t('evidence.recorded')}>
      <Facts>
        <Fact name={t('evidence.start')}>{at(detail.recordedStart) ?? t('evidence.timeUnknown')}</Fact>
        <Fact name={t('evidence.end')}>{at(detail.recordedEnd)}</Fact>
        <Fact name={t('evidence.duration')}>{detail.durationMs !== undefined && clock(detail.durationMs)}</Fact>
        {clockOffsetMs !== 0 && (
          <Fact name={t('evidence.cameraClock')}>
            {at(detail.cameraStart)}
            <div>{t(clockOffsetMs > 0 ? 'evidence.ahead' : 'evidence.behind', { offset: format.offset(clockOffsetMs) })}</div>
          </Fact>
        )}
        <Fact name={t('library.wearer')}>
          <Wearer detail={detail} />
        </Fact>
        <Fact name={t('evidence.unit')}>{detail.unit?.name}</Fact>
        <Fact name={t('library.camera')}>{detail.camera !== undefined && <code>{detail.camera}</code>}</Fact>
        <Fact name={t('evidence.recording')}>{detail.recording !== undefined && <code>{detail.recording}</code>}</Fact>
        <Fact name={t('evidence.received')}>{at(detail.receivedAt)}</Fact>
        <Fact name={t('evidence.size')}>{format.bytes(detail.lengthBytes)}</Fact>
        <Fact name={t('evidence.id')}>
          <code>{detail.id}</code>
        </Fact>
      </Facts>
    </Panel>
  );
}
