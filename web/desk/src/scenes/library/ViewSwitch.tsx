import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutGrid, IconLayoutList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export function ViewSwitch({ view, onChange }: { view: 'grid' | undefined; onChange: (view: 'grid' | 'list') => void }) {
  const { t } = useTranslation();
  const choices = [
    ['list', t('library.list'), IconLayoutList],
    ['grid', t('library.grid'), IconLayoutGrid],
  ] as const;
  return (
    <ActionIcon.Group role="group" aria-label={t('library.view')} style={{ marginInlineStart: 'auto' }}>
      {choices.map(([choice, label, Sign]) => {
        const chosen = (view ?? 'list') === choice;
        return (
          <Tooltip key={choice} label={label}>
            <ActionIcon
              size={34}
              variant={chosen ? 'light' : 'default'}
              aria-label={label}
              aria-pressed={chosen}
              onClick={() => onChange(choice)}
            >
              <Sign size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </ActionIcon.Group>
  );
}
