import {run, whole} from '../lib/api.js';
import {colour} from '../lib/ace.js';
import {withBlock} from '../lib/blanks.js';
import {h, scrolls} from '../lib/dom.js';
import {shapeText, subjectOf} from '../lib/numbers.js';
import {captioned} from './cr-matrix.js';
import {badge, diagnosis, isRight} from './cr-verdicts.js';

/// What the engine says of a line that a reader put together: the line, its verdict, and its numbers
/// beside the true ones. For other elements: `<cr-outcome>`, then `attempt`.
class Outcome extends HTMLElement {
  connectedCallback() {
    if (this.body) {
      return;
    }
    this.body = h('div', {class: 'outcome', 'aria-live': 'polite'});
    this.panel = document.createElement('cr-explanation');
    this.append(this.body, this.panel);
    this.addEventListener('why', (event) => {
      event.stopPropagation();
      this.panel.ask(this.source, null, subjectOf(event.detail.name, event.detail.index));
    });
    this.panel.addEventListener('explained', (event) => event.stopPropagation());
  }

  disconnectedCallback() {
    this.asking?.abort();
  }

  clear() {
    this.asking?.abort();
    this.panel.clear();
    this.body.replaceChildren();
  }

  /// Runs the worksheet with `line` as its block `name`; sends `solved` if it is right.
  async attempt(source, name, line) {
    this.clear();
    const asking = new AbortController();
    this.asking = asking;
    const code = h('code');
    try {
      await colour(code, line);
      this.source = withBlock(source, name, line);
      const answer = await run(this.source, ['check', 'trace'], {signal: asking.signal});
      this.show(code, name, answer);
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.body.replaceChildren(this.head(code, h('span', {class: 'badge wrong'}, '✗ cannot be run')), h('p', null, `${error.message}.`));
      }
    }
  }

  head(code, verdict) {
    return h('div', {class: 'outcome-head'}, scrolls(h('pre', null, code), 'Your line'), verdict);
  }

  show(code, name, {check, trace}) {
    const verdict = check.checks.find((one) => one.name === name);
    const {steps} = whole(trace);
    if (!verdict) {
      throw new Error(`The line gives ${name} no gradient`);
    }
    const yours = steps.find((step) => step.name === name);
    const truth = steps.find((step) => step.name === verdict.of);
    this.body.replaceChildren(
      this.head(code, badge(verdict)),
      ...diagnosis(verdict, null, true),
      h(
        'div',
        {class: 'pair'},
        captioned(`yours, ${shapeText(yours.shape)}`, 'value', {name, shape: yours.shape, values: yours.value}),
        captioned(`true, ${shapeText(truth.shape)}`, 'grad', {name: verdict.of, shape: truth.shape, values: truth.grad}),
      ),
    );
    if (isRight(verdict)) {
      this.dispatchEvent(new CustomEvent('solved', {bubbles: true}));
    }
  }
}

customElements.define('cr-outcome', Outcome);
