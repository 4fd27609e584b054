// The server's process: where it comes from, and that it never outlives the tests.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { startGrafake } from '@grafake/testing';

// A server that a test starts is its own, also below grafake exec.
delete process.env.GRAFAKE_CONTROL;
delete process.env.GRAFAKE_URL;

// Also true when nobody is there to ask for its exit code.
const hasEnded = (id) => !existsSync(`/proc/${id}/stat`) || readFileSync(`/proc/${id}/stat`, 'utf8').includes(') Z ');

test('the server ends with tests that are killed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'grafake-test-'));
  const pidFile = join(directory, 'pid');
  const program = `
    const { startGrafake } = await import('@grafake/testing');
    await startGrafake({ arguments: ['--pidfile', process.argv[1]] });
    console.log('up');
    setInterval(() => {}, 1000);`;
  const tests = spawn(process.execPath, ['--input-type=module', '-e', program, pidFile], { cwd: new URL('.', import.meta.url) });
  await new Promise((resolve) => tests.stdout.once('data', resolve));
  const server = readFileSync(pidFile, 'utf8');
  assert(!hasEnded(server));
  tests.kill('SIGKILL');
  for (const end = Date.now() + 60_000; !hasEnded(server) && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 10));
  assert(hasEnded(server));
  rmSync(directory, { recursive: true });
});

test('a start that fails says why', async () => {
  await assert.rejects(startGrafake({ arguments: ['--no-such-flag'] }), /no-such-flag/);
});

test('a program that is not there is named', async () => {
  const named = process.env.GRAFAKE;
  process.env.GRAFAKE = '/no/such/grafake';
  await assert.rejects(startGrafake(), /no.such.grafake/);
  process.env.GRAFAKE = named;
});

test('a server that is there already is used', async () => {
  const server = await startGrafake();
  const first = await server.world();
  process.env.GRAFAKE_URL = server.control.url.replace('/_grafake', '/');
  const there = await startGrafake();
  delete process.env.GRAFAKE_URL;
  await (await there.world()).close();
  await there.close(); // is nobody's to end
  await first.close();
  await server.close();
});

test('a server that ends in the middle says what it said', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'grafake-test-'));
  const server = await startGrafake({ arguments: ['--pidfile', join(directory, 'pid')] });
  const world = await server.world();
  const id = readFileSync(join(directory, 'pid'), 'utf8');
  process.kill(Number(id));
  while (!hasEnded(id)) await new Promise((resolve) => setTimeout(resolve, 10));
  await assert.rejects(world.state(), /the server ended with 0; it said last:\n[^]*HTTP Server Listen/);
  await server.close();
  rmSync(directory, { recursive: true });
});

test('what is no grafake is said', async () => {
  const answers = { '/page': [200, '<html>'], '/refusal': [404, '{"message": "Not found"}'], '/other': [200, '{}'], '/nothing': [204, ''] };
  const other = createServer((request, response) => {
    const [status, text] = answers[request.url.replace('/_grafake/worlds', '')];
    response.writeHead(status).end(text);
  });
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  for (const path of Object.keys(answers)) {
    process.env.GRAFAKE_URL = `http://127.0.0.1:${other.address().port}${path}`;
    const there = await startGrafake();
    delete process.env.GRAFAKE_URL;
    await assert.rejects(there.world(), /no grafake/, path);
  }
  other.close();
});

test('where nobody listens the variable is named', async () => {
  const other = createServer();
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  process.env.GRAFAKE_URL = `http://127.0.0.1:${other.address().port}`;
  await new Promise((resolve) => other.close(resolve));
  const there = await startGrafake();
  const message = `GRAFAKE_URL leads to ${process.env.GRAFAKE_URL}/_grafake, where nobody listens`;
  delete process.env.GRAFAKE_URL;
  await assert.rejects(there.world(), (error) => error.message.startsWith(message));
});

test('worlds have service accounts in every server', async () => {
  const bare = await startGrafake({ arguments: ['cfg:feature_toggles.enable='] });
  process.env.GRAFAKE_URL = bare.control.url.replace('/_grafake', '');
  const there = await startGrafake();
  delete process.env.GRAFAKE_URL;
  for (const settings of [undefined, { feature_toggles: { other: true } }, { 'auth.anonymous': { enabled: true } }]) {
    const world = await there.world({ release: '9.0', settings });
    assert.match(await world.token(), /^glsa_/);
    await world.close();
  }
  const without = await there.world({ settings: { feature_toggles: { enable: '' } } });
  await assert.rejects(without.token(), /^ControlError: .*is off/);
  await without.close();
  await bare.close();
});
