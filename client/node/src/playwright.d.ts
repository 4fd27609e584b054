import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
} from '@playwright/test';

import type { Server, World, WorldOptions } from './index.js';

export interface GrafanaFixtures {
  grafana: World;
  /** For test.use({ grafanaOptions: { release: '12.4' } }). */
  grafanaOptions: WorldOptions;
}

export interface GrafanaWorkerFixtures {
  grafanaServer: Server;
}

/** Playwright's test with a Grafana for each, which page and request lead to. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & GrafanaFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & GrafanaWorkerFixtures
>;
export { expect } from '@playwright/test';
