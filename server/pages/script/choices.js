// Fields and choices. A text field with its label and a line for what is wrong with it, which is always there: a page
// that moves under the pointer loses presses.
const field = ({ id, name, text, description, value = '', type = 'text', label, guide, autofocus = false, ...more }) => {
  const own = id || newId('field');
  const shown = el('span', {}, text);
  const problem = el('div', { id: `${own}-problem`, class: 'problem' });
  const help = description && el('span', { id: `${own}-help`, class: 'dim' }, description);
  const input = el('input', { id: own, name, type, autocomplete: 'off', 'aria-describedby': help && help.id, ...more });
  input.value = value;
  const wrapper = el('div', { class: 'input', 'data-testid': 'input-wrapper' }, input);
  const node = el('div', { class: 'field' }, el('label', { for: own }, shown), help, wrapper, problem);
  const complain = (message) => {
    show(problem, message && el('span', { role: 'alert' }, message));
    if (!message) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
    const about = [help && help.id, message && problem.id].filter(Boolean).join(' ');
    if (about) input.setAttribute('aria-describedby', about);
    else input.removeAttribute('aria-describedby');
    return !message;
  };
  input.addEventListener('input', () => complain());
  if (autofocus) input.dataset.autofocus = 'yes';
  if (label || guide) named(input, shown, { label, guide });
  return { node, input, wrapper, complain, require: (message) => complain(input.value.trim() === '' && message) };
};

// One of several; `options` are texts with their values.
const radioGroup = ({ name, legend, options, value, onchange }) => {
  const group = el('div', { class: 'radios', role: 'radiogroup', 'aria-label': legend });
  for (const [text, of] of options) {
    const id = `option-${of}-${name}`;
    const input = el('input', { type: 'radio', id, name, value: of, onchange: () => onchange(of) });
    input.checked = of === value;
    group.append(el('span', { class: 'radio' }, input, el('label', { for: id }, text)));
  }
  return group;
};

const keepOnScreen = (menu, anchor) => {
  const box = anchor.getBoundingClientRect();
  const below = box.bottom + menu.offsetHeight < innerHeight || box.top < menu.offsetHeight;
  Object.assign(menu.style, { left: `${box.left}px`, minWidth: `${box.width}px`, top: `${below ? box.bottom : box.top - menu.offsetHeight}px` });
};

// Closes what is open when something else is pressed, not before the pointer is up, since the page moves by it; and when
// Tab leaves. One ear for all: a long list has many of these.
const openables = new Map();
const closeOutside = (node, close) => {
  openables.set(node, close);
  node.addEventListener('keydown', (event) => event.key === 'Tab' && setTimeout(() => node.contains(document.activeElement) || close()));
};
document.addEventListener('click', (event) => {
  for (const [node, close] of openables) {
    if (!node.isConnected) openables.delete(node);
    else if (!node.contains(event.target)) close();
  }
}, true);

