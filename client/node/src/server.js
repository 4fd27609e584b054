import { spawn } from 'node:child_process';
import { existsSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Control } from './control.js';
import { findProgram } from './program.js';
import { openWorld } from './world.js';

const startMilliseconds = 30_000;
const endMilliseconds = 1000; // from the end of its connections to that of its process
const shownOfLog = 4000; // bytes
const sharedLeaseSeconds = 600; // of a world in a server that outlives the tests
const { setTimeout } = globalThis; // before a test replaces it

// The server did not start; the message has what it said.
export class StartFailed extends Error {
  name = 'StartFailed';
}

const toggle = 'serviceAccounts'; // without it 9.0 has none

class Server {
  #process;

  constructor(control, process) {
    this.control = control;
    this.#process = process;
  }

  // Opens a Grafana that nobody else sees.
  world(options = {}) {
    if (this.#process) return openWorld(this.control, options);
    return openWorld(this.control, { lease_seconds: sharedLeaseSeconds, ...options, settings: withServiceAccounts(options.settings) });
  }

  async close() {
    if (!this.#process) return;
    const child = this.#process;
    this.#process = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }
}

// Starts a server for any number of worlds. It ends with this process, however that ends: also by kill -9. GRAFAKE_URL,
// or GRAFAKE_CONTROL, which `grafake exec` sets, names one that is there already.
export async function startGrafake({ arguments: more = [] } = {}) {
  const running = process.env.GRAFAKE_URL?.replace(/\/$/, '');
  const control = process.env.GRAFAKE_CONTROL || (running && `${running}/_grafake`);
  const named = process.env.GRAFAKE_CONTROL ? 'GRAFAKE_CONTROL' : 'GRAFAKE_URL';
  if (control) return new Server(new Control(control, { named }));
  const home = mkdtempSync(join(tmpdir(), 'grafake-'));
  try {
    return await start(findProgram(), home, more);
  } finally {
    rmSync(home, { recursive: true });
  }
}

async function start(program, home, more) {
  const log = openSync(join(home, 'log'), 'w+');
  const ready = join(home, 'url');
  const words = ['--port', '0', '--homepath', home, '--ready-file', ready, '--exit-with-parent', '--exit-with-stdin'];
  // Detached: Ctrl-C is for the tests.
  const child = spawn(program, [...words, ...more], { stdio: ['pipe', log, log], env: environment(), detached: true });
  let gone;
  child.once('error', (error) => (gone = error.message)).once('exit', (code, signal) => (gone ??= `ended with ${code ?? signal}`));
  const url = await awaitUrl(ready, () => gone);
  if (!url) {
    child.kill('SIGKILL');
    throw new StartFailed(`${program} ${gone ?? 'does not listen'}; it said:\n${endOf(log)}`);
  }
  child.unref(); // a run of tests need not wait for it
  child.stdin.unref();
  return new Server(new Control(`${url}/_grafake`, { howItEnded: () => howItEnded(() => gone, log) }), child);
}

// Nothing of a server that is still there. Its log has no name any more, so that it goes with whoever has it open.
async function howItEnded(gone, log) {
  for (const end = performance.now() + endMilliseconds; !gone() && performance.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return gone() && `the server ${gone()}; it said last:\n${endOf(log)}`;
}

function endOf(log) {
  const from = Math.max(0, fstatSync(log).size - shownOfLog);
  const said = Buffer.alloc(shownOfLog);
  return said.subarray(0, readSync(log, said, 0, shownOfLog, from)).toString();
}

async function awaitUrl(file, gone) {
  for (const end = performance.now() + startMilliseconds; performance.now() < end && !gone(); ) {
    if (existsSync(file)) return readFileSync(file, 'utf8').trim().replace(/\/$/, '');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return undefined;
}

// No setting of a Grafana that this machine may have.
function environment() {
  const mine = Object.entries(process.env).filter(([name]) => !name.startsWith('GF_'));
  return { ...Object.fromEntries(mine), GF_FEATURE_TOGGLES_ENABLE: toggle, GF_GRAFAKE_LABEL: 'true' };
}

// As a server of the tests' own has them: unless the settings say which toggles are on.
function withServiceAccounts(settings = {}) {
  const { feature_toggles: toggles = {} } = settings;
  return 'enable' in toggles ? settings : { ...settings, feature_toggles: { [toggle]: true, ...toggles } };
}
