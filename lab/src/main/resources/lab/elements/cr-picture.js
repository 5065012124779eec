import {sharedTrace, worksheet} from '../lib/api.js';
import {h} from '../lib/dom.js';
import {subjectOf} from '../lib/numbers.js';
import {stepOf} from '../lib/trace.js';
import {matrix} from './cr-matrix.js';

/// Both passes side by side: values from the first to the last, gradients from the last to the
/// first, those of the weights at the end.
///
/// `<cr-picture worksheet="a.py" forward="e h z loss" steps="mean, product, −log" weights="W">`;
/// `steps` are the words between one value and the next.
class Picture extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    try {
      const source = await worksheet(this.getAttribute('worksheet'));
      const names = this.getAttribute('forward').split(/\s+/);
      const words = this.getAttribute('steps').split(',').map((word) => word.trim());
      const weights = this.getAttribute('weights').split(/\s+/);
      const trace = await sharedTrace(source, [...names, ...weights]);
      this.append(
        h(
          'div',
          {class: 'both'},
          column('Forward', names, words, (name) => show(trace, name, 'value')),
          column('Backward', [...names].reverse(), [...words].reverse(), (name) => show(trace, name, 'grad'), weights),
        ),
      );
      const explanation = document.createElement('cr-explanation');
      this.append(explanation);
      this.addEventListener('why', ({detail}) => explanation.ask(source, null, subjectOf(detail.name, detail.index)));
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }
}

function column(title, names, words, shown, weights = []) {
  const items = names.map((name, at) =>
    h('li', null, at === 0 ? '' : h('div', {class: 'faint small between'}, `↓ ${words[at - 1]}`), shown(name)),
  );
  const last = weights.map((name) => h('li', {class: 'weight'}, shown(name)));
  return h('section', {class: title.toLowerCase()}, h('h3', null, title), h('ol', null, items, last));
}

function show(trace, name, kind) {
  const step = stepOf(trace, name);
  const values = kind === 'grad' ? step.grad : step.value;
  return h(
    'div',
    {class: 'shown'},
    h('code', {class: `plain name ${kind === 'grad' ? 'gradient' : ''}`}, kind === 'grad' ? `∂L/∂${name === trace.loss.name ? 'L' : name}` : name),
    matrix({name, shape: step.shape, values, kind}),
  );
}

customElements.define('cr-picture', Picture);
