import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { done } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import { doors } from './doors';
import classes from './Doors.module.css';
import '../../i18n/fleet';

/** Asks once more before a system is cut off. */
export function CloseDoor(props: { words: string; close: () => Promise<{ error?: unknown; response: Response }>; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const close = useMutation({
    mutationFn: () => done(props.close()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: doors.queryKey });
      props.onDone();
    },
  });
  return (
    <div className={form.form}>
      <p className={form.words}>{props.words}</p>
      <Refusal error={close.error} />
      <div className={classes.acts}>
        <Button color="red" loading={close.isPending} onClick={() => close.mutate()}>
          {t('doors.closeDo')}
        </Button>
        <Button variant="default" onClick={props.onDone}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  );
}
