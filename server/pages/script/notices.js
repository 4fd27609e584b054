// What is told and goes by itself.
const noticeList = el('div', { class: 'page-alert-list' });
const noticeSeconds = { success: 3, info: 3, warning: 5, error: 7 };

// Calls `done` after so long, not counting the time in which the pointer or the focus is on the node.
const goAfter = (node, seconds, done) => {
  let timer;
  const start = () => {
    clearTimeout(timer);
    if (!node.matches(':hover') && !node.contains(document.activeElement)) timer = setTimeout(done, seconds * 1000);
  };
  const stop = () => clearTimeout(timer);
  for (const event of ['mouseenter', 'focusin']) node.addEventListener(event, stop);
  for (const event of ['mouseleave', 'focusout']) node.addEventListener(event, () => setTimeout(start));
  start();
};

// What stays where it is put.
const alertBox = (kind, title, text) => {
  const polite = words.megaMenu && (kind === 'success' || kind === 'info');
  return el('div', { class: `alert alert-${kind}`, 'data-testid': `data-testid Alert ${kind}` },
    el('div', { role: polite ? 'status' : 'alert', class: 'alert-body' }, el('strong', {}, title), text && el('div', {}, text)));
};

const notify = (kind, title, text = '') => {
  const node = alertBox(kind, title, text);
  node.append(el('button', { type: 'button', class: 'plain', 'aria-label': 'Close alert', onclick: () => node.remove() }, icon('cross')));
  noticeList.append(node);
  goAfter(node, noticeSeconds[kind], () => node.remove());
};

const nextNotice = 'grafake.notice';
const notifyNext = (...notice) => sessionStorage.setItem(nextNotice, JSON.stringify(notice));
const showKeptNotice = () => {
  const kept = sessionStorage.getItem(nextNotice);
  sessionStorage.removeItem(nextNotice);
  if (kept) notify(...JSON.parse(kept));
};
