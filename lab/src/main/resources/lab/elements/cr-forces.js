import {run, whole, worksheet} from '../lib/api.js';
import {debounced, freshId, h} from '../lib/dom.js';
import {format, parse} from '../lib/numbers.js';
import {stepOf} from '../lib/trace.js';

const WAIT = 90;
const LEAST = -6;
const MOST = 10;
const STEP = 1;
const SVG = 'http://www.w3.org/2000/svg';

/// Logits to drag, and the force that the loss has on each, which is minus its gradient:
/// `<cr-forces worksheet="a.py" labels="a b c">`. The worksheet has a line `z = …`, one row of
/// logits, and `right = …`, which of them is right; it is run anew with every change.
class Forces extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    this.later = debounced(() => this.turn(), WAIT);
    try {
      this.original = await worksheet(this.getAttribute('worksheet'));
      this.first = numbers(/^z = .*$/m.exec(this.original)[0]);
      [this.right] = numbers(/^right = .*$/m.exec(this.original)[0]);
      this.build();
      await this.turn();
    } catch (error) {
      this.append(h('p', {class: 'notice wrong', role: 'alert'}, error.message));
    }
  }

  disconnectedCallback() {
    this.asking?.abort();
  }

  build() {
    const names = this.getAttribute('labels').split(/\s+/);
    const group = freshId('right');
    this.rows = this.first.map((value, at) => this.row(names[at], value, at, group));
    this.says = h('p', {class: 'forces-says', 'aria-live': 'polite'});
    const head = h(
      'div',
      {class: 'force-row force-head', 'aria-hidden': 'true'},
      ['right answer', 'logit', '', 'probability', 'force'].map((words) => h('span', null, words)),
    );
    this.append(
      h('div', {class: 'forces'}, head, this.rows.map((row) => row.box)),
      this.says,
      h(
        'div',
        {class: 'row'},
        h('button', {type: 'button', class: 'main', onclick: () => this.follow()}, 'Follow the forces'),
        h('button', {type: 'button', onclick: () => this.put(this.rows.map((_, at) => (at === this.right ? MOST : LEAST)))}, 'A perfect row'),
        h('button', {type: 'button', onclick: () => this.put(this.rows.map((_, at) => (at === this.right ? LEAST : at === (this.right + 1) % this.rows.length ? MOST : 0)))}, 'Very wrong'),
        h('button', {type: 'button', class: 'quiet', onclick: () => this.put(this.first)}, 'Start again'),
      ),
    );
  }

  row(name, value, at, group) {
    const shown = h('output', {class: 'num'}, short(value));
    const slider = h('input', {
      type: 'range',
      min: String(LEAST),
      max: String(MOST),
      step: '0.1',
      'aria-label': `Logit of ${name}`,
      oninput: () => {
        row.value = Number(slider.value);
        this.later();
        shown.textContent = short(row.value);
      },
    });
    slider.value = String(value);
    const radio = h('input', {
      type: 'radio',
      name: group,
      '.checked': at === this.right,
      onchange: () => {
        this.right = at;
        this.later();
      },
    });
    const chance = h('span', {class: 'chance'});
    const percent = h('span', {class: 'num'});
    const arrow = h('div', {class: 'force'});
    const words = h('span', {class: 'force-words'});
    const box = h(
      'div',
      {class: 'force-row'},
      h('label', {class: 'option'}, radio, h('code', {class: 'plain'}, name), h('span', {class: 'hidden-text'}, ' is the right answer')),
      slider,
      shown,
      h('div', {class: 'chance-side'}, h('div', {class: 'chance-room'}, chance), percent),
      h('div', {class: 'force-side'}, arrow, words),
    );
    const row = {name, value, slider, shown, chance, percent, arrow, words, box};
    return row;
  }

  put(values) {
    values.forEach((value, at) => {
      const row = this.rows[at];
      row.value = value;
      row.slider.value = String(value);
      row.shown.textContent = short(value);
    });
    return this.turn();
  }

  /// One step of gradient descent: each logit goes where its force draws it.
  follow() {
    if (this.forces) {
      this.put(this.rows.map((row, at) => Math.max(LEAST, Math.min(MOST, row.value + STEP * this.forces[at]))));
    }
  }

  async turn() {
    this.asking?.abort();
    this.asking = new AbortController();
    const values = this.rows.map((row) => row.value.toFixed(4)).join(', ');
    const source = this.original
      .replace(/^z = .*$/m, `z = torch.tensor([[${values}]], requires_grad=True)`)
      .replace(/^right = .*$/m, `right = torch.tensor([${this.right}])`);
    try {
      const {trace} = await run(source, ['trace'], {names: ['p', 'z', 'loss'], signal: this.asking.signal});
      this.show(whole(trace));
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.says.textContent = error.message;
      }
    }
  }

  show(trace) {
    const of = (name) => stepOf(trace, name);
    const chances = of('p').value.map(parse);
    this.forces = of('z').grad.map((gradient) => -parse(gradient));
    this.rows.forEach((row, at) => {
      const force = this.forces[at];
      row.chance.style.setProperty('width', `${100 * chances[at]}%`);
      row.percent.textContent = `${(100 * chances[at]).toFixed(1)} %`;
      row.arrow.replaceChildren(arrow(force));
      const still = Math.abs(force) < 5e-4;
      row.words.textContent = still ? 'still' : `${force > 0 ? 'pulled up' : 'pushed down'} by ${Math.abs(force).toFixed(3)}`;
    });
    const pull = this.forces[this.right];
    const rest = this.forces.reduce((sum, force, at) => (at === this.right ? sum : sum - force), 0);
    this.says.textContent = `Pull ${pull.toFixed(3)}, pushes together ${rest.toFixed(3)}. The loss is ${format(of('loss').value[0])}.`;
  }
}

/// An arrow from the middle: to the right up, to the left down.
function arrow(force) {
  const end = 100 + 92 * Math.max(-1, Math.min(1, force));
  const size = Math.min(7, Math.abs(end - 100));
  const back = end - Math.sign(force) * size;
  return draw(
    'svg',
    {viewBox: '0 0 200 22', 'aria-hidden': 'true', class: force > 0 ? 'arrow up' : 'arrow down'},
    draw('line', {class: 'middle', x1: 100, x2: 100, y1: 0, y2: 22}),
    draw('line', {class: 'shaft', x1: 100, x2: back, y1: 11, y2: 11}),
    draw('polygon', {points: `${end},11 ${back},${11 - size} ${back},${11 + size}`}),
  );
}

function draw(tag, props, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) {
    element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

function short(value) {
  return value.toFixed(1).replace('-', '\u2212');
}

function numbers(line) {
  return line.slice(line.indexOf('[')).match(/-?\d+(\.\d+)?/g).map(Number);
}

customElements.define('cr-forces', Forces);