// A select as Grafana's tests know it: a native one cannot be pressed option by option.
const select = ({ label, options, value, disabled = false, id, onchange = () => {} }) => {
  const single = el('div', { class: 'select-singleValue', id: newId('value') }, value || 'Choose');
  const input = el('input', { role: 'combobox', id, readonly: true, disabled, 'aria-label': label, 'aria-expanded': 'false', 'aria-haspopup': 'listbox', 'aria-describedby': single.id });
  const container = el('div', { class: `grafake-grafana-select-value-container${disabled ? ' off' : ''}` }, single, input, icon('down'));
  const node = el('div', { class: 'select' }, container);
  const state = { value, at: 0, menu: null };
  const place = () => state.menu && keepOnScreen(state.menu, container);
  const mark = (at) => {
    state.at = (at + options.length) % options.length;
    [...state.menu.children].forEach((option, index) => option.classList.toggle('marked', index === state.at));
    input.setAttribute('aria-activedescendant', state.menu.children[state.at].id);
  };
  const close = () => {
    if (!state.menu) return;
    state.menu.remove();
    state.menu = null;
    removeEventListener('scroll', place, true);
    input.setAttribute('aria-expanded', 'false');
    for (const name of ['aria-controls', 'aria-activedescendant']) input.removeAttribute(name);
  };
  const choose = (option) => {
    close();
    const changed = option !== state.value;
    state.value = option;
    single.textContent = option;
    if (changed) onchange(option);
  };
  const optionNode = (option) => {
    const text = el('span', { id: newId('option-text') }, option);
    const chosen = String(option === state.value);
    return el('li', { id: newId('option'), role: 'option', 'aria-selected': chosen, 'aria-label': 'Select option', 'data-testid': 'data-testid Select option', 'aria-labelledby': text.id, onclick: () => choose(option) }, text);
  };
  const open = () => {
    if (disabled || state.menu) return;
    state.menu = el('ul', { id: newId('menu'), role: 'listbox', class: 'menu', 'aria-label': 'Select options menu', 'data-testid': 'data-testid Select menu' }, options.map(optionNode));
    node.append(state.menu);
    input.setAttribute('aria-expanded', 'true');
    input.setAttribute('aria-controls', state.menu.id);
    mark(Math.max(0, options.indexOf(state.value)));
    place();
    addEventListener('scroll', place, true);
  };
  const keys = {
    ArrowDown: () => (state.menu ? mark(state.at + 1) : open()),
    ArrowUp: () => (state.menu ? mark(state.at - 1) : open()),
    Enter: () => (state.menu ? choose(options[state.at]) : open()),
    ' ': () => (state.menu ? choose(options[state.at]) : open()),
    Escape: () => close(),
  };
  const jump = (letter) => {
    const found = options.findIndex((option) => option.toLowerCase().startsWith(letter.toLowerCase()));
    if (found < 0) return;
    open();
    mark(found);
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !state.menu) return;
    if (keys[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) jump(event.key);
  });
  container.addEventListener('click', () => {
    input.focus();
    if (state.menu) close();
    else open();
  });
  closeOutside(node, close);
  return { node, value: () => state.value };
};

const roleSelect = ({ role, disabled, onchange }) => select({ label: 'Role', options: ['Admin', 'Editor', 'Viewer'], value: role, disabled, onchange });

// The role of an account to be made: the choice counts after Apply.
const rolePicker = (disabled) => {
  const state = { role: 'Viewer', wanted: 'Viewer' };
  const shown = el('span', {}, state.role);
  const opener = el('button', { type: 'button', class: 'button secondary', disabled, 'aria-expanded': 'false', 'aria-label': 'Role' }, shown, icon('down'));
  named(opener, shown, { label: 'Role' });
  const node = el('div', { class: 'picker', 'data-testid': 'role-picker' }, opener);
  let menu = null;
  const close = () => {
    if (menu) menu.remove();
    menu = null;
    opener.setAttribute('aria-expanded', 'false');
  };
  const closeBack = () => {
    close();
    opener.focus();
  };
  const apply = () => {
    state.role = state.wanted;
    shown.textContent = state.role;
    closeBack();
  };
  const draw = () => {
    const roles = ['Viewer', 'Editor', 'Admin'].map((role) => [role, role]);
    const group = radioGroup({ name: 'basic-role', legend: 'Basic roles', options: roles, value: state.wanted, onchange: (role) => (state.wanted = role) });
    show(menu, el('h3', {}, 'Basic roles'), group, el('div', { class: 'row' },
      button({ text: 'Clear all', onclick: () => { state.wanted = 'Viewer'; draw(); } }), button({ text: 'Apply', kind: 'primary', onclick: apply })));
    group.querySelector(':checked').focus();
  };
  const open = () => {
    state.wanted = state.role;
    menu = el('div', { class: 'menu picker-menu', role: 'group', 'aria-label': 'Role picker menu' });
    node.append(menu);
    opener.setAttribute('aria-expanded', 'true');
    draw();
  };
  opener.addEventListener('click', () => (menu ? close() : open()));
  node.addEventListener('keydown', (event) => event.key === 'Escape' && menu && closeBack());
  closeOutside(node, close);
  return { node, value: () => state.role };
};
