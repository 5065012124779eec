import {freshId, h} from './dom.js';

/// Tabs: `panels` is a list of `[title, element]`; `chosen` is called with the title that the reader
/// turns to. Returns `{element, select(title), current()}`.
export function tabs(label, panels, chosen) {
  const list = h('div', {role: 'tablist', 'aria-label': label});
  const made = panels.map(([title, panel]) => {
    const id = freshId('tab');
    const tab = h('button', {type: 'button', role: 'tab', id, 'aria-controls': `${id}-panel`, onclick: () => select(title)}, title);
    const holder = h('div', {role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': id, tabindex: '-1'}, panel);
    list.append(tab);
    return {title, tab, holder};
  });
  list.addEventListener('keydown', (event) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step) {
      event.preventDefault();
      const at = made.findIndex(({tab}) => tab.getAttribute('aria-selected') === 'true');
      const next = made[(at + step + made.length) % made.length];
      select(next.title);
      next.tab.focus();
    }
  });
  function select(title) {
    for (const one of made) {
      const isChosen = one.title === title;
      one.tab.setAttribute('aria-selected', String(isChosen));
      one.tab.tabIndex = isChosen ? 0 : -1;
      one.holder.hidden = !isChosen;
    }
    selected = title;
    chosen(title);
  }
  const element = h('div', {class: 'tabs'}, list, made.map(({holder}) => holder));
  let selected = made[0].title;
  made.forEach(({tab, holder}, at) => {
    tab.setAttribute('aria-selected', String(at === 0));
    tab.tabIndex = at === 0 ? 0 : -1;
    holder.hidden = at > 0;
  });
  return {element, select, current: () => selected};
}
