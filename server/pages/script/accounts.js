// The list of service accounts.
const keyOf = (account) => (words.uids && account.uid ? account.uid : account.id);
const accountUrl = (account) => `org/serviceaccounts/${encodeURIComponent(keyOf(account))}`;
const accountApi = (account) => `api/serviceaccounts/${encodeURIComponent(keyOf(account))}`;

const tokensText = (count) => (count === 0 && words.noTokens ? words.noTokens : String(count));

const deleteQuestion = (account) => {
  const name = words.plainDeleteQuestion ? account.name : `'${account.name}'`;
  const tokens = account.tokens > 0 ? ` and ${account.tokens} accompanying ${account.tokens === 1 ? 'token' : 'tokens'}` : '';
  return `Are you sure you want to delete ${name}${tokens}?`;
};

const accountPicture = (account) => el('img', { class: 'filter-table__avatar', src: account.avatarUrl || `${sub}/public/img/user_profile.png`, alt: `Avatar for user ${account.name}`, width: '24', height: '24' });

// A row; `change` runs what alters the account and loads the list again, `reload` does the latter alone.
const accountRow = (account, { change, reload }) => {
  const alias = { label: `Edit service account's ${account.name} details` };
  const cell = (text, title, ...before) => {
    const span = el('span', {}, text);
    return el('td', {}, named(el('a', { href: accountUrl(account), title, class: 'cut' }, before, span), span, alias));
  };
  const picture = el('a', { href: accountUrl(account), 'aria-label': alias.label }, accountPicture(account));
  const patch = (member) => change(() => ask('PATCH', `${accountApi(account)}?accesscontrol=true`, { ...account, ...member }));
  const role = roleSelect({ role: account.role, keep: `role ${account.id}`, disabled: !may('serviceaccounts:write', account), onchange: (value) => patch({ role: value }) });
  return el('tr', { class: account.isDisabled ? 'dimmed' : null }, el('td', {}, picture), cell(account.name, account.name), cell(account.login, account.login), el('td', {}, role.node),
    words.status && cell(account.isDisabled ? 'Disabled' : 'Enabled', account.isDisabled ? 'Disabled' : 'Enabled'), cell(tokensText(account.tokens), 'Tokens', icon('key')),
    el('td', { class: 'end' }, el('div', { class: 'row end' }, rowActions(account, patch, reload), deleteButton(account, change))));
};

const rowActions = (account, patch, reload) => {
  if (!words.rowActions || !may('serviceaccounts:write', account)) return null;
  const disable = async () => {
    if (await confirmed('Disable service account', `Are you sure you want to disable '${account.name}'?`, 'Disable service account')) patch({ isDisabled: true });
  };
  const add = account.tokens === 0 && button({ text: 'Add token', keep: `token ${account.id}`, disabled: account.isDisabled, onclick: () => addTokenTo(account, reload) });
  const toggle = account.isDisabled ? button({ text: 'Enable', keep: `toggle ${account.id}`, onclick: () => patch({ isDisabled: false }) }) : button({ text: 'Disable', keep: `toggle ${account.id}`, onclick: disable });
  return [add, toggle];
};

const deleteButton = (account, change) => {
  if (!may('serviceaccounts:delete', account)) return null;
  const node = crossButton(words.rowActions ? `Delete service account ${account.name}` : 'Delete service account');
  node.addEventListener('click', async () => {
    if (await confirmed('Delete service account', deleteQuestion(account), 'Delete')) change(() => ask('DELETE', accountApi(account)));
  });
  return node;
};

const accountTable = (accounts, actions) => {
  const heads = ['', 'Account', 'ID', 'Roles', ...(words.status ? ['Status'] : []), 'Tokens', ''];
  return makeTable(heads, accounts.map((account) => accountRow(account, actions)));
};

const noAccountsYet = () => el('div', { class: 'card' }, el('p', { class: 'big' }, words.noneYet),
  linkButton({ text: 'Add service account', guide: 'New service account', href: may('serviceaccounts:create') && 'org/serviceaccounts/create', testid: 'Call to action button Add service account' }),
  el('p', { class: 'dim' }, 'ProTip: Remember, you can provide specific permissions for API access to other applications.'));

