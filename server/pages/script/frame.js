// What is around every page: menu, heading with tabs, footer.
const page = document.body.dataset.page;
const main = el('main', { id: 'main', tabindex: '-1' });
const sectionOf = (id) => boot.navTree.find((node) => node.id === id);
const entriesOf = (node) => (node.children || []).flatMap((child) => (child.children ? child.children : [child]));
const ownPath = () => location.pathname + location.search;
const signInUrl = () => {
  const query = new URLSearchParams(location.search);
  query.set('forceLogin', 'true');
  return `${location.pathname}?${query}`;
};

const navLink = (node, attributes = {}, ...inside) => el('a', { href: node.url, target: node.target, ...attributes }, ...inside);

// The entries beside the menu's symbol; in the lower group the own text stands last, near the symbol.
const flyout = (node, link) => {
  const item = (entry, kind = '') => el('li', { role: 'menuitem', tabindex: '-1', class: kind }, navLink(entry, { tabindex: '-1' }, entry.text));
  const list = el('ul', { role: 'menu', class: 'flyout', 'aria-label': node.text }, [...entriesOf(node)].reverse().map((entry) => item(entry)), item(node, 'own'));
  const holder = el('li', { class: 'nav-item' }, link);
  // A closed one is not there: its texts would be found beside those that are shown.
  const toggle = (open) => {
    if (open) holder.append(list);
    else list.remove();
    link.setAttribute('aria-expanded', String(open));
  };
  const items = () => [...list.children];
  const leave = () => {
    link.focus();
    toggle(false);
  };
  holder.addEventListener('mouseenter', () => toggle(true));
  holder.addEventListener('mouseleave', () => toggle(false));
  link.addEventListener('focus', () => toggle(true));
  holder.addEventListener('focusout', (event) => holder.contains(event.relatedTarget) || toggle(false));
  list.addEventListener('click', (event) => {
    const entry = event.target.closest('li');
    if (entry && event.target === entry) entry.firstChild.click();
  });
  holder.addEventListener('keydown', (event) => {
    const at = items().indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'ArrowRight' && at < 0) {
      toggle(true);
      items()[0].focus();
    } else if (step && at >= 0) items()[(at + step + items().length) % items().length].focus();
    else if ((event.key === 'ArrowLeft' || event.key === 'Escape') && at >= 0) leave();
    else if (event.key === 'Escape') toggle(false);
    else if (event.key === 'Enter' && at >= 0) items()[at].firstChild.click();
    else return;
    event.preventDefault();
  });
  link.setAttribute('aria-haspopup', 'true');
  link.setAttribute('aria-expanded', 'false');
  return holder;
};

const symbolOf = (node) => (node.img ? el('img', { src: node.img, alt: `${node.text} logo`, class: 'face' }) : icon(node.id === 'cfg' ? 'cog' : 'enter'));

const symbolItem = (node) => {
  const link = navLink(node, { class: 'symbol', 'aria-label': node.text }, symbolOf(node));
  return entriesOf(node).length > 0 ? flyout(node, link) : el('li', { class: 'nav-item' }, link);
};

const home = { id: 'home', text: 'Home', url: `${sub}/` };
const signIn = () => ({ id: 'sign-in', text: 'Sign in', url: signInUrl(), target: '_self' });
const lowerNodes = () => [!boot.user.isSignedIn && signIn(), sectionOf('cfg'), sectionOf('profile')].filter(Boolean);

// All entries with their children, for fingers.
const openPanel = (opener) => {
  const close = () => {
    panel.remove();
    opener.focus();
  };
  const group = (node) => el('li', {}, navLink(node, {}, node.text), entriesOf(node).length > 0 && el('ul', {}, entriesOf(node).map((entry) => el('li', {}, navLink(entry, {}, entry.text)))));
  const closer = el('button', { type: 'button', class: 'plain', 'aria-label': 'Close navigation menu', onclick: close }, icon('cross'));
  const panel = el('div', { class: 'panel', 'data-testid': 'navbarmenu', onkeydown: (event) => event.key === 'Escape' && close() }, closer, el('ul', {}, [home, ...lowerNodes()].map(group)));
  opener.after(panel);
  closer.focus();
};

