// An API key is made and shown once.
const unitSeconds = { s: 1, m: 60, h: 3600, d: 86400, w: 604800, M: 2592000, y: 31536000 };
const secondsOf = (text) => {
  const parts = /^(\d+)([smhdwMy])$/.exec(text.trim());
  return parts ? Number(parts[1]) * unitSeconds[parts[2]] : null;
};

const showKey = (secret) => {
  const made = field({ text: 'Key', id: 'Key', readonly: true, value: secret });
  const copy = async () => (await copyText(made.input)) && notify('success', 'Content copied to clipboard');
  const example = el('pre', {}, `curl -H "Authorization: Bearer ${secret}" ${location.origin}${sub}/api/dashboards/home`);
  made.wrapper.append(button({ text: 'Copy', onclick: copy }));
  openDialog('API Key Created', made.node, el('p', {}, 'You will only be able to view this key here once!'), el('p', {}, 'You can authenticate a request with it, for example:'), example);
};

// `reload` is told when there is one more, `closed` when it is given up.
const drawKeyForm = (place, { reload, closed }) => {
  const close = () => {
    show(place);
    closed();
  };
  const name = field({ text: 'Key name', placeholder: 'Name' });
  const role = select({ label: 'Role', id: 'role-select', options: ['Viewer', 'Editor', 'Admin'], value: 'Viewer' });
  const life = field({ text: 'Time to live', id: 'time-to-live-input', placeholder: '1d' });
  const lifeRight = () => life.complain(life.input.value !== '' && secondsOf(life.input.value) === null && 'Not a valid duration');
  const submit = button({ text: 'Add', kind: 'primary', type: 'submit' });
  const add = async () => {
    submit.disabled = true;
    const done = await attempt(async () => {
      const { key } = await ask('POST', 'api/auth/keys', { name: name.input.value, role: role.value(), secondsToLive: secondsOf(life.input.value) });
      show(place);
      showKey(key);
    });
    submit.disabled = false;
    if (done) reload();
  };
  life.input.addEventListener('blur', lifeRight);
  const submitted = (event) => {
    event.preventDefault();
    if (name.require('Name is required') && lifeRight()) add();
  };
  const closer = el('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: close }, icon('cross'));
  show(place, el('form', { class: 'card form', novalidate: true, onsubmit: submitted }, el('div', { class: 'row between' }, el('h3', {}, 'Add API Key'), closer), name.node,
    el('div', { class: 'field' }, el('span', { class: 'label' }, 'Role'), role.node), life.node, submit));
  if (name.input.isConnected) name.input.focus();
};
