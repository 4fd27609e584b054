// A token is made and shown once. The secret is in one field and goes with it.
const secondsUntil = (date) => (date ? Math.ceil((date.getTime() - Date.now()) / 1000) : null);

const showToken = (dialog, secret) => {
  const made = field({ text: 'Token', name: 'tokenValue', readonly: true, value: secret });
  const say = el('span', { role: 'status', class: 'dim' });
  const copy = async () => {
    say.textContent = (await copyText(made.input)) ? 'Copied' : 'It could not be copied; select it and copy it yourself';
    return say.textContent === 'Copied';
  };
  dialog.setTitle('Service account token created');
  dialog.node.addEventListener('close', () => (made.input.value = ''));
  made.wrapper.append(button({ text: 'Copy to clipboard', onclick: copy }));
  show(dialog.content, el('p', {}, 'Copy the token. It will be showed only once.'), made.node, say,
    el('div', { class: 'row end' }, button({ text: 'Copy to clipboard and close', kind: 'primary', onclick: async () => (await copy()) && dialog.close() }), button({ text: 'Close', onclick: dialog.close })));
  made.input.focus();
  made.input.select();
};

// `done` is told when there is one more.
const addTokenTo = (account, done) => {
  const limit = Number(boot.settings.tokenExpirationDayLimit || -1);
  const last = limit > 0 ? dayAfter(new Date(), limit) : null;
  const state = { ends: Boolean(last), date: words.tokenNameMade ? tomorrow() : null };
  const proposed = `${account.login}-${crypto.randomUUID ? crypto.randomUUID() : Date.now()}`;
  const name = field({ text: words.tokenNameMade ? 'Display name' : 'Display name *', description: 'name to easily identify the token', name: 'tokenName', placeholder: words.tokenNameMade ? proposed : null });
  const datePlace = el('div');
  const submit = button({ text: 'Generate token', guide: 'Generate service account token', kind: 'primary', onclick: () => generate() });
  const update = () => (submit.disabled = state.ends && !state.date);
  const drawDate = () => {
    show(datePlace, state.ends && datePicker({ label: 'Expiration date', value: state.date, last, onchange: (date) => { state.date = date; update(); } }).node);
    update();
  };
  const body = () => {
    const made = { name: name.input.value || (words.tokenNameMade ? proposed : '') };
    const seconds = state.ends ? secondsUntil(state.date) : null;
    if (seconds !== null || !words.tokenNameMade) made.secondsToLive = seconds;
    return made;
  };
  const generate = async () => {
    submit.disabled = true;
    let token;
    const made = await attempt(async () => (token = await ask('POST', `${accountApi(account)}/tokens`, body())));
    update();
    if (!made) return;
    if (dialog.node.isConnected) showToken(dialog, token.key);
    done();
  };
  const kinds = radioGroup({ name: 'expiration', legend: words.expiration || 'Expiration', options: [['No expiration', 'false'], ['Set expiration date', 'true']], value: String(state.ends), onchange: (value) => { state.ends = value === 'true'; drawDate(); } });
  if (last) kinds.querySelector('input').disabled = true;
  name.input.addEventListener('keydown', (event) => event.key === 'Enter' && !submit.disabled && generate());
  const dialog = openDialog('Add service account token', name.node, kinds, datePlace, el('div', { class: 'row' }, submit));
  drawDate();
  name.input.focus();
};
