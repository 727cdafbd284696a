import { expect, test } from 'vitest';
import { fileName } from './doors';

test('a file is named after its door by letters that every system takes', () => {
  expect(fileName('Wache Süd / System 2', '.json')).toBe('vidimus-wache-su-d-system-2.json');
  expect(fileName('日本', '.pem')).toBe('vidimus-door.pem');
});
