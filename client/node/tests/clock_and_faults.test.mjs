import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { startGrafake } from '@grafake/testing';

import { ask, basic, bearer } from './ask.mjs';

describe('clock and faults', { concurrency: true }, async () => {
  const server = await startGrafake();
  after(() => server.close());

  test('a token expires without waiting', async () => {
    const grafana = await server.world();
    const token = await grafana.token('Viewer', { expires: '29d' });
    assert.equal((await ask(`${grafana.url}/api/org`, bearer(token))).status, 200);
    await grafana.clock.advance('30d');
    const refused = await ask(`${grafana.url}/api/org`, bearer(token));
    assert.equal(refused.status, 401);
    assert.match(await grafana.why(refused), /expired/);
  });

  test('a clock that stands still', async () => {
    const grafana = await server.world();
    await grafana.clock.set('2026-03-01T09:00:00Z');
    const answer = await ask(`${grafana.url}/api/org`, basic(grafana));
    assert.equal(answer.headers.get('date'), 'Sun, 01 Mar 2026 09:00:00 GMT');
    assert.equal((await grafana.clock.followSystem()).frozen, false);
  });

  test('the answer to a creation is lost', async () => {
    const grafana = await server.world();
    const when = { method: 'POST', route: '/api/teams' };
    await grafana.faults.add({ when, times: 1, do: { apply: 'once', then: 'drop' } });
    await assert.rejects(ask(`${grafana.url}/api/teams`, basic(grafana), 'POST', { name: 'sre' }));
    assert.equal((await ask(`${grafana.url}/api/teams`, basic(grafana), 'POST', { name: 'sre' })).status, 409);
    await grafana.faults.verify();
  });

  test('a fault that nobody met is named', async () => {
    const grafana = await server.world();
    await grafana.faults.add({ name: 'busy', times: 1, do: { apply: 'never', then: { status: 503 } } });
    await assert.rejects(grafana.faults.verify(), /busy was met 0 times/);
    await grafana.faults.remove('busy');
    assert.deepEqual(await grafana.faults.list(), []);
  });

  test('each answer has its own reason', async () => {
    const grafana = await server.world();
    const first = await ask(`${grafana.url}/api/org`, bearer('wrong'));
    const second = await ask(`${grafana.url}/api/nowhere`, basic(grafana));
    assert.match(await grafana.why(first), /neither a token/);
    assert.match(await grafana.why(second), /no such route/);
  });

  test('a forgotten request has not the reason of the next', async () => {
    const grafana = await server.world({ settings: { grafake: { journal: 1 } } });
    const first = await ask(`${grafana.url}/api/org`, bearer('wrong'));
    const second = await ask(`${grafana.url}/api/nowhere`, basic(grafana));
    assert.equal(await grafana.why(first), undefined);
    assert.match(await grafana.why(second), /no such route/);
  });

  test('the journal knows who asked what', async () => {
    const grafana = await server.world();
    await ask(`${grafana.url}/api/org`, bearer(await grafana.token('Viewer')));
    const [request] = await grafana.requests({ route: '/api/org' });
    assert.deepEqual([request.caller.token, request.status], ['viewer-1', 200]);
  });
});
