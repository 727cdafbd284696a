import { Button, TextInput, Textarea } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../api/client';
import { useFormat } from '../i18n/format';
import { Dialog } from '../parts/Dialog';
import form from '../parts/Form.module.css';
import { Refusal } from '../parts/Refusal';
import { glass } from '../scenes/inbox/inbox';
import { useMay } from './session';
import classes from './Shell.module.css';

/** While emergency access lasts, nobody should forget that it does. */
export function EmergencyBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const may = useMay('glass.list');
  const { data, dataUpdatedAt } = useQuery({ ...glass, enabled: may });
  const end = useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/glass/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const now = data?.items.find(({ own, until }) => own && Date.parse(until) > dataUpdatedAt);
  if (now === undefined) return null;
  return (
    <div role="status" className={classes.emergency}>
      <IconUrgent size={18} aria-hidden />
      <span>{t('glass.now', { until: format.time(now.until) })}</span>
      <Button size="compact-sm" variant="default" onClick={() => end.mutate(now.id)}>
        {t('glass.end')}
      </Button>
    </div>
  );
}

/** Breaking the glass. */
export function Emergency({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onClose={onClose} title={t('glass.title')}>
      <Break onDone={onClose} />
    </Dialog>
  );
}

function Break({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [reference, setReference] = useState('');
  const start = useMutation({
    mutationFn: () => answer(api.POST('/api/glass', { body: { reason, reference } })),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <p className={form.words}>{t('glass.lead')}</p>
      <Textarea
        label={t('glass.reason')}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        required
        withAsterisk={false}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput label={t('purpose.referenceIfAny')} value={reference} maxLength={200} onChange={(event) => setReference(event.currentTarget.value)} />
      <Refusal error={start.error} />
      <Button type="submit" color="red" loading={start.isPending}>
        {t('glass.start')}
      </Button>
    </form>
  );
}
