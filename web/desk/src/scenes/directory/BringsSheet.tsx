import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../../parts/Refusal';
import { areSame, areWhole, emptyLine, type Bringing, type Effect } from './brings';
import { BringsTable } from './BringsTable';
import classes from './Directory.module.css';
import { Effects } from './Effects';

/** A table of what brings what: edited here, shown what it would do, then saved as a whole. */
export function BringsSheet(props: {
  of: 'groups' | 'claims';
  mayChange: boolean;
  saved: readonly Bringing[];
  known: readonly string[];
  preview: (lines: readonly Bringing[], signal: AbortSignal) => Promise<readonly Effect[]>;
  save: (lines: readonly Bringing[]) => Promise<void>;
  onEdit?: (lines: readonly Bringing[]) => void;
}) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<readonly Bringing[]>();
  const lines = edited ?? props.saved;
  const edit = (next: readonly Bringing[] | undefined) => {
    setEdited(next);
    props.onEdit?.(next ?? props.saved);
  };
  const changed = !areSame(lines, props.saved);
  const whole = areWhole(lines);
  const save = useMutation({ mutationFn: () => props.save(lines), onSuccess: () => edit(undefined) });
  const add = () => edit([...lines, emptyLine(Math.max(-1, ...lines.map(({ key }) => key)) + 1, '')]);
  return (
    <form
      className={classes.sheet}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {lines.length === 0 && <p className={classes.words}>{t(`directory.nothing.${props.of}`)}</p>}
      {lines.length > 0 && <BringsTable of={props.of} lines={lines} known={props.known} onChange={props.mayChange ? edit : undefined} />}
      {props.mayChange && (
        <p className={classes.acts}>
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
            {t(`directory.add.${props.of}`)}
          </Button>
        </p>
      )}
      {changed && (
        <div className={classes.decide}>
          {whole ? <Effects of={props.of} lines={lines} preview={props.preview} /> : <p role="status">{t('directory.unfinished')}</p>}
          <Refusal error={save.error} />
          <div className={classes.acts}>
            <Button type="submit" loading={save.isPending} disabled={!whole}>
              {t('app.save')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                save.reset();
                edit(undefined);
              }}
            >
              {t('app.cancel')}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}
