import {freshId, h} from './dom.js';

/// Tabs: `panels` is a list of `[title, element]`. Returns `{element, select(title)}`.
export function tabs(label, panels) {
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
      const chosen = one.title === title;
      one.tab.setAttribute('aria-selected', String(chosen));
      one.tab.tabIndex = chosen ? 0 : -1;
      one.holder.hidden = !chosen;
    }
  }
  select(made[0].title);
  return {element: h('div', {class: 'tabs'}, list, made.map(({holder}) => holder)), select};
}
