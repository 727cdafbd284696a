import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import classes from './Facet.module.css';

const few = 6;

interface Option {
  readonly value: string;
  readonly name: string;
  readonly count?: number;
}

/** One choice among the values that occur, with how often each does. Choosing it again takes it back. */
export function Facet(props: {
  label: string;
  options: readonly Option[] | undefined;
  chosen: string | undefined;
  choose: (value: string | undefined) => void;
  mono?: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [all, setAll] = useState(false);
  const options = props.options ?? [];
  if (options.length === 0) return null;
  const visible = all ? options : options.filter(({ value }, index) => index < few || value === props.chosen);
  return (
    <div role="group" aria-labelledby={id}>
      <h2 id={id} className={classes.label}>
        {props.label}
      </h2>
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
