// Fails on purpose: reports.npm.mjs reads what it prints.
import { expect } from 'vitest';

import { test } from '@grafake/testing/vitest';

test('fails', async ({ grafana }) => {
  expect((await fetch(`${grafana.url}/api/users`)).status).toBe(200);
});
