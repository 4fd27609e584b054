// API keys become service accounts, where the release can do that.
const migrateOne = (key, reload) => words.migration && may('serviceaccounts:write') && button({ text: 'Migrate to service account', onclick: async () => {
  if (await attempt(() => ask('POST', `api/serviceaccounts/migrate/${key.id}`, {}))) reload();
} });

// Where all keys have become tokens: the page itself can go, for good.
const hidingNotice = () => {
  const hide = async () => {
    if (!(await confirmed('Hide API keys page forever', 'The menu will no longer lead to this page. Nothing brings it back.', 'Yes, hide API keys page.'))) return;
    if (await attempt(() => ask('POST', 'api/serviceaccounts/hideApiKeys', {}, { done: notifyNext }))) location.assign('org/serviceaccounts');
  };
  return el('div', { class: 'card' }, el('h3', {}, 'API keys have become service accounts'), el('p', {}, 'Every key is now the token of a service account and goes on working.'),
    el('div', { class: 'row centre' }, linkButton({ text: 'Go to service accounts', href: 'org/serviceaccounts' }), button({ text: 'Hide API keys page forever', onclick: hide })));
};

const migrationNotice = (reload) => {
  if (!words.migration || !may('serviceaccounts:write')) return null;
  const migrate = async () => {
    if (!(await confirmed('Migrate API keys to service accounts', 'Every API key becomes a service account with one token. Keys go on working as they are.', 'Yes, migrate now'))) return;
    if (await attempt(() => ask('POST', 'api/serviceaccounts/migrate', {}))) reload();
  };
  const offer = el('div', { class: 'card' }, el('h3', {}, 'Switch from API keys to service accounts'), el('p', {}, 'Each API key becomes a service account with a token.'), button({ text: 'Migrate to service accounts now', kind: 'primary', onclick: migrate }));
  const place = el('div', {}, offer);
  // Asked again when the keys are loaded again.
  place.update = async (keys) => {
    if (!words.keysCanBeHidden || keys.length > 0) return show(place, offer);
    const { migrated } = await ask('GET', 'api/serviceaccounts/migrationstatus');
    return show(place, migrated ? hidingNotice() : offer);
  };
  return place;
};