const panelButton = () => {
  const opener = el('button', { type: 'button', class: 'plain open-panel', 'aria-label': 'Open navigation menu', onclick: () => openPanel(opener) }, icon('menu'));
  return opener;
};

const symbolMenu = () => {
  const homeLink = navLink(home, { class: 'symbol', 'aria-label': 'Home' }, el('img', { src: `${sub}/public/img/grafana_icon.svg`, alt: '' }));
  return el('nav', { class: 'sidemenu', 'data-testid': 'sidemenu', 'aria-label': 'Main menu' }, panelButton(),
    el('ul', { class: 'symbols' }, el('li', { class: 'nav-item' }, homeLink), el('li', { class: 'gap' }), lowerNodes().map(symbolItem)));
};

// The later releases' menu: a tree of which the parts open and close.
const treeItem = (node) => {
  const children = (node.children || []).filter((child) => !child.hideFromTabs);
  const line = el('div', { class: 'row' }, navLink(node, { 'data-testid': 'data-testid Nav menu item', 'aria-current': children.length === 0 && node.url === location.pathname ? 'page' : null }, node.text));
  const item = el('li', {}, line);
  if (children.length === 0) return item;
  const list = el('ul', {}, children.map(treeItem));
  const toggle = el('button', { type: 'button', class: 'plain' }, icon('down'));
  const set = (open) => {
    toggle.setAttribute('aria-label', `${open ? 'Collapse' : 'Expand'} section: ${node.text}`);
    toggle.setAttribute('aria-expanded', String(open));
    if (open) item.append(list);
    else list.remove();
  };
  toggle.addEventListener('click', () => set(!list.isConnected));
  set(entriesOf(node).some((entry) => location.pathname.startsWith(entry.url)));
  line.append(toggle);
  return item;
};

const treeMenu = () => {
  const profile = sectionOf('profile');
  const out = profile && entriesOf(profile)[0];
  const nodes = [home, sectionOf('cfg'), !boot.user.isSignedIn && signIn()].filter(Boolean);
  return el('nav', { class: 'tree', 'data-testid': 'data-testid navigation mega-menu', 'aria-label': 'Navigation' }, panelButton(),
    el('ul', { 'aria-label': 'Navigation' }, nodes.map(treeItem), profile && el('li', { class: 'who' }, el('img', { src: profile.img || `${sub}/public/img/user_profile.png`, alt: '', class: 'face' }), profile.text), out && treeItem({ ...out, children: [] })));
};

const tabFor = (entry, selected) => {
  const text = el('span', {}, entry.text);
  const tab = navLink(entry, { role: 'tab', 'aria-selected': String(selected), 'data-testid': `data-testid Tab ${entry.text}` }, text);
  return named(tab, text, { label: `Tab ${entry.text}` });
};

// The heading of the pages of a section; `own` is the entry that the page belongs to.
const pageHeader = (own) => {
  const section = sectionOf('cfg');
  const entries = section ? entriesOf(section) : [];
  const tabs = entries.length > 0 && el('div', { role: 'tablist', class: 'tabs' }, entries.map((entry) => tabFor(entry, entry.id === own)));
  const title = section ? section.text : 'Configuration';
  const subtitle = section ? section.subTitle : `Organization: ${boot.user.orgName}`;
  return el('header', { class: 'page-header' }, el('h1', {}, title), el('p', { class: 'dim' }, subtitle), tabs);
};

const footer = () => {
  const { version } = boot.settings.buildInfo;
  return el('footer', {}, `grafake, standing in for Grafana${version ? ` v${version}` : ''}`);
};

const drawFrame = () => {
  const skip = el('a', { class: 'skip', href: `${ownPath()}#main` }, 'Skip to main content');
  const menu = page === 'login' ? null : words.megaMenu ? treeMenu() : symbolMenu();
  document.body.append(...[skip, menu, el('div', { class: 'page' }, main, footer()), noticeList, aliases].filter(Boolean));
};

const focusFirst = () => {
  const first = main.querySelector('[data-autofocus]');
  if (first) first.focus();
};
