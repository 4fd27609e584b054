import { expect } from 'vitest';

import { test, testWithGrafana } from '@grafake/testing/vitest';

test('a viewer may not make a team', async ({ grafana }) => {
  const headers = { Authorization: `Bearer ${await grafana.token('Viewer')}` };
  const refused = await fetch(`${grafana.url}/api/teams`, { method: 'POST', headers, body: '{"name": "sre"}' });
  expect(refused.status).toBe(403);
  expect(await grafana.why(refused)).toContain('needs teams:create');
});

test('no test sees what another has asked', async ({ grafana }) => {
  expect(await grafana.requests()).toEqual([]);
});

test('a token expires without waiting', async ({ grafana }) => {
  const headers = { Authorization: `Bearer ${await grafana.token('Viewer', { expires: '29d' })}` };
  expect((await fetch(`${grafana.url}/api/org`, { headers })).status).toBe(200);
  await grafana.clock.advance('30d');
  expect((await fetch(`${grafana.url}/api/org`, { headers })).status).toBe(401);
});

const later = testWithGrafana({ release: '12.4' });

later('another Grafana', async ({ grafana }) => {
  expect(grafana.release).toMatch(/^12\.4/);
});
