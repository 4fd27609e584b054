// Pages that Grafana has and grafake has not, and those that nobody has.
const elsewhere = [
  [/\/org\/users$/, 'Users', '/api/org/users'],
  [/\/org\/teams$/, 'Teams', '/api/teams/search'],
  [/\/profile(\/password)?$/, 'Profile', '/api/user'],
  [/\/admin\/users$/, 'Users', '/api/users'],
  [/\/admin\/orgs$/, 'Organizations', '/api/orgs'],
  [/\/admin\/settings$/, 'Settings', '/api/admin/settings'],
];

const drawElsewhere = () => {
  const path = location.pathname.replace(/\/$/, '');
  const [, title, api] = elsewhere.find(([pattern]) => pattern.test(path)) || [null, 'This page', '/api'];
  show(main, el('h1', {}, title), el('p', {}, 'This page is not part of grafake. Its subject is served by the API: ', el('code', {}, api), '.'), el('p', {}, navLink(home, {}, 'Back to the first page')));
};

const drawNotFound = () => show(main, el('h1', {}, 'Page not found'), el('p', {}, 'There is nothing at this address.'), el('p', {}, navLink(home, {}, 'Back to the first page')));
