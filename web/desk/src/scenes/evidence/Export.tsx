import { Button, Checkbox, Textarea } from '@mantine/core';
import { IconDownload, IconFileZip } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { Bundle, Detail } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Refusal } from '../../parts/Refusal';
import classes from './Export.module.css';
import { nothingStated, PurposeFields, purposes, type PurposeItem } from './PurposeFields';

/** Makes the sealed bundle of one piece of evidence and hands it to the browser to keep. */
export function Export({ detail, open, onClose }: { detail: Detail; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onClose={onClose} title={t('export.title')}>
      <Ask detail={detail} />
    </Dialog>
  );
}

/** Where the rules ask for a purpose it is one of theirs, else any words. */
function Ask({ detail }: { detail: Detail }) {
  const { i18n } = useTranslation();
  const { data, error, refetch } = useQuery(purposes(i18n.language));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return <Make detail={detail} purposes={data.askedFor.includes('bundle.export') ? data.items : []} />;
}

function Make({ detail, purposes }: { detail: Detail; purposes: readonly PurposeItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const [stated, setStated] = useState(nothingStated);
  const hasCopies = detail.originals.some(({ playback }) => playback.url?.includes('/renditions/'));
  const [copies, setCopies] = useState(true);
  const make = useMutation({
    mutationFn: () => {
      const { code: purpose, reference, words } = stated;
      return answer(api.POST('/api/bundles', { body: { evidence: [detail.id], renditions: hasCopies && copies, purpose, reference, words } }));
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
      {purposes.length > 0 ? (
        <PurposeFields purposes={purposes} stated={stated} onChange={setStated} />
      ) : (
        <Textarea
          label={t('export.purpose')}
          description={t('export.purposeHint')}
          value={stated.code}
          maxLength={500}
          autosize
          minRows={2}
          onChange={(event) => setStated({ ...stated, code: event.currentTarget.value })}
        />
      )}
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
      <Button type="submit" loading={make.isPending} disabled={purposes.length > 0 && stated.code === ''}>
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
