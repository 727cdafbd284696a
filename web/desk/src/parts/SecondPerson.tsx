import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askBy } from '../api/secondPerson';
import { Dialog } from './Dialog';
import form from './Form.module.css';

/** Opens by itself when the rules of the house want a second person for what somebody has just asked for. */
export function SecondPerson() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const answer = useRef<(reason: string | undefined) => void>(undefined);
  useEffect(
    () =>
      askBy(
        () =>
          new Promise((resolve) => {
            answer.current?.(undefined);
            answer.current = resolve;
            setReason('');
            setOpen(true);
          }),
      ),
    [],
  );
  const end = (given: string | undefined) => {
    answer.current?.(given);
    answer.current = undefined;
    setOpen(false);
  };
  return (
    <Dialog open={open} onClose={() => end(undefined)} title={t('inbox.askTitle')}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          end(reason.trim());
        }}
      >
        <p className={form.words}>{t('inbox.askLead')}</p>
        <Textarea
          label={t('inbox.askReason')}
          value={reason}
          maxLength={500}
          autosize
          minRows={2}
          required
          withAsterisk={false}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" disabled={reason.trim() === ''}>
          {t('inbox.ask')}
        </Button>
      </form>
    </Dialog>
  );
}
