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

const sayRefusal = (answer, title) => {
  const message = answer.data && answer.data.message;
  const kind = answer.status >= 500 ? 'error' : 'warning';
  if (!message) notify('error', 'Unexpected error', `The server answered with status ${answer.status} and no message.`);
  else if (title) notify('error', title, message);
  else if (answer.status === 422) notify(kind, 'Validation failed', message);
  else if (message.length > 80) notify(kind, 'Error', message);
  else notify(kind, message);
};

const reach = async (method, path, body) => {
  try {
    const answer = await fetchOnce(method, path, body);
    if (answer.status !== 401 || !boot.user.isSignedIn) return answer;
    await signInAgain();
    return await fetchOnce(method, path, body);
  } catch {
    notify('error', 'Unexpected error', 'The server cannot be reached.');
    throw new Refused('unreachable');
  }
};

// What the answer holds; what is no JSON is no answer of Grafana's, whatever its status. `later`: its message shows on the page that comes next; `failed`: the title of a refusal.
const ask = async (method, path, body, { later = false, failed = '' } = {}) => {
  const answer = await reach(method, path, body);
  const lost = answer.data === undefined && (method === 'GET' || !answer.empty);
  if (answer.status >= 300 || lost) {
    sayRefusal(answer.status < 300 ? { status: answer.status } : answer, failed);
    throw new Refused(String(answer.status));
  }
  const message = method !== 'GET' && answer.data && answer.data.message;
  if (message) (later ? notifyNext : notify)('success', message);
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
