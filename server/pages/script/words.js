// What differs between releases, and the names by which tests find things.
const words = JSON.parse(document.getElementById('words').textContent);
const boot = window.grafanaBootData;
const sub = boot.settings.appSubUrl || '';
const inBothWords = document.body.dataset.names === 'both';

// Words that belong to the name of something and are not shown: beside it, so that its text stays Grafana's.
const aliases = el('div', { id: 'aliases', hidden: true });
const aliasIds = new Map();
const aliasOf = (text) => {
  if (!aliasIds.has(text)) {
    const id = newId('alias');
    aliasIds.set(text, id);
    aliases.append(el('span', { id }, text));
  }
  return aliasIds.get(text);
};

// Names `node` by the text that `shown` shows, and by Grafana's own label or the guide's words.
const named = (node, shown, { label, guide } = {}) => {
  if (label || (guide && inBothWords)) node.setAttribute('aria-label', label || guide);
  if (!inBothWords || !(label || guide)) return node;
  shown.id = shown.id || newId('text');
  const parts = [shown.id, ...[label, guide].filter(Boolean).map(aliasOf)];
  node.setAttribute('aria-labelledby', parts.join(' '));
  return node;
};

// With RBAC an object that says what may be done with it decides, otherwise what the caller may; without RBAC the server does.
const may = (action, object) => {
  const all = boot.user.permissions;
  return !all || Boolean((object ? object.accessControl || {} : all)[action]);
};
const rbac = () => Boolean(boot.user.permissions);

const twoDigits = (number) => String(number).padStart(2, '0');
const zone = () => {
  const name = boot.user.timezone;
  return !name || name === 'browser' ? undefined : name === 'utc' ? 'UTC' : name;
};

// 2026-11-30 14:05:00, in the caller's time zone. What formats it is costly to make, and a thousand times are shown.
const timeOptions = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const timeFormat = new Intl.DateTimeFormat('en-US', { ...timeOptions, timeZone: zone() });
const timeText = (text) => {
  const parts = {};
  for (const { type, value } of timeFormat.formatToParts(new Date(text))) {
    parts[type] = value;
  }
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
};
