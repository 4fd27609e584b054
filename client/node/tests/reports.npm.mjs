// What a failed test of Vitest and of Playwright shows. Needs what npm has installed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));

function outputOf(...words) {
  const run = spawnSync(process.execPath, words, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  assert.equal(run.status, 1, run.stdout + run.stderr);
  return run.stdout + run.stderr;
}

const refused = /Requests that Grafana refused:\s+GET \/api\/users → 401: no credential/;
// Whose journal cannot be read: the world is closed, keeps none, or its server has ended.
const unknown = /nobody can tell: .*(there is no world)[^]*nobody can tell: .*(journal is 0)[^]*nobody can tell: .*(ECONN|socket hang up)/;

function checkReport(output) {
  assert.match(output, refused);
  assert.match(output, unknown);
  assert.equal(output.match(/ControlError/g), null, output); // nothing else than the four failures
}

test('Vitest names the refused requests of a failed test', () => {
  const output = outputOf('node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/failing.vitest.config.ts');
  checkReport(output);
  assert.match(output, /Tests +4 failed/);
});

test('Playwright names the refused requests of a failed test', () => {
  const output = outputOf('node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/failing.playwright.config.ts');
  checkReport(output);
  assert.match(output, /4 failed/);
});
