import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Facets } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { stateKey } from '../../parts/StateMark';
import classes from './Chips.module.css';
import { dayOfInstant, filterNames, readNear, type FilterName, type Shown } from './filters';
import type { SetFilter } from './Library';

/** The filters that are on, each with a way to take it off. */
export function Chips(props: { filters: Shown; facets: Facets | undefined; set: SetFilter; clear: () => void }) {
  const { t } = useTranslation();
  const word = useFilterWord(props.facets);
  const on = filterNames.flatMap((name) => {
    const value = props.filters[name];
    return value === undefined ? [] : [{ name, text: word(name, value) }];
  });
  if (on.length === 0) return null;
  return (
    <div className={classes.chips}>
      {on.map(({ name, text }) => (
        <span key={name} className={classes.chip}>
          {text}
          <UnstyledButton className={classes.off} aria-label={t('library.remove', { name: text })} onClick={() => props.set({ [name]: undefined })}>
            <IconX size={13} aria-hidden />
          </UnstyledButton>
        </span>
      ))}
      <UnstyledButton className={classes.clear} onClick={props.clear}>
        {t('library.clear')}
      </UnstyledButton>
    </div>
  );
}

function useFilterWord(facets: Facets | undefined): (name: FilterName, value: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const named = (list: readonly { value: string; name: string }[] | undefined, value: string) =>
    list?.find((each) => each.value === value)?.name ?? value;
  return (name, value) => {
    switch (name) {
      case 'q':
        return `“${value}”`;
      case 'wearer':
        return named(facets?.wearer, value);
      case 'category':
        return named(facets?.category, value);
      case 'camera':
        return value;
      case 'kind':
        return t(`kind.${value === 'FILE' ? 'FILE' : 'RECORDING'}`);
      case 'state':
        return t(`state.${stateKey(value)}`);
      case 'from':
        return `≥ ${dayOfInstant(value, 'start')}`;
      case 'to':
        return `≤ ${dayOfInstant(value, 'end')}`;
      case 'near': {
        const near = readNear(value);
        return near === undefined
          ? value
          : t('library.nearValue', { metres: format.metres(near.metres), place: format.coordinates(near.lat, near.lon) });
      }
    }
  };
}
