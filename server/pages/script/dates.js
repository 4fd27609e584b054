// A day is picked from a month's sheet, or typed as MM/DD/YYYY. Days are the browser's own.
const dayText = (date) => `${twoDigits(date.getMonth() + 1)}/${twoDigits(date.getDate())}/${date.getFullYear()}`;
const parseDay = (text) => {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  if (!parts) return null;
  const date = new Date(Number(parts[3]), Number(parts[1]) - 1, Number(parts[2]));
  return date.getMonth() === Number(parts[1]) - 1 ? date : null;
};
const dayAfter = (date, days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
const tomorrow = () => dayAfter(new Date(), 1);
const sameDay = (a, b) => a && b && a.getTime() === b.getTime();
const longDay = (date) => date.toLocaleDateString('en-US', { month: 'long', day: 'numeric', year: 'numeric' });

// `last`: the last day that may be taken; none: any.
const datePicker = ({ label, value = null, last = null, onchange }) => {
  const state = { value, shown: value || tomorrow(), sheet: null };
  const made = field({ text: label, placeholder: 'MM/DD/YYYY', value: value ? dayText(value) : '' });
  const node = made.node;
  const allowed = (date) => date >= tomorrow() && (!last || date <= last);
  const set = (date) => {
    state.value = date;
    onchange(date);
  };
  const close = () => {
    if (state.sheet) state.sheet.remove();
    state.sheet = null;
  };
  const take = (date) => {
    made.input.value = dayText(date);
    made.complain();
    set(date);
    made.input.focus();
    close();
  };
  const focusDay = (date) => {
    state.shown = date;
    draw();
    const day = state.sheet.querySelector(`[data-day="${dayText(date)}"]`);
    if (day) day.focus();
  };
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const dayButton = (date) => {
    const name = el('abbr', { 'aria-label': longDay(date) }, String(date.getDate()));
    const other = date.getMonth() !== state.shown.getMonth();
    const node = el('button', { type: 'button', class: `day${other ? ' other' : ''}`, 'data-day': dayText(date), 'aria-pressed': String(Boolean(sameDay(date, state.value))), onclick: () => take(date) }, name);
    if (!allowed(date)) node.setAttribute('disabled', '');
    return node;
  };
  const month = (step, text, shape) => el('button', { type: 'button', class: 'button secondary small', 'aria-label': text, onclick: () => { state.shown = new Date(state.shown.getFullYear(), state.shown.getMonth() + step, 1); draw(); state.sheet.querySelector(`[aria-label="${text}"]`).focus(); } }, icon(shape));
  const draw = () => {
    const first = new Date(state.shown.getFullYear(), state.shown.getMonth(), 1);
    const start = dayAfter(first, -((first.getDay() + 6) % 7));
    const days = Array.from({ length: 42 }, (_, index) => dayButton(dayAfter(start, index)));
    const title = state.shown.toLocaleDateString('en-US', { month: 'long', year: 'numeric' });
    const names = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'].map((name) => el('span', { class: 'dim', 'aria-hidden': 'true' }, name));
    show(state.sheet, el('div', { class: 'row between' }, month(-1, 'Previous month', 'left'), el('strong', { 'aria-live': 'polite' }, title), month(1, 'Next month', 'right')), el('div', { class: 'days' }, names, days));
  };
  const open = () => {
    if (state.sheet) return;
    state.sheet = el('div', { class: 'sheet', role: 'group', 'aria-label': 'Calendar', 'data-testid': 'date-picker' });
    made.wrapper.after(state.sheet);
    draw();
  };
  made.input.addEventListener('click', open);
  made.input.addEventListener('input', () => {
    const date = parseDay(made.input.value);
    const good = date && allowed(date);
    if (good) state.shown = date;
    set(good ? date : null);
    if (state.sheet) draw();
  });
  made.input.addEventListener('change', () => {
    const date = parseDay(made.input.value);
    const early = date && date < tomorrow() ? 'Choose a day after today' : 'Choose an earlier day';
    made.complain(made.input.value !== '' && !(date && allowed(date)) && (date ? early : 'Write the day as MM/DD/YYYY'));
  });
  node.addEventListener('keydown', (event) => {
    const day = event.target.dataset.day;
    if (event.key === 'Escape' && state.sheet) {
      event.preventDefault();
      event.stopPropagation();
      made.input.focus();
      close();
    } else if (event.target === made.input && event.key === 'ArrowDown') {
      event.preventDefault();
      open();
      focusDay(state.value || (state.shown < tomorrow() ? tomorrow() : state.shown));
    } else if (day && steps[event.key]) {
      event.preventDefault();
      const next = dayAfter(parseDay(day), steps[event.key]);
      if (allowed(next)) focusDay(next);
    }
  });
  closeOutside(node, close);
  return { node };
};
