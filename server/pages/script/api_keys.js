// The keys of before.
const keyRow = (key, reload) => {
  const off = !may('apikeys:delete', rbac() && words.migration === undefined ? key : null);
  const remove = () => ask('DELETE', `api/auth/keys/${key.id}`).then(reload);
  const ends = !key.expiration ? 'No expiration date' : timeText(key.expiration);
  const expired = key.expiration && new Date(key.expiration) < new Date();
  const expiry = expired ? el('span', { class: 'warn', title: 'This API key has expired.' }, icon('warn'), ` ${ends}`) : ends;
  return el('tr', { class: expired ? 'dimmed' : null }, el('td', {}, el('span', { class: 'cut', title: key.name }, key.name)), el('td', {}, key.role), el('td', {}, expiry),
    el('td', { class: 'end' }, el('div', { class: 'row end' }, migrateOne(key, reload), twoStep(crossButton('Delete API key', off), { yes: 'Delete', run: remove }))));
};

const keyTable = (keys, reload) => {
  if (keys.length === 0) return el('p', {}, 'No API keys found');
  return makeTable(['Name', 'Role', 'Expires', ''], keys.map((key) => keyRow(key, reload)));
};

const noKeysYet = (add) => el('div', { class: 'card' }, el('p', { class: 'big' }, "You haven't added any API keys yet."),
  button({ text: 'New API key', kind: 'primary', disabled: !may('apikeys:create'), testid: 'Call to action button New API key', onclick: add }),
  el('p', { class: 'dim' }, 'ProTip: Remember, you can provide view-only API access to other applications.'));

const drawApiKeys = () => {
  const state = { current: [], all: [], expired: false, text: '' };
  const begin = latest();
  const list = el('div', {}, el('p', { role: 'status' }, 'Loading ...'));
  const form = el('div');
  const bar = el('div', { class: 'bar' });
  const table = el('div');
  const openForm = () => {
    drawKeyForm(form, { reload: load, closed: draw });
    if (state.all.length === 0) show(list);
  };
  const matches = (key) => `${key.name} ${key.role}`.toLowerCase().includes(state.text.toLowerCase());
  const drawTable = () => show(table, keyTable((state.expired ? state.all : state.current).filter(matches), load));
  const expiredSwitch = (forced) => {
    const input = el('input', { type: 'checkbox', id: 'showExpired', disabled: forced, onchange: () => { state.expired = input.checked; drawTable(); } });
    input.checked = state.expired;
    return el('span', { class: 'radio' }, input, el('label', { for: 'showExpired' }, 'Include expired keys'));
  };
  const draw = () => {
    const forced = state.current.length === 0;
    if (state.all.length === 0) return show(list, form.firstChild ? null : noKeysYet(openForm));
    if (forced) state.expired = true;
    if (!bar.firstChild) bar.append(searchField('Search keys', (text) => { state.text = text; drawTable(); }), button({ text: 'Add API key', kind: 'primary', disabled: !may('apikeys:create'), onclick: openForm }));
    show(list, bar, expiredSwitch(forced), table);
    return drawTable();
  };
  const load = async () => {
    const isLatest = begin();
    const path = (expired) => `api/auth/keys?includeExpired=${expired}&accesscontrol=true`;
    const done = await attempt(async () => {
      const [current, all] = await Promise.all([ask('GET', path(false)), ask('GET', path(true))]);
      Object.assign(state, { current, all });
      if (notice) await notice.update(all);
    });
    if (!isLatest()) return;
    if (done) draw();
    else show(list, el('div', { class: 'card' }, el('p', {}, 'The API keys could not be loaded.'), button({ text: 'Try again', onclick: load })));
  };
  const notice = migrationNotice(load);
  show(main, pageHeader('apikeys'), el('h2', {}, 'API keys'), notice, form, list);
  load();
};
