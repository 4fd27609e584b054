import type { TestAPI } from 'vitest';

import type { Server, World, WorldOptions } from './index.js';

export interface GrafanaFixtures {
  grafana: World;
  grafanaServer: Server;
}

/** Vitest's test with a Grafana for each, which begins with these options. */
export function testWithGrafana(options?: WorldOptions): TestAPI<GrafanaFixtures>;
export const test: TestAPI<GrafanaFixtures>;
