import {sharedTrace, worksheet} from '../lib/api.js';
import {h, freshId} from '../lib/dom.js';
import {flatAt, format, indexIn, parse} from '../lib/numbers.js';
import {stepOf} from '../lib/trace.js';

/// A question with a number or a shape for an answer, which the engine knows:
/// `<cr-quiz worksheet="a.py" of="z" grad entry="1" digits="3">` asks for a number to so many
/// decimals, with `shape` for the shape (`axis="1"` for one size of it). Its text is the question,
/// a `<p slot="hint">` a hint, a `<p slot="why">` what to say once it is right, and a
/// `<p slot="instead" data-for="0.9">` what to say of a number that is wrong in a known way.
class Quiz extends HTMLElement {
  connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    const hints = [...this.querySelectorAll('[slot="hint"]')];
    this.why = this.querySelector('[slot="why"]');
    this.instead = [...this.querySelectorAll('[slot="instead"]')];
    [...hints, ...this.instead].forEach((one) => one.remove());
    this.why?.remove();
    const question = h('div', {class: 'question', id: freshId('question')});
    question.append(...this.childNodes);
    this.input = h('input', {
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      inputmode: this.hasAttribute('shape') ? 'text' : 'decimal',
      'aria-labelledby': question.id,
    });
    this.says = h('div', {class: 'quiz-says', role: 'status', 'aria-live': 'polite'});
    const form = h(
      'form',
      {class: 'row', onsubmit: (event) => this.submit(event)},
      this.input,
      h('button', {type: 'submit'}, 'Answer'),
      hints.length > 0 ? h('button', {type: 'button', class: 'quiet', onclick: () => this.hint(hints)}, 'Hint') : '',
    );
    this.append(question, form, this.says);
  }

  hint(hints) {
    const next = hints.shift();
    if (next) {
      this.says.replaceChildren(next);
    }
  }

  async truth() {
    const of = this.getAttribute('of');
    const trace = await sharedTrace(await worksheet(this.getAttribute('worksheet')), [of]);
    const step = stepOf(trace, of);
    if (this.hasAttribute('shape')) {
      const axis = this.getAttribute('axis');
      return axis === null ? step.shape : [step.shape[Number(axis)]];
    }
    const at = flatAt(step.shape, indexIn(this.getAttribute('entry')));
    return [parse((this.hasAttribute('grad') ? step.grad : step.value)[at])];
  }

  async submit(event) {
    event.preventDefault();
    const given = this.input.value.replaceAll('\u2212', '-').match(/-?(\d+\.?\d*|\.\d+)(e-?\d+)?/gi)?.map(Number) ?? [];
    if (given.length === 0) {
      this.say('other', 'Write a number.');
      return;
    }
    try {
      const truth = await this.truth();
      const digits = Number(this.getAttribute('digits') ?? 3);
      const near = this.hasAttribute('shape') ? 0 : 0.75 * 10 ** -digits;
      const isRight = given.length === truth.length && truth.every((value, at) => Math.abs(value - given[at]) <= near);
      if (isRight) {
        this.say('right', `✓ Right: the engine has ${truth.map(format).join(', ')}. `, this.why ?? '');
        this.dispatchEvent(new CustomEvent('solved', {bubbles: true}));
      } else if (truth.length === 1 && given.length === 1 && truth[0] !== 0 && Math.abs(truth[0] + given[0]) <= near) {
        this.say('wrong', '✗ The size is right, the sign is not.');
      } else {
        const known = this.instead.find(({dataset}) => given.length === 1 && Math.abs(Number(dataset.for) - given[0]) <= near);
        this.say('wrong', '✗ Not yet. ', ...(known?.cloneNode(true).childNodes ?? []));
      }
    } catch (error) {
      this.say('wrong', error.message);
    }
  }

  say(kind, ...content) {
    this.says.replaceChildren(h('p', {class: kind}, content));
  }
}

customElements.define('cr-quiz', Quiz);
