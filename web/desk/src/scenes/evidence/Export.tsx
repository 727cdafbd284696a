import { Button, Checkbox, Textarea } from '@mantine/core';
import { IconDownload, IconFileZip } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Bundle, Detail } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import classes from './Export.module.css';

/** Makes the sealed bundle of one piece of evidence and hands it to the browser to keep. */
export function Export({ detail, open, onClose }: { detail: Detail; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onClose={onClose} title={t('export.title')}>
      <Make detail={detail} />
    </Dialog>
  );
}

function Make({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const [purpose, setPurpose] = useState('');
  const hasCopies = detail.originals.some(({ playback }) => playback.url?.includes('/renditions/'));
  const [copies, setCopies] = useState(true);
  const make = useMutation({
    mutationFn: () => {
      const stated = purpose.trim();
      return answer(api.POST('/api/bundles', { body: { evidence: [detail.id], renditions: hasCopies && copies, ...(stated === '' ? {} : { purpose: stated }) } }));
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['custody', detail.id] });
    },
  });
  if (make.isSuccess) {
    return <Ready bundle={make.data} />;
  }
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <p className={form.words}>{t('export.what', { count: detail.originals.length, size: format.bytes(detail.lengthBytes) })}</p>
      <Textarea
        label={t('export.purpose')}
        description={t('export.purposeHint')}
        value={purpose}
        maxLength={500}
        autosize
        minRows={2}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      {hasCopies && (
        <Checkbox
          label={t('export.copies')}
          description={t('export.copiesHint')}
          checked={copies}
          onChange={(event) => setCopies(event.currentTarget.checked)}
        />
      )}
      <Refusal error={make.error} />
      <div role="status">{make.isPending && <progress className={classes.progress} aria-label={t('export.making')} />}</div>
      <Button type="submit" loading={make.isPending}>
        {t('export.make')}
      </Button>
    </form>
  );
}

/** The download begins once the link is there, and never before. */
function Ready({ bundle }: { bundle: Bundle }) {
  const { t } = useTranslation();
  const format = useFormat();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.click(), []);
  return (
    <div className={classes.done} role="status">
      <IconFileZip size={36} stroke={1.3} aria-hidden />
      <p className={classes.name}>{bundle.name}</p>
      <p className={form.words}>{t('export.ready', { size: format.bytes(bundle.lengthBytes) })}</p>
      <Button component="a" ref={link} href={bundle.url} download leftSection={<IconDownload size={17} aria-hidden />}>
        {t('export.download')}
      </Button>
      <p className={form.words}>{t('export.verify')}</p>
    </div>
  );
}
