import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What a component is made of, where its own styles are not enough. */
const within: Readonly<Record<string, readonly string[]>> = {
  Checkbox: ['InlineInput'],
  Radio: ['InlineInput'],
  Switch: ['InlineInput'],
  Select: ['Combobox', 'Input', 'Popover', 'ScrollArea'],
  MultiSelect: ['Combobox', 'Input', 'Pill', 'PillsInput', 'Popover', 'ScrollArea'],
  TextInput: ['Input'],
  Textarea: ['Input'],
};

test('every component that the desk uses has its styles', () => {
  const loaded = readFileSync('src/app/mantine.ts', 'utf8');
  const missing = new Set<string>();
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.tsx')) continue;
    for (const [, names] of readFileSync(`src/${file}`, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)) {
      for (const name of (names ?? '').split(',').map((each) => each.trim())) {
        for (const part of [name, ...(within[name] ?? [])]) {
          const styles = `@mantine/core/styles/${part}.layer.css`;
          if (existsSync(`node_modules/${styles}`) && !loaded.includes(styles)) missing.add(part);
        }
      }
    }
  }
  expect([...missing]).toEqual([]);
});
