// Fails on purpose: reports.npm.mjs reads what it prints.
import { expect, test } from '@grafake/testing/playwright';

test('fails', async ({ request }) => {
  expect((await request.get('/api/users')).status()).toBe(200);
});
