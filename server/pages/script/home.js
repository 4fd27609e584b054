// The first page.
const drawHome = () => {
  const url = new URL(location.href);
  if (!url.searchParams.has('orgId')) {
    url.searchParams.set('orgId', boot.user.orgId);
    history.replaceState(history.state, '', url);
  }
  const section = sectionOf('cfg');
  const links = section && entriesOf(section).map((entry) => el('li', {}, navLink(entry, {}, entry.text), el('span', { class: 'dim' }, ` ${entry.description}`)));
  show(main, el('h1', {}, 'Welcome to Grafana'),
    links ? el('ul', { class: 'links' }, links) : el('p', {}, 'There is nothing here that you may see. An administrator of the organization can give you a role that may.'));
};
