import {worksheet} from '../lib/api.js';
import {freshId, h} from '../lib/dom.js';

/// A choice between lines, each of which is run:
/// `<cr-choice worksheet="a.py" block="db"><p>Which axis?</p><div data-line="db = dY.sum(0)">Axis 0</div>…`.
/// What has no `data-line` is the question. The line takes the place of the worksheet's block.
class Choice extends HTMLElement {
  connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    const options = [...this.querySelectorAll('[data-line]')];
    options.forEach((option) => option.remove());
    const question = h('div', {class: 'question', id: freshId('question')}, ...this.childNodes);
    const group = freshId('choice');
    this.outcome = document.createElement('cr-outcome');
    const labels = options.map((option) =>
      h(
        'label',
        null,
        h('input', {type: 'radio', name: group, onchange: () => this.choose(option.dataset.line)}),
        h('span', null, ...option.childNodes),
      ),
    );
    this.append(
      question,
      h('div', {class: 'guesses choices', role: 'radiogroup', 'aria-labelledby': question.id}, labels),
      this.outcome,
    );
  }

  async choose(line) {
    this.outcome.attempt(await worksheet(this.getAttribute('worksheet')), this.getAttribute('block'), line);
  }
}

customElements.define('cr-choice', Choice);
