// Fails on purpose: reports.npm.mjs reads what it prints.
import { expect, test } from '@grafake/testing/playwright';

test('fails', async ({ request }) => {
  expect((await request.get('/api/users')).status()).toBe(200);
});

test('closes', async ({ grafana }) => {
  await grafana.close();
  expect('closed').toBe('on purpose');
});

test.describe('without a journal', () => {
  test.use({ grafanaOptions: { settings: { grafake: { journal: 0 } } } });

  test('keeps no journal', async ({ grafana }) => {
    expect(grafana.url).toBe('on purpose');
  });
});

test('kills', async ({ grafana, grafanaServer }) => {
  await grafanaServer.close();
  expect(grafana.url).toBe('on purpose');
});
