// A button holds one span with its text; a picture stands beside it.
const button = ({ text, kind = 'secondary', label, guide, testid, shape, type = 'button', disabled = false, title, keep, onclick = () => {} }) => {
  const span = el('span', {}, text);
  const node = el('button', { type, class: `button ${kind}`, disabled, title, 'data-keep': keep, onclick, 'data-testid': testid && `data-testid ${testid}` }, shape && icon(shape), span);
  return named(node, span, { label, guide });
};

// A link that looks like one; without a way to go it is there all the same, and says that it is off.
const linkButton = ({ text, href, kind = 'primary', label, guide, testid }) => {
  const span = el('span', {}, text);
  const off = href ? {} : { 'aria-disabled': 'true', role: 'link' };
  return named(el('a', { class: `button ${kind}`, href, 'data-testid': testid && `data-testid ${testid}`, ...off }, span), span, { label, guide });
};

// A press that must be confirmed in place: the first button goes while the two others are there.
const twoStep = (first, { yes, kind = 'danger', run }) => {
  const place = el('span', { class: 'two-step' }, first);
  const back = () => {
    show(place, first);
    first.focus();
  };
  const askAgain = () => {
    const yesButton = button({ text: yes, kind, onclick: async () => (await attempt(run)) || back() });
    show(place, yesButton, button({ text: 'Cancel', onclick: back }));
    yesButton.focus();
  };
  first.addEventListener('click', askAgain);
  place.addEventListener('keydown', (event) => event.key === 'Escape' && place.firstChild !== first && back());
  return place;
};

const crossButton = (label, disabled = false) => el('button', { type: 'button', class: 'button danger small', 'aria-label': label, disabled }, icon('cross'));

// Puts the text where other programs can paste it from.
const copyText = async (field) => {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Not allowed here: the old way.
    }
  }
  field.select();
  return document.execCommand('copy');
};