// Numbers of pages, those in the middle left out when there are many.
const pageNumbers = (at, last) => {
  const near = [...new Set([1, at - 2, at - 1, at, at + 1, at + 2, last])].filter((number) => number >= 1 && number <= last).sort((a, b) => a - b);
  return near.flatMap((number, index) => (index > 0 && number - near[index - 1] > 1 ? [null, number] : [number]));
};

const pager = (at, last, go) => {
  if (last < 2) return null;
  const step = (text, shape, to) => el('button', { type: 'button', class: 'button secondary', 'data-keep': text, 'aria-label': text, disabled: to < 1 || to > last, onclick: () => go(to) }, icon(shape));
  const number = (to) => (to === null ? el('span', {}, '…') : el('button', { type: 'button', class: `button ${to === at ? 'primary' : 'secondary'}`, 'data-keep': `page ${to}`, 'aria-current': to === at ? 'page' : null, onclick: () => go(to) }, el('span', {}, String(to))));
  return el('nav', { class: 'row pager', 'aria-label': 'Pages' }, step('previous page', 'left', at - 1), pageNumbers(at, last).map(number), step('next page', 'right', at + 1));
};

const searchField = (placeholder, onchange) => {
  const input = el('input', { type: 'text', placeholder, 'aria-label': placeholder, 'data-autofocus': 'yes', autocomplete: 'off' });
  const clear = button({ text: 'Clear', kind: 'clear', shape: 'cross', onclick: () => { input.value = ''; input.focus(); changed(); } });
  const wrapper = el('div', { class: 'input search', 'data-testid': 'input-wrapper' }, input);
  const changed = () => {
    if (input.value === '') clear.remove();
    else wrapper.append(clear);
    onchange(input.value);
  };
  input.addEventListener('input', changed);
  return wrapper;
};

const drawAccounts = () => {
  const state = { query: '', filter: words.filters[0][1], page: 0, timer: 0 };
  const begin = latest();
  const list = el('div', { class: 'list' });
  const adder = el('span');
  const status = el('p', { role: 'status', class: 'sr' });
  const path = () => `api/serviceaccounts/search?perpage=50&page=${state.page}&query=${encodeURIComponent(state.query)}${state.filter && `&${state.filter}`}&accesscontrol=true`;
  const narrowed = () => state.query !== '' || state.filter !== words.filters[0][1];
  const change = async (work) => {
    await attempt(work);
    load();
  };
  const draw = ({ serviceAccounts: accounts, totalCount, page: at, perPage }) => {
    const add = accounts.length > 0 && may('serviceaccounts:create');
    show(adder, add && linkButton({ text: 'Add service account', guide: 'New service account', href: 'org/serviceaccounts/create' }));
    status.textContent = `${totalCount} service ${totalCount === 1 ? 'account' : 'accounts'}`;
    const go = (to) => {
      state.page = to;
      load();
    };
    if (accounts.length > 0) show(list, accountTable(accounts, { change, reload: load }), pager(at || 1, Math.ceil(totalCount / (perPage || 50)), go));
    else show(list, narrowed() ? el('p', {}, 'No service accounts found') : noAccountsYet());
  };
  const load = async () => {
    const isLatest = begin();
    const giveBack = heldFocus(list);
    // The page must not jump meanwhile; and what is about to go must not be pressed.
    list.style.minHeight = `${list.offsetHeight}px`;
    status.textContent = '';
    show(list, el('p', { role: 'status' }, 'Loading ...'));
    let answer;
    const done = await attempt(async () => (answer = await ask('GET', path())));
    if (!isLatest()) return;
    list.style.minHeight = '';
    if (done && answer.serviceAccounts) draw(answer);
    else show(list, el('div', { class: 'card' }, el('p', {}, 'The list of service accounts could not be loaded.'), button({ text: 'Try again', onclick: load })));
    giveBack();
  };
  const narrow = (member, seconds) => {
    Object.assign(state, member, { page: 0 });
    clearTimeout(state.timer);
    state.timer = setTimeout(load, seconds * 1000);
  };
  const filters = radioGroup({ name: 'filter', legend: 'Filter', options: words.filters.map(([text, value]) => [text, value || 'all']), value: state.filter || 'all', onchange: (value) => narrow({ filter: value === 'all' ? '' : value }, words.filterAtOnce ? 0 : 0.5) });
  show(main, pageHeader('serviceaccounts'), el('h2', {}, 'Service accounts'), el('div', { class: 'bar' }, searchField(words.search, (query) => narrow({ query }, 0.5)), filters, adder), status, list);
  load();
};
