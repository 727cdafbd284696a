import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconShieldCheck, IconShieldHalf } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Detail, Original } from '../../api/types';
import { clock } from '../../i18n/clock';
import { useFormat } from '../../i18n/format';
import { usePlain } from '../../i18n/plain';
import { Hash } from '../../parts/Hash';
import classes from './Files.module.css';

/** The originals, exactly as they were received, with the digests that identify them. */
export function Files({ detail }: { detail: Detail }) {
  const mayDownload = detail.may.includes('evidence.download');
  return (
    <ul className={classes.files}>
      {detail.originals.map((original) => (
        <File key={original.n} evidence={detail.id} original={original} mayDownload={mayDownload} />
      ))}
    </ul>
  );
}

function File({ evidence, original, mayDownload }: { evidence: string; original: Original; mayDownload: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tech = useTech(original);
  const plain = usePlain();
  // What only goes with a recording is not meant to be played.
  const warnings = [original.media?.damage, original.sidecarOf === undefined ? original.playback.reason : undefined].filter((text) => text !== undefined);
  return (
    <li className={classes.file}>
      <div className={classes.head}>
        <h2 className={classes.name}>{original.name}</h2>
        {original.part !== undefined && <span className={classes.part}>{t('evidence.part', { number: original.part })}</span>}
        {original.sidecarOf !== undefined && <span className={classes.part}>{t('evidence.sidecarOf', { name: original.sidecarOf })}</span>}
        {mayDownload && (
          <Tooltip label={t('evidence.download', { name: original.name })}>
            <ActionIcon
              component="a"
              href={`/api/evidence/${evidence}/originals/${original.n}/content?download=1`}
              download
              variant="default"
              size={30}
              aria-label={t('evidence.download', { name: original.name })}
            >
              <IconDownload size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <p className={classes.tech}>{[format.bytes(original.lengthBytes), ...tech].join(' · ')}</p>
      <p className={classes.digest}>
        <span className={classes.label}>SHA-256</span>
        <Hash value={original.sha256} what={`SHA-256 ${original.name}`} />
      </p>
      <p className={classes.secured} data-secured={original.securedAt !== undefined}>
        {original.securedAt === undefined ? <IconShieldHalf size={16} aria-hidden /> : <IconShieldCheck size={16} aria-hidden />}
        {original.securedAt === undefined
          ? t('evidence.notSecured')
          : t('evidence.secured', { at: format.dateTime(original.securedAt) })}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          <IconAlertTriangle size={16} aria-hidden />
          {plain(warning)}
        </p>
      ))}
    </li>
  );
}

function useTech({ media, mediaType }: Original): readonly string[] {
  const { t } = useTranslation();
  const format = useFormat();
  if (media === undefined) return [mediaType];
  const rate = media.frameRate === undefined ? undefined : t('evidence.frameRate', { rate: format.number(Math.round(media.frameRate * 100) / 100) });
  const facts = [
    media.durationMs === undefined ? undefined : clock(media.durationMs),
    media.container,
    media.videoCodec,
    media.width === undefined || media.height === undefined ? undefined : `${media.width} × ${media.height}`,
    rate === undefined ? undefined : media.variableFrameRate === true ? `~${rate}` : rate,
    media.rotation === undefined || media.rotation === 0 ? undefined : t('evidence.rotated', { degrees: media.rotation }),
    media.audioCodec,
    [media.maker, media.model].filter((text) => text !== undefined).join(' '),
  ];
  return facts.filter((fact) => fact !== undefined && fact !== '').filter((fact) => typeof fact === 'string');
}
