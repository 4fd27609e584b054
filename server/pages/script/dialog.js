// Dialogs keep the focus and give it back. Notices are inside meanwhile: what is outside is inert.
const focusBack = (node) => {
  if (node && node.isConnected) node.focus();
};

const openDialog = (title, ...body) => {
  const opener = document.activeElement;
  const heading = el('h2', { id: newId('title') }, title);
  const close = () => node.close();
  const closer = el('button', { type: 'button', class: 'plain', 'aria-label': words.megaMenu ? 'Close' : 'Close dialogue', onclick: close }, icon('cross'));
  const content = el('div', { class: 'dialog-body' }, body);
  const node = el('dialog', { role: 'dialog', 'aria-labelledby': heading.id }, el('div', { class: 'dialog-pane' }, el('div', { class: 'dialog-head' }, heading, closer), content));
  node.addEventListener('close', () => {
    document.body.append(noticeList);
    node.remove();
    focusBack(opener);
  });
  node.addEventListener('pointerdown', (event) => event.target === node && close());
  document.body.append(node);
  node.append(noticeList);
  node.showModal();
  return { node, content, close, setTitle: (text) => (heading.textContent = text) };
};

// A question with one red answer, which has the focus. True: that was pressed.
const confirmed = (title, question, yes) => new Promise((resolve) => {
  let answer = false;
  const red = button({ text: yes, kind: 'danger', label: 'Confirm Modal Danger Button', testid: 'Confirm Modal Danger Button', onclick: () => { answer = true; dialog.close(); } });
  const cancel = button({ text: 'Cancel', onclick: () => dialog.close() });
  const dialog = openDialog(title, el('p', {}, question), el('div', { class: 'row end' }, cancel, red));
  dialog.node.addEventListener('close', () => resolve(answer));
  red.focus();
});
