import { test as base } from '@playwright/test';

import { endWorld } from './ending.js';
import { startGrafake } from './index.js';

// Playwright's test with a Grafana for each: `grafana`, which page.goto('/login') and request.get('/api/org') lead to.
export const test = base.extend({
  grafanaOptions: [{}, { option: true }],
  grafanaServer: [
    async ({}, use) => {
      const server = await startGrafake();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  grafana: async ({ grafanaServer, grafanaOptions }, use, testInfo) => {
    const world = await grafanaServer.world(grafanaOptions);
    await use(world);
    const refused = await endWorld(world, testInfo.status !== testInfo.expectedStatus);
    if (refused.length === 0) return;
    await testInfo.attach('requests that Grafana refused', { body: refused.join('\n'), contentType: 'text/plain' });
  },
  baseURL: async ({ grafana }, use) => use(grafana.url),
});

export { expect } from '@playwright/test';
