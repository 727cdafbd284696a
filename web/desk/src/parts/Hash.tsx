import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './Hash.module.css';

/** A digest that is there to be compared: shown whole where there is room, and copied by one press. */
export function Hash({ value, what }: { value: string; what: string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 1_500 });
  const label = clipboard.copied ? t('app.copied') : t('app.copy', { what });
  return (
    <span className={classes.hash}>
      <code title={value}>{value}</code>
      <Tooltip label={label}>
        <ActionIcon size={24} variant="subtle" aria-label={label} onClick={() => clipboard.copy(value)}>
          {clipboard.copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
