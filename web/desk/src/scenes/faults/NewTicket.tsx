import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import '../../i18n/fleet';

/** Opens a ticket about one camera. */
export function NewTicket(props: { camera: { id: string; serial: string }; title: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [title, setTitle] = useState(props.title);
  const [text, setText] = useState('');
  const open = useMutation({
    mutationFn: () => answer(api.POST('/api/tickets', { body: { camera: props.camera.id, title, ...(text === '' ? {} : { text }) } })),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['tickets'] }), queries.invalidateQueries({ queryKey: ['faults', 'list'] })]);
      props.onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      <p className={form.words}>
        {t('faults.camera')} <strong className="mono">{props.camera.serial}</strong>
      </p>
      <TextInput label={t('faults.about')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} required withAsterisk={false} maxLength={200} />
      <Textarea label={t('faults.note')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={3} maxLength={2000} />
      <Refusal error={open.error} />
      <Button type="submit" loading={open.isPending}>
        {t('faults.openTicket')}
      </Button>
    </form>
  );
}
