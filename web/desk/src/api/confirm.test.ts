import { expect, test } from 'vitest';
import { askToConfirm, confirmation, followConfirmed, settleConfirmation, tellConfirmed } from './confirm';

test('what waits goes on once it was confirmed on the page beside', async () => {
  const stop = followConfirmed();
  const asked = askToConfirm();
  expect(confirmation.isAsked()).toBe(true);

  tellConfirmed();

  expect(await asked).toBe(true);
  expect(confirmation.isAsked()).toBe(false);
  stop();
});

test('whoever will not confirm is not asked again by itself', async () => {
  const asked = askToConfirm();

  settleConfirmation(false);

  expect(await asked).toBe(false);
  expect(confirmation.isAsked()).toBe(false);
});
