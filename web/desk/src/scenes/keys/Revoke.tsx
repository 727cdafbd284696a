import { Button } from '@mantine/core';
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { done } from '../../api/client';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import classes from './Keys.module.css';

/** Asks once more before a key is dead for good. */
export function Revoke(props: { words: string; after: QueryKey; revoke: () => Promise<{ error?: unknown; response: Response }>; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => done(props.revoke()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: props.after });
      props.onDone();
    },
  });
  return (
    <div className={form.form}>
      <p className={form.words}>{props.words}</p>
      <Refusal error={revoke.error} />
      <div className={classes.acts}>
        <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          {t('keys.revokeDo')}
        </Button>
        <Button variant="default" onClick={props.onDone}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  );
}
