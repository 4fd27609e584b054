// A service account is made.
const drawNewAccount = () => {
  const allowed = may('serviceaccounts:create');
  const name = field({ text: 'Display name *', id: 'display-name-input', name: 'name', disabled: !allowed, autofocus: words.focusedName });
  const picker = words.rolePicker ? rbac() && rolePicker(!allowed) : select({ label: 'Role', options: ['Viewer', 'Editor', 'Admin'], value: 'Viewer', disabled: !allowed });
  const submit = button({ text: 'Create', guide: 'Create service account', kind: 'primary', type: 'submit', disabled: !allowed });
  const valid = () => name.require('Display name is required');
  const create = async () => {
    submit.disabled = true;
    const body = { name: name.input.value, role: picker ? picker.value() : 'Viewer' };
    const done = await attempt(async () => {
      const made = await ask('POST', 'api/serviceaccounts/', body);
      if (!words.createdLeadsToList) return location.assign(accountUrl(made));
      // The first release to have accounts takes no role where it makes them.
      await attempt(() => ask('PATCH', accountApi(made), body, { refused: notifyNext }));
      return location.assign('org/serviceaccounts');
    });
    if (!done) submit.disabled = false;
  };
  name.input.addEventListener('blur', valid);
  const form = el('form', { novalidate: true, class: 'narrow', onsubmit: (event) => { event.preventDefault(); if (valid()) create(); } }, name.node,
    picker && el('div', { class: 'field' }, el('span', { class: 'label' }, 'Role'), picker.node), submit);
  const reason = !allowed && el('p', {}, 'You may not create service accounts. An administrator of the organization can.');
  show(main, pageHeader('serviceaccounts'), el('h2', {}, 'Create service account'), reason || '', form);
};
