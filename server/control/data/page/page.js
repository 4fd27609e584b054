// Shows what /_grafake/ tells, again and again. Nothing is changed, and whatever comes from clients is set as text.
'use strict';

const kEvery = 2000; // milliseconds
const kRequests = 50;
const kSightings = 200;

let token = '';
let coverage = null;

const at = (id) => document.getElementById(id);

function made(name, text, style) {
  const element = document.createElement(name);
  element.textContent = text;
  if (style) element.className = style;
  return element;
}

// A cell, which says in a narrow window what column it is of.
function cell(column, text, style) {
  const element = made('td', text, style);
  if (column) element.dataset.column = column;
  return element;
}

// Without what is less than a second.
function shortTime(time) {
  return String(time).replace(/\.\d+/, '').replace('T', ' ');
}

function put(element, ...children) {
  element.replaceChildren(...children);
  return element;
}

function world() {
  return at('world').value || 'main';
}

// Of the world that is looked at; the address of another world than the main one knows that one alone.
function pathOf(path) {
  return world() === 'main' ? path : 'worlds/' + encodeURIComponent(world()) + '/' + path;
}

class Refused extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

async function ask(path) {
  const headers = token ? {Authorization: 'Bearer ' + token} : {};
  const answer = await fetch(path, {headers, cache: 'no-store', credentials: 'omit'});
  const said = await answer.json().catch(() => null);
  if (answer.ok) return said;
  throw new Refused(answer.status, (said && said.error) || 'status ' + answer.status);
}

// What this server may not have, or not now.
async function askIfThere(path) {
  try {
    return await ask(path);
  } catch (refusal) {
    if (refusal.status === 401) throw refusal;
    return {refused: refusal.message};
  }
}

function showWorlds(worlds) {
  const names = worlds.map((each) => each.name);
  const select = at('world');
  if (names.join('\n') !== [...select.options].map((option) => option.value).join('\n')) {
    const before = select.value;
    put(select, ...names.map((name) => made('option', name)));
    select.value = names.includes(before) ? before : names[0];
  }
  const chosen = worlds.find((each) => each.name === world());
  at('where').textContent = chosen ? 'Grafana ' + chosen.release + ' at ' + chosen.url : '';
}

function showClock(clock) {
  at('now').textContent = shortTime(clock.now);
  at('pace').textContent = clock.frozen ? 'stands still' : clock.rate === 1 ? 'goes as usual' : clock.rate + ' times as fast';
}

function listOf(items, nothing) {
  return items.length ? items.map((item) => made('li', item)) : [made('li', nothing, 'faint')];
}

function nameOfFault(fault) {
  const counts = ['fired', 'left'].filter((name) => fault[name] != null).map((name) => name + ' ' + fault[name]);
  return fault.name + (counts.length ? ' (' + counts.join(', ') + ')' : '');
}

function showFaults(faults) {
  const list = Array.isArray(faults) ? faults : faults.faults || [];
  put(at('faults'), ...listOf(list.map(nameOfFault), 'none'));
}

function nameOfCaller(caller) {
  if (!caller) return '';
  return (caller.name || caller.kind || '') + (caller.token ? ' (' + caller.token + ')' : '');
}

function rowOfRequest(request) {
  const style = request.status >= 400 ? 'bad' : 'good';
  const why = [request.why, request.fault && 'fault ' + request.fault].filter(Boolean).join('; ');
  return put(document.createElement('tr'), cell('', shortTime(request.time), 'whole faint'),
      cell('', request.method + ' ' + request.target), cell('caller', nameOfCaller(request.caller)),
      cell('status', request.status, 'whole ' + style), cell('why', why));
}

function showRequests(answer) {
  const requests = answer.requests || [];
  const nothing = at('no-requests');
  nothing.hidden = requests.length !== 0;
  nothing.textContent = answer.refused || 'none yet';
  at('requests').parentElement.hidden = requests.length === 0;
  put(at('requests').tBodies[0], ...requests.slice(-kRequests).reverse().map(rowOfRequest));
}

function rowOfSighting(sighting) {
  return put(document.createElement('tr'), cell('', sighting.token),
      cell('seen', sighting.what + ': ' + sighting.asked, 'bad'), cell('times', sighting.times, 'whole'),
      cell('last', shortTime(sighting.last), 'whole faint'), cell('why not', sighting.why));
}

function showSecrets(answer) {
  at('no-secrets').hidden = answer.secrets.length !== 0;
  at('secrets').parentElement.hidden = answer.secrets.length === 0;
  put(at('secrets').tBodies[0], ...answer.secrets.slice(0, kSightings).map(rowOfSighting));
}

function nameOfAnswer(answer) {
  const text = answer.status + (answer.message ? ' ' + answer.message : '');
  return answer.times ? text + ' × ' + answer.times : text;
}

function cellOf(column, answers) {
  const lines = answers.map((answer) => made('div', nameOfAnswer(answer)));
  return put(cell(lines.length ? column : '', ''), ...lines);
}

function rowOfRoute(route, known) {
  const name = route.method + ' ' + route.path + (known ? '' : ' (no route)');
  return put(document.createElement('tr'), cell('', name, known ? '' : 'bad'), cell('met', route.times, 'whole'),
      cellOf('answers', route.answers.filter((answer) => answer.times)),
      cellOf('not met', route.answers.filter((answer) => !answer.times)));
}

function showCoverage() {
  const met = coverage.routes.filter((route) => route.times);
  const shown = at('all').checked ? coverage.routes : met;
  at('covered').textContent = met.length + ' of ' + coverage.routes.length + ' routes';
  at('markdown').href = pathOf('coverage.md');
  put(at('missed'), ...listOf(coverage.missed, 'nothing: all was met'));
  put(at('coverage').tBodies[0], ...coverage.unknown.map((route) => rowOfRoute(route, false)),
      ...shown.map((route) => rowOfRoute(route, true)));
}

async function refresh() {
  const worlds = await askIfThere('worlds');
  showWorlds(Array.isArray(worlds) ? worlds : []);
  const [clock, faults, requests, secrets, covered] = await Promise.all([
    ask(pathOf('clock')), askIfThere(pathOf('faults')), askIfThere(pathOf('requests?limit=' + kRequests)),
    ask(pathOf('secrets')), ask(pathOf('coverage'))]);
  coverage = covered;
  showClock(clock);
  showFaults(faults);
  showRequests(requests);
  showSecrets(secrets);
  showCoverage();
}

function showState(text, bad) {
  at('state').textContent = text;
  at('state').className = bad ? 'bad' : '';
}

async function keepFresh() {
  try {
    if (!document.hidden) {
      await refresh();
      at('ask').hidden = true;
      document.querySelector('main').hidden = false;
      showState('looks again every ' + kEvery / 1000 + ' s', false);
    }
  } catch (problem) {
    if (problem.status === 401) {
      at('ask').hidden = false;
      document.querySelector('main').hidden = true;
      showState(token ? 'that is not the token' : 'a token is needed', true);
    } else {
      showState(problem.status ? problem.message : 'the server does not answer', true);
    }
  }
}

async function begin() {
  await keepFresh();
  setTimeout(begin, kEvery);
}

at('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  token = at('token').value;
  at('token').value = '';
  keepFresh();
});
at('world').addEventListener('change', keepFresh);
at('all').addEventListener('change', () => coverage && showCoverage());
begin();
