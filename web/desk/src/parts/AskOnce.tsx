import { Button } from '@mantine/core';
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { done } from '../api/client';
import form from './Form.module.css';
import { Refusal } from './Refusal';

/** Asks once more before something is over for good. */
export function AskOnce(props: {
  words: string;
  /** What the button says. */
  label: string;
  after: QueryKey;
  act: () => Promise<{ error?: unknown; response: Response }>;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () => done(props.act()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: props.after });
      props.onDone();
    },
  });
  return (
    <div className={form.form}>
      <p className={form.words}>{props.words}</p>
      <Refusal error={act.error} />
      <div className={form.row}>
        <Button color="red" loading={act.isPending} onClick={() => act.mutate()}>
          {props.label}
        </Button>
        <Button variant="default" onClick={props.onDone}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  );
}
