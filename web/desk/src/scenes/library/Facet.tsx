import { TextInput, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { few, many, shownOptions, type Option } from './options';
import classes from './Facet.module.css';

/** One choice among the values that occur, with how often each does, where that is told. Choosing it again takes it back. */
export function Facet(props: {
  label: string;
  options: readonly Option[] | undefined;
  chosen: string | undefined;
  choose: (value: string | undefined) => void;
  mono?: boolean;
  /** What the field is called in which one types to find a value among many. */
  find?: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [all, setAll] = useState(false);
  const [typed, setTyped] = useState('');
  const options = props.options ?? [];
  if (options.length === 0) return null;
  const finds = all && props.find !== undefined && options.length > many;
  const visible = shownOptions(options, props.chosen, all, finds ? typed : '');
  return (
    <div role="group" aria-labelledby={id}>
      <h2 id={id} className={classes.label}>
        {props.label}
      </h2>
      {finds && (
        <TextInput
          size="xs"
          className={classes.find ?? ''}
          aria-label={props.find}
          placeholder={props.find}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {visible.map(({ value, name, count }) => {
        const chosen = value === props.chosen;
        return (
          <UnstyledButton
            key={value}
            className={classes.option}
            aria-pressed={chosen}
            data-chosen={chosen || undefined}
            onClick={() => props.choose(chosen ? undefined : value)}
          >
            <span className={props.mono === true ? `mono ${classes.name ?? ''}` : classes.name}>{name}</span>
            {chosen ? <IconX size={14} aria-hidden /> : count !== undefined && <span className={classes.count}>{format.number(count)}</span>}
          </UnstyledButton>
        );
      })}
      {options.length > few && (
        <UnstyledButton className={classes.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('library.showFewer') : t('library.showAll', { count: options.length })}
        </UnstyledButton>
      )}
    </div>
  );
}
