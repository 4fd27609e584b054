// Fails on purpose: reports.npm.mjs reads what it prints.
import { expect } from 'vitest';

import { test, testWithGrafana } from '@grafake/testing/vitest';

test('fails', async ({ grafana }) => {
  expect((await fetch(`${grafana.url}/api/users`)).status).toBe(200);
});

test('closes', async ({ grafana }) => {
  await grafana.close();
  expect('closed').toBe('on purpose');
});

testWithGrafana({ settings: { grafake: { journal: 0 } } })('keeps no journal', async ({ grafana }) => {
  expect(grafana.url).toBe('on purpose');
});

test('kills', async ({ grafana, grafanaServer }) => {
  await grafanaServer.close();
  expect(grafana.url).toBe('on purpose');
});
