// One service account and its tokens.
const expiryOf = (token) => {
  if (token.hasExpired) return [el('span', { title: 'This token has expired', class: 'warn' }, icon('warn'), ' Expired')];
  if (!token.expiration) return ['Never'];
  if (!token.secondsUntilExpiration) return [timeText(token.expiration)];
  const days = Math.max(1, Math.floor(token.secondsUntilExpiration / 86400));
  return [`Expires in ${days} ${days === 1 ? 'day' : 'days'}`];
};

const tokenRow = (account, token, reload) => {
  const label = words.deleteToken.replace('NAME', () => token.name);
  const remove = () => ask('DELETE', `${accountApi(account)}/tokens/${token.id}`).then(reload);
  const off = words.blockedWhenDisabled && account.isDisabled;
  const cross = may('serviceaccounts:delete', rbac() && account) && twoStep(crossButton(label, off), { yes: 'Delete', run: remove });
  const used = words.lastUsed && el('td', {}, token.lastUsedAt ? timeText(token.lastUsedAt) : 'Never');
  const revoked = token.isRevoked && el('span', { class: 'warn' }, ' Revoked');
  return el('tr', { class: token.hasExpired ? 'dimmed' : null }, el('td', {}, el('span', { class: 'cut', title: token.name }, token.name)), el('td', {}, expiryOf(token)), el('td', {}, timeText(token.created)), used, el('td', { class: 'end' }, revoked, cross));
};

const tokenTable = (account, tokens, reload) => {
  if (tokens.length === 0) return el('p', { class: 'dim' }, 'No tokens yet.');
  const heads = ['Name', 'Expires', 'Created', ...(words.lastUsed ? ['Last used at'] : []), ''];
  return makeTable(heads, tokens.map((token) => tokenRow(account, token, reload)));
};

const nameEditor = (account, patch) => {
  const place = el('div', { class: 'row' });
  const shown = el('span', { class: 'cut', title: account.name }, account.name);
  const edit = button({ text: 'Edit', keep: 'name', disabled: !may('serviceaccounts:write', account), onclick: () => open() });
  const view = () => show(place, shown, edit);
  const back = () => {
    view();
    edit.focus();
  };
  const open = () => {
    const input = el('input', { id: 'Name-input', type: 'text', 'aria-label': 'Name', 'data-keep': 'name' });
    input.value = account.name;
    const save = () => patch({ name: input.value });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') save();
      if (event.key === 'Escape') back();
    });
    show(place, el('div', { class: 'input', 'data-testid': 'input-wrapper' }, input), button({ text: 'Save', kind: 'primary', keep: 'name', onclick: save }), button({ text: 'Cancel', onclick: back }));
    input.focus();
  };
  view();
  return place;
};

const profileTable = (account, patch) => {
  const line = (head, value) => el('tr', {}, el('th', { scope: 'row' }, head), el('td', {}, value));
  const role = roleSelect({ role: account.role, keep: 'role', disabled: !may('serviceaccounts:write', account), onchange: (value) => patch({ role: value }) });
  return el('div', { class: 'table-wrap' }, el('table', { class: 'filter-table profile' }, el('tbody', {}, line('Name', nameEditor(account, patch)), words.uids && line('Numerical identifier', String(account.id)),
    line('ID', el('span', { class: 'cut', title: account.login }, account.login)), line('Roles', role.node), line('Creation date', timeText(account.createdAt)))));
};

const accountButtons = (account, patch) => {
  const remove = async () => {
    if (!(await confirmed('Delete service account', 'Are you sure you want to delete this service account?', 'Delete service account'))) return;
    if (await attempt(() => ask('DELETE', accountApi(account), undefined, { done: notifyNext }))) location.assign('org/serviceaccounts');
  };
  const disable = async () => {
    if (await confirmed('Disable service account', 'Are you sure you want to disable this service account?', 'Disable service account')) patch({ isDisabled: true });
  };
  const off = !may('serviceaccounts:write', account);
  return el('div', { class: 'row' }, button({ text: 'Delete service account', kind: 'danger', disabled: !may('serviceaccounts:delete', account), onclick: remove }),
    account.isDisabled ? button({ text: 'Enable service account', keep: 'toggle', disabled: off, onclick: () => patch({ isDisabled: false }) }) : button({ text: 'Disable service account', keep: 'toggle', disabled: off, onclick: disable }));
};

// What the address names; null when it can name none.
const keyInAddress = () => {
  const last = decodeURIComponent(location.pathname.replace(/\/$/, '').split('/').pop());
  return /^\d+$/.test(last) || words.uids ? last : null;
};

const drawAccount = () => {
  const key = keyInAddress();
  const api = `api/serviceaccounts/${encodeURIComponent(key)}`;
  const begin = latest();
  const { title } = document;
  const heading = el('h2', { class: 'cut' }, 'Service account');
  const profile = el('div', {}, el('p', { role: 'status' }, 'Loading ...'));
  const tokenPlace = el('div');
  const adder = el('span');
  const state = { account: null };
  const patch = (member) => attempt(async () => {
    const body = { ...state.account, ...member };
    const answer = await ask('PATCH', `${api}?accesscontrol=true`, body);
    const changed = answer.serviceaccount || answer;
    state.account = { ...state.account, ...changed, accessControl: changed.accessControl || state.account.accessControl };
    draw();
  });
  const loadTokens = async () => {
    state.tokens = (await ask('GET', `${api}/tokens`)) || [];
    drawTokens();
  };
  const drawTokens = () => show(tokenPlace, tokenTable(state.account, state.tokens, loadTokens));
  const canAdd = () => may('serviceaccounts:write', state.account) && !(words.blockedWhenDisabled && state.account.isDisabled);
  const draw = () => {
    const { account } = state;
    heading.textContent = account.name;
    heading.title = account.name;
    if (words.megaMenu) document.title = `${account.name} - ${title}`;
    const giveBack = heldFocus(profile);
    show(profile, accountButtons(account, patch), el('h3', {}, 'Information'), profileTable(account, patch));
    giveBack();
    show(adder, button({ text: words.addToken, guide: words.addToken === 'Add token' ? undefined : 'Add token', kind: 'primary', disabled: !canAdd(), onclick: () => addTokenTo(account, () => attempt(loadTokens)) }));
    drawTokens();
  };
  const notThere = () => {
    heading.textContent = 'Service account';
    show(profile, el('p', {}, 'There is no such service account, or it could not be loaded.'), el('p', {}, el('a', { href: 'org/serviceaccounts' }, 'All service accounts')));
    show(adder, button({ text: words.addToken, kind: 'primary', disabled: true }));
  };
  const load = async () => {
    const isLatest = begin();
    const done = await attempt(async () => {
      const [account, tokens] = await Promise.all([ask('GET', api + (rbac() ? '?accesscontrol=true' : '')), ask('GET', `${api}/tokens`)]);
      Object.assign(state, { account, tokens: tokens || [] });
    });
    if (!isLatest()) return;
    if (done) draw();
    else notThere();
  };
  const back = el('a', { href: 'org/serviceaccounts', class: 'plain', 'aria-label': 'Back to service accounts' }, icon('back'));
  show(main, pageHeader('serviceaccounts'), el('div', { class: 'row' }, back, heading), profile, el('div', { class: 'row between' }, el('h3', {}, 'Tokens'), adder), tokenPlace);
  if (key === null) notThere();
  else load();
};
