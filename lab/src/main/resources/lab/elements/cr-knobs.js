import {run, whole, worksheet} from '../lib/api.js';
import {debounced, freshId, h} from '../lib/dom.js';
import {subjectOf} from '../lib/numbers.js';

const WAIT = 150;

/// What the elements of a lesson show that can be told anew.
const PARTS = {
  'cr-curve': 'trace',
  'cr-heat': 'trace',
  'cr-masking': 'masking',
  'cr-number': 'trace',
  'cr-output': 'check',
  'cr-report': 'check',
  'cr-trace': 'trace',
};

/// A worksheet with knobs: `<cr-knobs worksheet="a.py">`. Each `<cr-knob line="n" …>Words</cr-knob>`
/// writes its value into the line that begins with `n =`: a number with `min`, `max`, `step` and
/// `value`, or one of `options="n - 1 | n"`. All elements within that have no worksheet of their own
/// show the worksheet as it is then.
class Knobs extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    this.says = h('p', {class: 'notice wrong', role: 'alert', hidden: true});
    this.panel = document.createElement('cr-explanation');
    this.later = debounced(() => this.turn(), WAIT);
    const box = h('div', {class: 'knobs'});
    for (const knob of this.querySelectorAll('cr-knob')) {
      box.append(this.knob(knob));
      knob.remove();
    }
    this.prepend(box);
    this.append(this.says, this.panel);
    this.addEventListener('why', (event) => {
      event.stopPropagation();
      const {name, index} = event.detail;
      this.panel.ask(this.source, null, subjectOf(name, index));
    });
    this.values = new Map();
    try {
      this.original = await worksheet(this.getAttribute('worksheet'));
      await this.turn();
    } catch (error) {
      this.fail(error);
    }
  }

  disconnectedCallback() {
    this.asking?.abort();
  }

  knob(knob) {
    const words = [...knob.childNodes];
    return knob.hasAttribute('options') ? this.choice(knob, words) : this.slider(knob, words);
  }

  slider(knob, words) {
    const id = freshId('knob');
    const shown = h('output', {for: id, class: 'num'}, knob.getAttribute('value'));
    const input = h('input', {
      id,
      type: 'range',
      min: knob.getAttribute('min'),
      max: knob.getAttribute('max'),
      step: knob.getAttribute('step') ?? '1',
      '.value': knob.getAttribute('value'),
      oninput: () => {
        shown.textContent = input.value;
        this.set(knob.getAttribute('line'), input.value);
      },
    });
    input.value = knob.getAttribute('value');
    return h('div', {class: 'knob'}, h('label', {for: id}, words), input, shown);
  }

  choice(knob, words) {
    const name = freshId('knob');
    const line = knob.getAttribute('line');
    const options = knob.getAttribute('options').split('|').map((one) => one.trim());
    const radio = (text, at) =>
      h(
        'label',
        {class: 'option'},
        h('input', {type: 'radio', name, '.checked': at === 0, onchange: () => this.set(line, text)}),
        h('code', {class: 'plain'}, text),
      );
    return h('fieldset', {class: 'knob'}, h('legend', null, words), h('div', {class: 'knob-options'}, options.map(radio)));
  }

  set(line, value) {
    this.values.set(line, value);
    this.later();
  }

  /// Runs the worksheet as the knobs say, and shows it.
  async turn() {
    this.asking?.abort();
    this.asking = new AbortController();
    const source = turned(this.original, this.values);
    const live = [...this.querySelectorAll(Object.keys(PARTS).join())].filter((one) => !one.hasAttribute('worksheet'));
    const wanted = [...new Set(live.map((one) => PARTS[one.localName]))];
    try {
      const answer = await run(source, wanted, {signal: this.asking.signal});
      this.source = source;
      this.says.hidden = true;
      this.panel.clear();
      for (const one of live) {
        one.show(whole(answer[PARTS[one.localName]]));
      }
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.fail(error);
      }
    }
  }

  fail(error) {
    this.says.textContent = error.message;
    this.says.hidden = false;
  }
}

/// The worksheet with the lines that `values` has changed; what is said behind a line stays.
function turned(source, values) {
  return source
    .split('\n')
    .map((line) => {
      const name = /^(\w+) = /.exec(line)?.[1];
      const words = /\s+#.*$/.exec(line)?.[0] ?? '';
      return values.has(name) ? `${name} = ${values.get(name)}${words}` : line;
    })
    .join('\n');
}

customElements.define('cr-knobs', Knobs);
