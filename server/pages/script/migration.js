// API keys become service accounts, where the release can do that.
const migrateOne = (key, reload) => words.migration && may('serviceaccounts:write') && button({ text: 'Migrate to service account', onclick: async () => {
  if (await attempt(() => ask('POST', `api/serviceaccounts/migrate/${key.id}`, {}))) reload();
} });

const migrationNotice = (reload) => {
  if (!words.migration || !may('serviceaccounts:write')) return '';
  const migrate = async () => {
    if (!(await confirmed('Migrate API keys to service accounts', 'Every API key becomes a service account with one token. Keys go on working as they are.', 'Yes, migrate now'))) return;
    if (await attempt(() => ask('POST', 'api/serviceaccounts/migrate', {}))) reload();
  };
  return el('div', { class: 'card' }, el('h3', {}, 'Switch from API keys to service accounts'), el('p', {}, 'Each API key becomes a service account with a token.'), button({ text: 'Migrate to service accounts now', kind: 'primary', onclick: migrate }));
};
