import { readFile } from 'node:fs/promises';

const shownRefusals = 10; // of a failed test

class Clock {
  #control;
  constructor(control) {
    this.#control = control;
  }
  get = () => this.#control.call('GET', '/clock');
  set = (now, { frozen = true } = {}) => this.#put({ now, frozen });
  advance = (by) => this.#put({ advance: by });
  run = (rate = 1) => this.#put({ rate });
  followSystem = () => this.#put({ follow: 'system' });
  #put(members) {
    return this.#control.call('PUT', '/clock', members);
  }
}

class Faults {
  #control;
  constructor(control) {
    this.#control = control;
  }
  add = (fault) => this.#control.call('POST', '/faults', fault);
  list = () => this.#control.call('GET', '/faults');
  remove = (name) => this.#control.call('DELETE', `/faults/${encodeURIComponent(name)}`);
  verify = () => this.#control.call('POST', '/verify');
}

class World {
  #tokens = 0;
  #closed;

  constructor(server, told) {
    this.name = told.name;
    this.url = told.url;
    this.release = told.release;
    this.user = told.admin.login;
    this.password = told.admin.password;
    this.seeded = told.seeded;
    this.control = server.below(`/worlds/${told.name}`);
    this.clock = new Clock(this.control);
    this.faults = new Faults(this.control);
  }

  async token(role = 'Viewer', members = {}) {
    const name = `${role.toLowerCase()}-${++this.#tokens}`;
    const made = await this.seed({ service_accounts: [{ name, role, tokens: [{ name, ...members }] }] });
    return made.service_accounts[0].tokens[0].key;
  }

  seed = (seed) => this.control.call('POST', '/seed', seed);
  state = () => this.control.call('GET', '/state');
  reset = (...keep) => this.control.call('POST', '/reset', { keep });
  snapshot = (name) => this.control.call('POST', `/snapshots/${encodeURIComponent(name)}`);
  restore = (name) => this.control.call('POST', `/snapshots/${encodeURIComponent(name)}/restore`);

  // A second time is nothing, so a test may close what its fixture closes, too.
  close() {
    return (this.#closed ??= this.control.call('DELETE', ''));
  }

  async requests(query = {}) {
    return (await this.control.call('GET', '/requests', undefined, query)).requests;
  }

  async why(response) {
    const number = /request=(\d+)/.exec(labelOf(response) ?? '');
    if (number) return this.#whyOf(Number(number[1]));
    const found = await this.requests({ status: statusOf(response) ?? '4xx', limit: 1 });
    return found[0]?.why ?? undefined;
  }

  // Nothing where the journal has forgotten it: the next one has another reason.
  async #whyOf(number) {
    const found = await this.requests({ since: number - 1, count: 1, wait: '5s' });
    return found.find(({ id }) => id === number)?.why ?? undefined;
  }

  async refused() {
    return (await this.requests({ status: '4xx', limit: shownRefusals })).map(lineOf);
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }
}

// Of fetch, Playwright, Node's http, axios …
function labelOf(response) {
  const headers = typeof response?.headers === 'function' ? response.headers() : response?.headers;
  return typeof headers?.get === 'function' ? headers.get('x-grafake') : headers?.['x-grafake'];
}

function statusOf(response) {
  return typeof response?.status === 'function' ? response.status() : (response?.status ?? response?.statusCode);
}

// What clients have sent must not command a terminal.
function lineOf({ method, target, status, why }) {
  const line = `${method} ${target} → ${status}: ${why ?? 'no reason is known'}`;
  return line.replace(/\p{C}/gu, '\ufffd');
}

export async function openWorld(server, options) {
  const told = await server.call('POST', '/worlds', await wishOf(options));
  if (!told?.name || !told.url || !told.admin) throw server.noGrafake(200);
  return new World(server, told);
}

// A file is sent as its text: what is wrong with it is told with its line.
async function wishOf({ seed, ...wish }) {
  const file = typeof seed === 'string' || seed instanceof URL;
  return { ...wish, seed: file ? await readFile(seed, 'utf8') : (seed ?? {}) };
}
