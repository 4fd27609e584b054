import { test as base } from 'vitest';

import { startGrafake } from './index.js';

let shared;

// Vitest's test with a Grafana for each: `grafana`. Each of Vitest's workers has a server of its own.
export function testWithGrafana(options = {}) {
  return base.extend({
    grafanaServer: async ({}, use) => use(await (shared ??= startGrafake())),
    grafana: async ({ grafanaServer, task }, use) => {
      const world = await grafanaServer.world(options);
      await use(world);
      const refused = task.result?.state === 'fail' ? await world.refused() : [];
      if (refused.length > 0) console.error(['Requests that Grafana refused:', ...refused].join('\n  '));
      await world.close();
    },
  });
}

export const test = testWithGrafana();
