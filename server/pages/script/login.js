// Signing in, and the change of the first password.

// Where the visitor wanted to go, when the address says it and it is a page of this server. Read behind the own origin it
// can be no other's: neither slashes nor backslashes nor blanks at its front make a host of it.
const wantedInAddress = () => {
  const wanted = new URLSearchParams(location.search).get('redirectTo');
  if (!wanted || !wanted.startsWith('/') || !boot.settings.featureToggles.useSessionStorageForRedirection) return null;
  const { pathname, search, hash } = new URL(location.origin + wanted);
  return pathname.startsWith(`${sub}/`) && !pathname.startsWith('//') ? pathname + search + hash : null;
};

const afterSignIn = (target) => {
  const path = wantedInAddress() || target || `${sub}/`;
  location.assign(path.startsWith(`${sub}/`) ? path : sub + path);
};

const passwordForm = (user, target) => {
  const make = (text, id, name) => field({ text, id, name, type: 'password', autocomplete: 'new-password', label: 'Password input field', autofocus: id === 'new-password' });
  const fresh = make('New password', 'new-password', 'newPassword');
  const again = make('Confirm new password', 'confirm-new-password', 'confirmNew');
  const submit = button({ text: 'Submit', kind: 'primary', type: 'submit' });
  const skip = button({ text: 'Skip', label: 'Skip change password button', testid: 'Skip change password button', title: 'If you skip this, you will be asked to change the password next time you sign in.', onclick: () => afterSignIn(target) });
  const right = () => {
    const given = fresh.require('New Password is required');
    if (!again.require('Confirmed Password is required') || !given) return false;
    return again.complain(fresh.input.value !== again.input.value && 'Passwords must match!');
  };
  const change = async () => {
    submit.disabled = true;
    const body = { newPassword: fresh.input.value, confirmNew: again.input.value, oldPassword: 'admin' };
    if (await attempt(() => ask('PUT', 'api/user/password', body))) afterSignIn(target);
    submit.disabled = false;
  };
  return el('form', { novalidate: true, onsubmit: (event) => { event.preventDefault(); if (right()) change(); } }, el('h2', {}, 'Update your password'),
    el('p', { class: 'dim' }, 'This account still has the password that it came with.'), el('input', { type: 'text', autocomplete: 'username', value: user, hidden: true }), fresh.node, again.node, el('div', { class: 'row' }, submit, skip));
};

const showPasswordSwitch = (input) => {
  const node = el('button', { type: 'button', class: 'plain', role: 'switch', 'aria-checked': 'false', 'aria-controls': input.id, 'aria-label': 'Show password' }, icon('eye'));
  node.addEventListener('click', () => {
    const visible = input.type === 'password';
    input.type = visible ? 'text' : 'password';
    node.setAttribute('aria-checked', String(visible));
  });
  return node;
};

const loginForm = () => {
  const testid = (text) => words.labelledLogin && `data-testid ${text}`;
  const user = field({ text: 'Email or username', name: 'user', autocomplete: 'username', autocapitalize: 'none', placeholder: boot.settings.loginHint || 'email or username', label: 'Username input field', autofocus: true, 'data-testid': testid('Username input field') });
  const password = field({ text: 'Password', id: 'current-password', name: 'password', type: 'password', autocomplete: 'current-password', placeholder: boot.settings.passwordHint || 'password', label: 'Password input field', 'data-testid': testid('Password input field') });
  password.wrapper.append(showPasswordSwitch(password.input));
  const submit = button({ text: 'Log in', kind: 'primary wide', type: 'submit', label: 'Login button', testid: words.labelledLogin && 'Login button' });
  const busy = (on) => {
    submit.disabled = on;
    submit.querySelector('span').textContent = on ? 'Logging in...' : 'Log in';
  };
  const problem = el('div');
  const onPage = (kind, title, text) => show(problem, alertBox('error', 'Login failed', text || title));
  const refused = words.labelledLogin ? onPage : notify;
  const signInNow = async () => {
    busy(true);
    const body = { user: user.input.value, password: password.input.value };
    show(problem);
    const done = await attempt(async () => {
      const { redirectUrl } = await ask('POST', 'login', body, { refused });
      if (body.password !== 'admin') return afterSignIn(redirectUrl);
      form.replaceWith(passwordForm(body.user, redirectUrl));
      return focusFirst();
    });
    if (!done) busy(false);
  };
  const form = el('form', { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    const named = user.require('Email or username is required');
    if (password.complain(password.input.value === '' && 'Password is required') && named) signInNow();
  } }, problem, user.node, password.node, submit);
  return form;
};

const drawLogin = () => {
  const form = boot.settings.disableLoginForm ? el('p', {}, 'Signing in with a password is turned off on this server.') : loginForm();
  show(main, el('div', { class: 'login-pane' }, el('img', { src: `${sub}/public/img/grafana_icon.svg`, alt: '', class: 'mark' }), el('h1', {}, 'Welcome to Grafana'), form));
};
