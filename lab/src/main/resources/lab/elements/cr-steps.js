import {sharedTrace, worksheet} from '../lib/api.js';
import {h} from '../lib/dom.js';
import {subjectOf} from '../lib/numbers.js';
import {matrix} from './cr-matrix.js';

/// A walk through a pass, one step at a time, with the graph filling up beside it:
/// `<cr-steps worksheet="a.py"><div data-value="z">text</div><div data-grad="z">…`.
/// `data-value` shows a forward value, `data-grad` a gradient; the element's content is the text.
class Steps extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    this.steps = [...this.children];
    this.at = 0;
    this.frame = h('div', {class: 'walk'});
    this.append(this.frame);
    try {
      const name = this.getAttribute('worksheet');
      const source = await worksheet(name);
      this.trace = await sharedTrace(source);
      this.build(name);
      this.explanation = document.createElement('cr-explanation');
      this.append(this.explanation);
      this.addEventListener('why', ({detail}) =>
        this.explanation.ask(source, null, subjectOf(detail.name, detail.index)),
      );
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }

  build(name) {
    const back = h('button', {type: 'button', onclick: () => this.go(this.at - 1)}, '← Step back');
    const on = h('button', {type: 'button', class: 'main', onclick: () => this.go(this.at + 1)}, 'Step →');
    const count = h('span', {class: 'faint small'});
    const text = h('div', {class: 'walk-text', 'aria-live': 'polite'});
    const numbers = h('div', {class: 'walk-number'});
    Object.assign(this, {back, on, count, text, numbers});
    const left = h('div', {class: 'walk-left'}, text, numbers, h('div', {class: 'row'}, back, on, count));
    this.frame.append(left);
    if (!this.hasAttribute('plain')) {
      this.graph = h('cr-graph', {worksheet: name});
      this.graph.addEventListener('drawn', () => this.go(this.at));
      this.frame.append(this.graph);
    }
    this.go(0);
  }

  go(to) {
    this.at = Math.max(0, Math.min(this.steps.length - 1, to));
    const current = this.steps[this.at];
    this.steps.forEach((step) => step.remove());
    this.text.replaceChildren(current);
    const {value, grad} = current.dataset;
    const step = this.trace.steps.find((one) => one.name === (value ?? grad));
    this.numbers.replaceChildren(
      step && (grad ? step.grad : step.value)
        ? matrix({name: step.name, shape: step.shape, values: grad ? step.grad : step.value, kind: grad ? 'grad' : 'value'})
        : '',
    );
    this.count.textContent = `${this.at + 1} of ${this.steps.length}`;
    this.back.setAttribute('aria-disabled', String(this.at === 0));
    this.on.setAttribute('aria-disabled', String(this.at === this.steps.length - 1));
    const shown = this.steps.slice(0, this.at + 1);
    const known = (this.getAttribute('given') ?? '').split(/\s+/);
    this.explanation?.clear();
    this.graph?.reveal(
      new Set([...known, ...shown.map((one) => one.dataset.value)]),
      new Set(shown.map((one) => one.dataset.grad)),
      value ?? grad,
    );
  }
}

customElements.define('cr-steps', Steps);
