// The first page. Its links have words of their own: Grafana's name those of the menu, and tests take the one that there is.
const homeWords = { serviceaccounts: 'Accounts for programs, and their tokens', apikeys: 'Keys for programs, as they were before' };

const drawHome = () => {
  const url = new URL(location.href);
  if (!url.searchParams.has('orgId')) {
    url.searchParams.set('orgId', boot.user.orgId);
    history.replaceState(history.state, '', url);
  }
  const section = sectionOf('cfg');
  const links = section && [...entriesOf(section)].reverse().map((entry) => el('li', {}, navLink(entry, {}, homeWords[entry.id])));
  show(main, el('h1', {}, 'Welcome to Grafana'),
    links ? el('ul', { class: 'links' }, links) : el('p', {}, 'There is nothing here that you may see. An administrator of the organization can give you a role that may.'));
};
