import { test as base } from 'vitest';

import { endWorld } from './ending.js';
import { startGrafake } from './index.js';

let shared;

// Vitest's test with a Grafana for each: `grafana`. Each of Vitest's workers has a server of its own.
export function testWithGrafana(options = {}) {
  return base.extend({
    grafanaServer: async ({}, use) => use(await (shared ??= startGrafake())),
    grafana: async ({ grafanaServer, task }, use) => {
      const world = await grafanaServer.world(options);
      await use(world);
      await endWorld(world, task.result?.state === 'fail');
    },
  });
}

export const test = testWithGrafana();
