import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTellProblem } from '../../parts/problemText';
import classes from './Editable.module.css';

/** A text that is read most of the time, and changed in place by who may. */
export function Editable(props: {
  as: 'h1' | 'span';
  value: string;
  label: string;
  may: boolean;
  required?: boolean;
  placeholder?: string;
  save: (value: string) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const tell = useTellProblem();
  const pencil = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState<string>();
  const [saving, setSaving] = useState(false);
  const stop = () => {
    setDraft(undefined);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const Text = props.as;
  if (draft === undefined) {
    return (
      <span className={classes.shown}>
        <Text className={props.value === '' ? classes.nothing : ''}>{props.value === '' ? props.placeholder : props.value}</Text>
        {props.may && (
          <ActionIcon ref={pencil} variant="subtle" color="gray" size={28} aria-label={t('evidence.edit', { what: props.label })} onClick={() => setDraft(props.value)}>
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
        )}
      </span>
    );
  }
  const save = async () => {
    setSaving(true);
    try {
      if (draft.trim() !== props.value) await props.save(draft.trim());
      stop();
    } catch (problem) {
      tell(problem);
    } finally {
      setSaving(false);
    }
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => event.key === 'Escape' && stop()}
    >
      {props.as === 'h1' && <h1 className="vh">{props.value}</h1>}
      <TextInput
        autoFocus
        aria-label={props.label}
        value={draft}
        maxLength={200}
        required={props.required ?? false}
        onChange={(event) => setDraft(event.currentTarget.value)}
        className={classes.input ?? ''}
      />
      <Button type="submit" size="sm" loading={saving}>
        {t('app.save')}
      </Button>
      <Button size="sm" variant="default" onClick={stop}>
        {t('app.cancel')}
      </Button>
    </form>
  );
}
