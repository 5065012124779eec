import {sharedTrace, worksheet} from '../lib/api.js';
import {h} from '../lib/dom.js';
import {shapeText, subjectOf} from '../lib/numbers.js';
import {stepOf} from '../lib/trace.js';
import {captioned} from './cr-matrix.js';

const MANY = 12;

/// Forward values and their gradients side by side. In a lesson:
/// `<cr-trace worksheet="a.py" names="z h"></cr-trace>`, with `only="value"` or `only="grad"` for
/// one of the two. A press on an entry explains it below, unless the page does.
class Trace extends HTMLElement {
  async connectedCallback() {
    const name = this.getAttribute('worksheet');
    if (this.started || !name) {
      return;
    }
    this.started = true;
    this.ready = this.load(name);
    await this.ready;
  }

  async load(name) {
    this.replaceChildren(h('p', {class: 'faint', role: 'status'}, 'Computing…'));
    try {
      const source = await worksheet(name);
      const trace = await sharedTrace(source, this.names());
      this.explanation = document.createElement('cr-explanation');
      this.show(trace);
      this.append(this.explanation);
      this.addEventListener('why', (event) => {
        event.stopPropagation();
        this.ask(subjectOf(event.detail.name, event.detail.index));
      });
      this.source = source;
    } catch (error) {
      this.replaceChildren(h('p', {class: 'notice wrong'}, error.message));
    }
  }

  /// Explains an entry, as `W[1, 2]`.
  async ask(subject) {
    await this.ready;
    await this.explanation.ask(this.source, this.getAttribute('loss'), subject);
    this.explanation.scrollIntoView({block: 'nearest'});
  }

  /// The steps that it shows; null for all.
  names() {
    return this.getAttribute('names')?.split(/\s+/) ?? null;
  }

  /// Says why there is no trace.
  fail(error) {
    this.replaceChildren(h('p', {class: 'notice'}, error.message));
  }

  /// Shows the answer of `trace`.
  show(trace) {
    const names = this.names();
    const only = this.getAttribute('only');
    const steps = names ? names.map((name) => stepOf(trace, name)) : trace.steps;
    this.watcher?.disconnect();
    this.watcher = null;
    if (steps.length > MANY) {
      this.watcher = new IntersectionObserver((seen) => this.fill(seen), {rootMargin: '800px'});
    }
    this.replaceChildren(
      ...steps.map((step) =>
        h(
          'section',
          {class: 'step', 'aria-label': step.name},
          h(
            'div',
            {class: 'step-head'},
            h('code', {class: 'plain name'}, step.name),
            h('span', {class: 'faint small'}, `${shapeText(step.shape)}${step.op === 'leaf' ? '' : `, ${step.op}`}, line ${step.line}`),
          ),
          this.pair(step, only),
        ),
      ),
    );
    if (this.explanation) {
      this.append(this.explanation);
    }
  }

  /// The two tensors of a step; of a long trace only once they come near.
  pair(step, only) {
    const sides = () => [
      only === 'grad' ? '' : side('value', step, step.value),
      step.grad === null || only === 'value' ? '' : side('grad', step, step.grad),
    ];
    if (!this.watcher) {
      return h('div', {class: 'pair'}, sides());
    }
    const place = h('div', {class: 'pair later'});
    place.sides = sides;
    this.watcher.observe(place);
    return place;
  }

  fill(seen) {
    for (const {isIntersecting, target} of seen) {
      if (isIntersecting) {
        this.watcher.unobserve(target);
        target.classList.remove('later');
        target.replaceChildren(...target.sides());
      }
    }
  }

  disconnectedCallback() {
    this.watcher?.disconnect();
  }
}

function side(kind, step, values) {
  const words = kind === 'grad' ? `gradient of ${step.name}` : 'value';
  return captioned(words, kind, {name: step.name, shape: step.shape, values});
}

customElements.define('cr-trace', Trace);
