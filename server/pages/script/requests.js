// Requests to the public API. One that is refused says so on the page and throws.
class Refused extends Error {}

const headersFor = (method) => {
  const headers = { accept: 'application/json, text/plain, */*' };
  if (boot.user.isSignedIn) headers['X-Grafana-Org-Id'] = String(boot.user.orgId);
  if (method !== 'GET' && method !== 'DELETE') headers['content-type'] = 'application/json';
  return headers;
};

const fetchOnce = async (method, path, body) => {
  const init = { method, headers: headersFor(method), credentials: 'same-origin' };
  if (body !== undefined) init.body = JSON.stringify(body);
  const answer = await fetch(path, init);
  const text = await answer.text();
  let data;
  try {
    data = text === '' ? undefined : JSON.parse(text);
  } catch {
    data = undefined;
  }
  return { status: answer.status, data, empty: text === '' };
};

// A session whose token is too old gets another one by this; one that has ended leads to the login page.
const signInAgain = async () => {
  const ping = await fetchOnce('GET', 'api/login/ping');
  if (ping.status !== 401) return;
  location.reload();
  await new Promise(() => {});
};

const sayRefusal = (answer, say) => {
  const message = answer.data && answer.data.message;
  const kind = answer.status >= 500 ? 'error' : 'warning';
  if (!message) say('error', 'Unexpected error', `The server answered with status ${answer.status} and no message.`);
  else if (answer.status === 422) say(kind, 'Validation failed', message);
  else if (message.length > 80) say(kind, 'Error', message);
  else say(kind, message);
};

const reach = async (method, path, body, say) => {
  try {
    const answer = await fetchOnce(method, path, body);
    if (answer.status !== 401 || !boot.user.isSignedIn) return answer;
    await signInAgain();
    return await fetchOnce(method, path, body);
  } catch {
    say('error', 'Unexpected error', 'The server cannot be reached.');
    throw new Refused('unreachable');
  }
};

// What the answer holds; what is no JSON is no answer of Grafana's, whatever its status. `done` tells its message, `refused` why there is none:
// notifyNext is for the page that comes next.
const ask = async (method, path, body, { done = notify, refused = notify } = {}) => {
  const answer = await reach(method, path, body, refused);
  const lost = answer.data === undefined && (method === 'GET' || !answer.empty);
  if (answer.status >= 300 || lost) {
    sayRefusal(answer.status < 300 ? { status: answer.status } : answer, refused);
    throw new Refused(String(answer.status));
  }
  const message = method !== 'GET' && answer.data && answer.data.message;
  if (message) done('success', message);
  return answer.data;
};

// Runs what a press begins; what is refused has been said already. True: it was done.
const attempt = async (work) => {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return false;
  }
};
