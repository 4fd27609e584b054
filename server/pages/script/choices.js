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

// A select as Grafana's tests know it: a native one cannot be pressed option by option. What is typed narrows the options.
const select = ({ label, options, value, disabled = false, id, keep, onchange = () => {} }) => {
  const single = el('div', { class: 'select-singleValue', id: newId('value') });
  const input = el('input', { role: 'combobox', id, disabled, autocomplete: 'off', inputmode: 'none', 'data-keep': keep, 'aria-label': label, 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-haspopup': 'listbox', 'aria-describedby': single.id });
  const container = el('div', { class: `grafake-grafana-select-value-container${disabled ? ' off' : ''}` }, single, input, icon('down'));
  const node = el('div', { class: 'select' }, container);
  const state = { value, at: 0, menu: null, fitting: options };
  const place = () => state.menu && keepOnScreen(state.menu, container);
  const mark = (at) => {
    const { length } = state.fitting;
    if (length === 0) return input.removeAttribute('aria-activedescendant');
    state.at = (at + length) % length;
    [...state.menu.children].forEach((option, index) => option.classList.toggle('marked', index === state.at));
    return input.setAttribute('aria-activedescendant', state.menu.children[state.at].id);
  };
  const close = () => {
    if (!state.menu) return;
    state.menu.remove();
    state.menu = null;
    input.value = '';
    container.classList.remove('typing');
    for (const name of ['scroll', 'resize']) removeEventListener(name, place, true);
    input.setAttribute('aria-expanded', 'false');
    for (const name of ['aria-controls', 'aria-activedescendant']) input.removeAttribute(name);
  };
  const set = (option) => {
    state.value = option;
    single.textContent = option || 'Choose';
  };
  // A choice that is refused is none.
  const choose = async (option) => {
    const before = state.value;
    close();
    set(option);
    if (option !== before && (await onchange(option)) === false) set(before);
  };
  const optionNode = (option) => {
    const text = el('span', { id: newId('option-text') }, option);
    const chosen = String(option === state.value);
    return el('li', { id: newId('option'), role: 'option', 'aria-selected': chosen, 'aria-label': 'Select option', 'data-testid': 'data-testid Select option', 'aria-labelledby': text.id, onclick: () => choose(option) }, text);
  };
  const fill = () => {
    state.fitting = options.filter((option) => option.toLowerCase().includes(input.value.toLowerCase()));
    const none = el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'dim' }, 'No options found');
    show(state.menu, state.fitting.length > 0 ? state.fitting.map(optionNode) : none);
    container.classList.toggle('typing', input.value !== '');
    mark(Math.max(0, state.fitting.indexOf(state.value)));
    place();
  };
  const open = () => {
    if (disabled || state.menu) return;
    state.menu = el('ul', { id: newId('menu'), role: 'listbox', class: 'menu', 'aria-label': 'Select options menu', 'data-testid': 'data-testid Select menu' });
    node.append(state.menu);
    input.setAttribute('aria-expanded', 'true');
    input.setAttribute('aria-controls', state.menu.id);
    fill();
    for (const name of ['scroll', 'resize']) addEventListener(name, place, true);
  };
  const take = () => (state.menu ? state.fitting.length > 0 && choose(state.fitting[state.at]) : open());
  const keys = {
    ArrowDown: () => (state.menu ? mark(state.at + 1) : open()),
    ArrowUp: () => (state.menu ? mark(state.at - 1) : open()),
    Enter: take,
    ' ': take,
    Escape: () => close(),
  };
  input.addEventListener('keydown', (event) => {
    const free = (event.key === 'Escape' && !state.menu) || (event.key === ' ' && input.value !== '');
    if (free || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  input.addEventListener('input', () => (state.menu ? fill() : open()));
  container.addEventListener('click', () => {
    input.focus();
    if (state.menu) close();
    else open();
  });
  set(value);
  closeOutside(node, close);
  return { node, value: () => state.value };
};

const roleSelect = ({ role, ...more }) => select({ label: 'Role', options: ['Admin', 'Editor', 'Viewer'], value: role, ...more });

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
