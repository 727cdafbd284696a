import { CloseButton, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../app/shortcuts';
import classes from './SearchField.module.css';

/** Words to search for. Waits for a pause in typing; `/` goes here from anywhere. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (seen !== value) {
    setSeen(value);
    // Our own words come back a moment later, while somebody types on. Any other change is from outside: a chip was removed, or
    // the browser went back.
    if (sent !== value) {
      setSent(value);
      setTyped(value);
    }
  }
  const shortcuts = useShortcuts();
  useHotkeys(shortcuts ? [['/', () => field.current?.focus()]] : []);
  useEffect(() => {
    if (typed === value) return;
    const pause = window.setTimeout(() => {
      setSent(typed.trim());
      onChange(typed.trim());
    }, 250);
    return () => window.clearTimeout(pause);
  }, [typed, value, onChange]);

  return (
    <search className={classes.search}>
      <TextInput
        ref={field}
        type="search"
        aria-label={t('library.search')}
        aria-keyshortcuts="/"
        placeholder={t('library.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          typed === '' ? (
            shortcuts && <kbd aria-hidden>/</kbd>
          ) : (
            <CloseButton size="sm" aria-label={t('library.remove', { name: t('library.search') })} onClick={() => setTyped('')} />
          )
        }
      />
    </search>
  );
}
