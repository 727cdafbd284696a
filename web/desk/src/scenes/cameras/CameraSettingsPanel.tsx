import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useFormat } from '../../i18n/format';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { BrokenRules } from '../settings/BrokenRules';
import { useSettingWords } from '../settings/settings';
import classes from './CameraSettingsPanel.module.css';
import '../../i18n/fleet';

/** What a camera shall be set to, what was read back from it, and since when that differs. */
export function CameraSettingsPanel({ camera }: { camera: { readonly id: string } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSettingWords();
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ['camera-settings-of', camera.id],
    queryFn: ({ signal }) => answer(api.GET('/api/cameras/{id}/settings', { params: { path: { id: camera.id } }, signal })),
  });
  if (data === undefined) {
    return <Panel title={t('cameraSettings.title')}>{error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />}</Panel>;
  }
  const { name, lines, readAt, differingSince, broken, breaking } = data;
  const differs = differingSince !== undefined;
  return (
    <Panel title={t('cameraSettings.title')}>
      <p className={classes.head} data-differs={differs || undefined}>
        {differs ? <IconAlertTriangle size={17} aria-hidden /> : readAt !== undefined && <IconCircleCheck size={17} aria-hidden />}
        <span>
          {name === undefined ? t('cameraSettings.noneWanted') : t('cameraSettings.wantedBy', { name })}{' '}
          {readAt === undefined && t('cameraSettings.neverRead')}
          {differs && t('cameraSettings.differsSince', { when: format.ago(differingSince, dataUpdatedAt) })}
          {!differs && readAt !== undefined && t('cameraSettings.asReadSince', { when: format.ago(readAt, dataUpdatedAt) })}
        </span>
      </p>
      {broken.length > 0 && (
        <div className={classes.rules}>
          <p>{t('cameraSettings.held')}</p>
          <BrokenRules broken={broken} />
        </div>
      )}
      {breaking.length > 0 && (
        <div className={classes.rules}>
          <p>{t('cameraSettings.breaking')}</p>
          <BrokenRules broken={breaking} />
        </div>
      )}
      {lines.length > 0 && (
        <table className={classes.lines}>
          <thead>
            <tr>
              <th scope="col">{t('cameraSettings.setting')}</th>
              <th scope="col">{t('cameraSettings.wanted')}</th>
              <th scope="col">{t('cameraSettings.readBack')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.code} data-differs={line.differs || undefined}>
                <th scope="row">{words.name(line.code)}</th>
                <td>{line.wanted === undefined ? <span className={classes.quiet}>{t('cameraSettings.asCamera')}</span> : words.value(line.code, line.wanted)}</td>
                <td>
                  {line.readBack !== undefined ? (
                    words.value(line.code, line.readBack)
                  ) : (
                    <span className={classes.quiet}>{readAt === undefined ? '–' : t(line.settable ? 'cameraSettings.notTold' : 'cameraSettings.notSettable')}</span>
                  )}
                  {line.differs && <span className={classes.mark}> {t('cameraSettings.differs')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
