// Elements. Attributes and texts are set as such, never as markup: what comes from data cannot become anything else.
const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
};

let ids = 0;
const newId = (prefix) => `${prefix}-${++ids}`;

const shapes = {
  home: 'M3 11l9-8 9 8v10h-6v-6H9v6H3z',
  cog: 'M10 2h4l.6 3 2.2 1.2 2.9-1 2 3.5-2.3 2v2.6l2.3 2-2 3.5-2.9-1-2.2 1.2-.6 3h-4l-.6-3-2.2-1.2-2.9 1-2-3.5 2.3-2v-2.6l-2.3-2 2-3.5 2.9 1L9.4 5zM12 9a3 3 0 100 6 3 3 0 000-6z',
  key: 'M14 3a7 7 0 00-6.700 9L2 17.300V22h4.700v-2.300H9v-2.400h2.300L12 16.600A7 7 0 1014 3zm2.500 3.500a2 2 0 110 4 2 2 0 010-4z',
  cross: 'M6 4l6 6 6-6 2 2-6 6 6 6-2 2-6-6-6 6-2-2 6-6-6-6z',
  menu: 'M3 5h18v2.500H3zm0 5.750h18v2.500H3zm0 5.750h18v2.500H3z',
  back: 'M11 4l2 2-4.500 4.500H21v3H8.500L13 18l-2 2-8-8z',
  warn: 'M12 2l11 19H1zm-1.200 7v6h2.400V9zm0 7.500v2.300h2.400v-2.300z',
  enter: 'M13 3h8v18h-8v-2.500h5.500v-13H13zM9.500 7l5 5-5 5v-3.700H3v-2.600h6.500z',
  eye: 'M12 5c5 0 9 4 10.500 7C21 15 17 19 12 19S3 15 1.500 12C3 9 7 5 12 5zm0 3a4 4 0 100 8 4 4 0 000-8z',
  left: 'M15 4l2 2-6 6 6 6-2 2-8-8z',
  right: 'M9 4l8 8-8 8-2-2 6-6-6-6z',
  down: 'M4 8l2-2 6 6 6-6 2 2-8 8z',
};

// A picture that says nothing by itself.
const icon = (name) => {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'icon' })) svg.setAttribute(key, value);
  path.setAttribute('d', shapes[name]);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
};

// Shows `nodes` instead of what a place holds.
const show = (place, ...nodes) => place.replaceChildren(...nodes.flat().filter((node) => node));

// What has the focus in a place that is about to be drawn anew gives it to what takes its part there, which has the same
// data-keep: const giveBack = heldFocus(place); show(place, …); giveBack().
const heldFocus = (place) => {
  const held = place.contains(document.activeElement) && document.activeElement.dataset.keep;
  return () => {
    const heir = held && [...place.querySelectorAll('[data-keep]')].find((node) => node.dataset.keep === held);
    if (heir && document.activeElement === document.body) heir.focus();
  };
};

// A table; an empty heading is none. On narrow screens each cell says its heading itself.
const makeTable = (heads, rows) => {
  const head = el('tr', {}, heads.map((text) => (text ? el('th', { scope: 'col' }, text) : el('td'))));
  for (const row of rows) [...row.cells].forEach((cell, index) => (cell.dataset.label = heads[index]));
  return el('div', { class: 'table-wrap' }, el('table', { class: 'filter-table' }, el('thead', {}, head), el('tbody', {}, rows)));
};

// Tells which of several loads is the latest: const isLatest = begin(); … if (isLatest()) draw().
const latest = () => {
  let count = 0;
  return () => {
    const mine = ++count;
    return () => mine === count;
  };
};
