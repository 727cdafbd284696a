import { Button, Tabs } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detail } from '../../api/types';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { useTitle } from '../../parts/useTitle';
import type { VidimusPlayer } from '../../player/element';
import { Access } from './Access';
import { Breach } from './Breach';
import { Custody } from './Custody';
import { Derived } from './Derived';
import classes from './Evidence.module.css';
import { Files } from './Files';
import { Filing } from './Filing';
import { Heading } from './Heading';
import { Player } from './Player';
import { OpenedFor, Purpose } from './Purpose';
import { TrackMap } from './TrackMap';
import { useEvidence } from './useEvidence';
import { WhenAndWho } from './WhenAndWho';

const route = getRouteApi('/desk/evidence/$id');

export function Evidence() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useEvidence(id);
  useTitle(data?.title ?? t('app.evidence'));
  if (data !== undefined) return <Found key={id} detail={data} />;
  return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
}

function Found({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const player = useRef<VidimusPlayer>(null);
  const [at, setAt] = useState<number>();
  const begin = detail.recordedStart === undefined ? undefined : Date.parse(detail.recordedStart);
  const may = (action: string) => detail.may.includes(action);
  const unplayable = detail.originals.find(({ playback }) => playback.state === 'NONE');
  return (
    <div className={classes.scene}>
      <Heading detail={detail} />
      <Breach evidence={detail} />
      {detail.missingParts.length > 0 && (
        <p className={classes.missing}>
          <IconAlertTriangle size={18} aria-hidden />
          {t('evidence.missing', { count: detail.missingParts.length, list: detail.missingParts.join(', ') })}
        </p>
      )}
      <div className={classes.main}>
        {detail.opening.needed && may('evidence.open') ? (
          <Purpose detail={detail} />
        ) : (
          <Player
            detail={detail}
            player={player}
            // The map moves in steps of a quarter of a second: nobody sees more, and the page stays calm.
            onMoved={({ seconds, time }) => setAt(Math.floor((time === undefined || begin === undefined ? seconds * 1000 : time.getTime() - begin) / 250) * 250)}
            help={
              unplayable !== undefined &&
              may('evidence.download') && (
                <Button
                  component="a"
                  href={`/api/evidence/${detail.id}/originals/${unplayable.n}/content?download=1`}
                  download
                  leftSection={<IconDownload size={16} aria-hidden />}
                >
                  {t('evidence.downloadOriginal')}
                </Button>
              )
            }
          />
        )}
        <OpenedFor detail={detail} />
        <Derived detail={detail} />
        <Tabs
          value={tab ?? 'files'}
          onChange={(value) => void navigate({ search: value === 'custody' ? { tab: value } : {}, replace: true, resetScroll: false })}
          keepMounted={false}
          className={classes.tabs ?? ''}
        >
          <Tabs.List>
            <Tabs.Tab value="files">{t('evidence.files', { count: detail.originals.length })}</Tabs.Tab>
            {may('evidence.history') && <Tabs.Tab value="custody">{t('evidence.custody')}</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="files">
            <Files detail={detail} />
          </Tabs.Panel>
          <Tabs.Panel value="custody">
            <Custody id={detail.id} />
          </Tabs.Panel>
        </Tabs>
      </div>
      <aside className={classes.side} aria-label={t('evidence.about')}>
        <Filing detail={detail} />
        <TrackMap
          detail={detail}
          at={at}
          onPlace={(place) => (begin === undefined ? player.current?.seek(place / 1000) : player.current?.seekToTime(new Date(begin + place)))}
        />
        <WhenAndWho detail={detail} />
        <Access detail={detail} />
      </aside>
    </div>
  );
}
