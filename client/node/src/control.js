import { Agent, request } from 'node:http';

// What the server said no to, in its words.
export class ControlError extends Error {
  constructor(status, message) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
  }
}

const noJson = Symbol('no JSON');

function jsonIn(text) {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return noJson;
  }
}

// Requests to /_grafake/, by which a test controls the server. Neither fetch nor timers, which tests replace.
export class Control {
  #token;
  #howItEnded;
  #agent;
  #named;

  // howItEnded promises how the server has ended; nothing: it has not, or nobody knows. named is the variable that the
  // url comes from.
  constructor(
    url,
    { token = process.env.GRAFAKE_CONTROL_TOKEN ?? '', howItEnded = async () => undefined, agent = new Agent({ keepAlive: true }), named } = {},
  ) {
    this.url = url;
    this.#token = token;
    this.#howItEnded = howItEnded;
    this.#agent = agent;
    this.#named = named;
  }

  below(path) {
    return new Control(this.url + path, { token: this.#token, howItEnded: this.#howItEnded, agent: this.#agent, named: this.#named });
  }

  // A body that is text goes as it is, which may be YAML. The promise is of what the answer's JSON says.
  async call(method, path, body, query = {}) {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const target = this.url + path + (given.length > 0 ? `?${new URLSearchParams(given)}` : '');
    const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const { status, text } = await this.#ask(method, target, sent).catch(async (error) => {
      if (this.#named && error.code === 'ECONNREFUSED') {
        throw new Error(`${this.#named} leads to ${this.url}, where nobody listens (${error.message})`, { cause: error });
      }
      const end = await this.#howItEnded();
      throw end ? new Error(`${error.message}: ${end}`, { cause: error }) : error;
    });
    const told = jsonIn(text);
    if (told === noJson || (status >= 400 && typeof told?.error !== 'string')) throw this.noGrafake(status);
    if (status >= 400) throw new ControlError(status, `${told.error} (${method} ${target})`);
    return told;
  }

  // Of an answer that control would not give.
  noGrafake(status) {
    return new ControlError(status, `${this.url} is no grafake's, or its [grafake] control is off: the answer is ${status}`);
  }

  #ask(method, target, body) {
    const headers = this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
    if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body);
    return new Promise((resolve, reject) => {
      const asked = request(target, { method, headers, agent: this.#agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece) => (text += piece));
        answer.on('end', () => resolve({ status: answer.statusCode, text })).on('error', reject);
      });
      asked.on('error', reject).end(body);
    });
  }
}
