import { existsSync } from 'node:fs';

import { expect, test } from '@grafake/testing/playwright';

test('request leads to the world', async ({ request, grafana }) => {
  const headers = { Authorization: `Bearer ${await grafana.token('Admin')}` };
  expect((await request.post('/api/teams', { headers, data: { name: 'sre' } })).status()).toBe(200);
  expect((await (await request.get('/api/teams/search', { headers })).json()).totalCount).toBe(1);
});

test('why a request was refused', async ({ request, grafana }) => {
  expect(await grafana.why(await request.get('/api/users'))).toContain('no credential');
});

test('a lost answer', async ({ request, grafana }) => {
  await grafana.faults.add({ times: 1, do: { apply: 'once', then: 'reset' } });
  await expect(request.get('/api/org')).rejects.toThrow('ECONNRESET');
  await grafana.faults.verify();
});

test.describe('another Grafana', () => {
  test.use({ grafanaOptions: { release: '12.4', clock: { at: '2026-03-01T09:00:00Z', frozen: true } } });

  test('is there', async ({ request }) => {
    const health = await request.get('/api/health');
    expect((await health.json()).version).toMatch(/^12\.4/);
    expect(health.headers()['date']).toBe('Sun, 01 Mar 2026 09:00:00 GMT');
  });
});

test.describe('in a browser', () => {
  test.skip(!existsSync('/usr/bin/chromium'), 'there is no /usr/bin/chromium');

  test('the page of who has no session is the login', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/login$/);
  });
});
