import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { startGrafake } from '@grafake/testing';

import { ask, basic, bearer } from './ask.mjs';

const robot = 'service_accounts: [{name: robot, tokens: [{name: gone, expires: -1s}]}]\n';
const seedTexts = [
  ['JSON', JSON.stringify({ service_accounts: [{ name: 'robot', tokens: [{ name: 'gone', expires: '-1s' }] }] }, null, 2)],
  ['YAML with its own beginning', `%YAML 1.2\n---\n${robot}...\n`],
  ['lines that are text', `users:\n- login: ada\n  name: |\n    one\n    --- two\n${robot}`],
];

describe('worlds', { concurrency: true }, async () => {
  const server = await startGrafake();
  after(() => server.close());

  test('a token has the role that is asked for', async () => {
    const grafana = await server.world();
    const [viewer, admin] = [await grafana.token('Viewer'), await grafana.token('Admin')];
    assert.equal((await ask(`${grafana.url}/api/serviceaccounts/search`, bearer(viewer))).status, 403);
    assert.equal((await ask(`${grafana.url}/api/serviceaccounts/search`, bearer(admin))).status, 200);
  });

  for (const name of ['one', 'two', 'three']) {
    test(`no test sees what another has made: ${name}`, async () => {
      const grafana = await server.world();
      const teams = await (await ask(`${grafana.url}/api/teams/search`, basic(grafana))).json();
      assert.equal(teams.totalCount, 0);
      assert.equal((await ask(`${grafana.url}/api/teams`, basic(grafana), 'POST', { name })).status, 200);
    });
  }

  for (const release of ['8.5', '9.0', '12.4']) {
    test(`Grafana ${release}`, async () => {
      const grafana = await server.world({ release });
      assert.equal((await (await ask(`${grafana.url}/api/health`, '')).json()).version, grafana.release);
    });
  }

  test('a seed says who is there', async () => {
    const seed = new URL('robots.yaml', import.meta.url);
    const grafana = await server.world({ seed, clock: { at: '2026-03-01T09:00:00Z', frozen: true } });
    const [known, gone] = grafana.seeded.service_accounts[0].tokens;
    assert.equal((await ask(`${grafana.url}/api/org`, bearer(known.key))).status, 200);
    const refused = await ask(`${grafana.url}/api/org`, bearer(gone.key));
    assert.equal(await grafana.why(refused), 'token "gone" of robot expired 1 s ago');
  });

  for (const [form, text] of seedTexts) {
    test(`a file is sent as it is, beside a clock: ${form}`, async () => {
      const seed = join(await mkdtemp(join(tmpdir(), 'grafake-')), 'seed');
      await writeFile(seed, text);
      const grafana = await server.world({ seed, clock: { at: '2026-03-01T09:00:00Z', frozen: true } });
      const [gone] = grafana.seeded.service_accounts[0].tokens;
      const refused = await ask(`${grafana.url}/api/org`, bearer(gone.key));
      assert.equal(await grafana.why(refused), 'token "gone" of robot expired 1 s ago');
    });
  }

  test('what is wrong with a file is told with its line', async () => {
    const seed = join(await mkdtemp(join(tmpdir(), 'grafake-')), 'seed.yaml');
    await writeFile(seed, 'users:\n  - login: ada\n    pasword: x\n');
    await assert.rejects(server.world({ seed, clock: '2026-03-01T09:00:00Z' }), /seed:3: users\[0\]\.pasword/);
  });

  test("settings are the ini file's", async () => {
    const grafana = await server.world({ settings: { 'auth.anonymous': { enabled: true } } });
    assert.equal((await fetch(`${grafana.url}/api/org`)).status, 200);
  });

  test('back to where it was', async () => {
    const grafana = await server.world();
    const token = await grafana.token();
    await grafana.snapshot('before');
    await grafana.reset();
    assert.notEqual((await ask(`${grafana.url}/api/org`, bearer(token))).status, 200);
    await grafana.restore('before');
    assert.equal((await ask(`${grafana.url}/api/org`, bearer(token))).status, 200);
  });

  for (const name of ['before lunch', 'a/b', '50%?', 'ümlaut']) {
    test(`a name is one segment of a path: ${name}`, async () => {
      const grafana = await server.world();
      await assert.rejects(grafana.snapshot(name), /a snapshot's name has letters/);
      await assert.rejects(grafana.restore(name), /snapshot/);
      await assert.rejects(grafana.faults.remove(name), /there is no fault/);
    });
  }

  test('the same secrets in every run', async () => {
    const options = { deterministic: 7, clock: { at: '2026-03-01T09:00:00Z', frozen: true } };
    const [one, other] = [await server.world(options), await server.world(options)];
    assert.equal(await one.token('Editor'), await other.token('Editor'));
  });

  test("what is wrong is said in the server's words", async () => {
    await assert.rejects(server.world({ settings: { 'auth.anonymos': { enabled: true } } }), /did you mean auth.anonymous/);
  });
});
