import {get, run} from '../lib/api.js';
import {h} from '../lib/dom.js';
import {pack} from '../lib/share.js';
import {formula} from '../elements/cr-formula.js';
import {subjectOf} from '../lib/numbers.js';

/// Every operation: `#/reference/tanh`.
export async function open(content, [name]) {
  const page = new Reference(content, await get('/api/operations'));
  page.show(name);
  return page;
}

class Reference {
  constructor(content, operations) {
    this.operations = operations;
    this.links = new Map();
    const groups = Map.groupBy(operations, ({group}) => group);
    const filter = h('input', {type: 'search', 'aria-label': 'Find an operation', placeholder: 'Find', oninput: () => this.filter(filter.value)});
    this.groups = [...groups].map(([group, list]) => {
      const items = list.map(({name}) => {
        const link = h('a', {href: `#/reference/${encodeURIComponent(name)}`}, name);
        this.links.set(name, link);
        return h('li', null, link);
      });
      return h('div', null, h('h2', null, group), h('ul', null, items));
    });
    this.place = h('div', {class: 'ops-one'});
    content.append(
      h('h1', null, 'Reference'),
      h('div', {class: 'ops'}, h('nav', {class: 'ops-list', 'aria-label': 'Operations'}, filter, this.groups), this.place),
    );
  }

  filter(text) {
    const wanted = text.trim().toLowerCase();
    for (const [name, link] of this.links) {
      link.parentElement.hidden = !name.toLowerCase().includes(wanted);
    }
    for (const group of this.groups) {
      group.hidden = [...group.querySelectorAll('li')].every((item) => item.hidden);
    }
  }

  update([name]) {
    this.show(name);
    scrollTo(0, 0);
    this.place.querySelector('h2')?.focus({preventScroll: true});
    return true;
  }

  async show(name) {
    const operation = this.operations.find((one) => one.name === name) ?? (name ? null : this.operations[0]);
    document.title = operation ? `${operation.name}: reference` : 'Reference';
    for (const [key, link] of this.links) {
      if (key === operation?.name) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    }
    if (!operation) {
      this.place.replaceChildren(h('p', {class: 'notice'}, `There is no operation "${name}".`));
      return;
    }
    const live = h('div', {class: 'live'});
    this.place.replaceChildren(
      h('h2', {tabindex: '-1'}, h('code', {class: 'plain'}, operation.name)),
      h('p', null, operation.summary),
      h(
        'dl',
        {class: 'defs'},
        operation.forward ? [h('dt', null, 'Forward'), h('dd', null, formula(operation.forward))] : [],
        operation.gradients.map(({of, latex}) => [
          h('dt', null, 'Gradient of ', h('code', {class: 'plain'}, of)),
          h('dd', {class: 'gradient'}, formula(latex)),
        ]),
        operation.gradients.length > 0
          ? [h('dt', null, 'where'), h('dd', null, formula('g = \\partial L / \\partial y'), ' is what has arrived at the result')]
          : [],
        operation.shapes ? [h('dt', null, 'Shapes'), h('dd', null, operation.shapes)] : [],
      ),
      live,
    );
    if (operation.example) {
      await this.example(operation, live);
    }
  }

  async example(operation, live) {
    const code = h('cr-code');
    code.textContent = operation.example;
    live.append(h('h3', null, 'Example'), within(operation), code);
    try {
      const [{trace}, packed] = await Promise.all([run(operation.example, ['trace']), pack(operation.example)]);
      if (!live.isConnected) {
        return;
      }
      const shown = document.createElement('cr-trace');
      const explanation = document.createElement('cr-explanation');
      shown.show(trace);
      shown.addEventListener('why', ({detail: {name, index}}) =>
        explanation.ask(operation.example, null, subjectOf(name, index)),
      );
      live.append(shown, explanation, h('p', null, h('a', {href: `#/workbench/${packed}`}, 'Open in the workbench')));
    } catch (error) {
      live.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }
}

/// Which worksheet is shown of an operation that only gradients use.
function within({name, within: users}) {
  if (users.length === 0) {
    return '';
  }
  const words = users.map((user, at) => [at === 0 ? '' : ', which appears in the gradient of ', h('a', {href: `#/reference/${user}`}, user)]);
  return h('p', null, h('code', {class: 'plain'}, name), ' is called by no worksheet. It appears in the gradient of ', words.flat(), ':');
}
