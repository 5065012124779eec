import {h} from '../lib/dom.js';
import {exact, format, parse} from '../lib/numbers.js';
import {Told} from '../lib/told.js';
import {stepOf} from '../lib/trace.js';

/// The gradient of a matrix of logits, seen from afar: a small square for each.
/// `<cr-heat worksheet="a.py" of="logits" rows="last" targets="right" letters=".abc">`: `rows` and
/// `targets` hold a letter's number for each row, what it is after and what is right. A press on a
/// square asks why. An arrow marks what is pulled up.
class Heat extends Told {
  names() {
    return ['of', 'rows', 'targets'].map((name) => this.getAttribute(name));
  }

  /// Shows the answer of `trace`.
  show(trace) {
    const of = (name) => stepOf(trace, name);
    const step = of(this.getAttribute('of'));
    const letters = [...this.getAttribute('letters')];
    this.columns = step.shape[1];
    this.after = of(this.getAttribute('rows')).value.map((at) => letters[at]);
    this.right = of(this.getAttribute('targets')).value;
    this.letters = letters;
    this.gradients = step.grad.map(parse);
    if (!this.grid) {
      this.build(step.shape);
    }
    const most = this.gradients.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    this.gradients.forEach((gradient, at) => {
      const part = most > 0 ? Math.sqrt(Math.abs(gradient) * step.shape[0]) : 0;
      const square = this.squares[at];
      square.className = gradient < 0 ? 'square minus' : 'square plus';
      square.style.setProperty('--part', Math.min(1, part).toFixed(3));
      square.textContent = gradient < -5e-4 ? '↑' : '';
      square.setAttribute('aria-label', this.words(at));
    });
    this.tell(this.active);
  }

  build([rows, columns]) {
    this.active = 0;
    this.squares = [];
    const head = h('div', {class: 'heat-row', 'aria-hidden': 'true'}, h('span'), this.letters.map((letter) => h('span', null, letter)));
    const lines = [];
    for (let row = 0; row < rows; row += 1) {
      const cells = [];
      for (let column = 0; column < columns; column += 1) {
        const square = h('button', {type: 'button', 'data-at': String(this.squares.length), tabindex: this.squares.length === 0 ? '0' : '-1'});
        this.squares.push(square);
        cells.push(h('div', {role: 'gridcell'}, square));
      }
      const start = h('span', {role: 'rowheader'}, `${this.after[row]} → ${this.letters[this.right[row]]}`);
      lines.push(h('div', {role: 'row', class: 'heat-row'}, start, cells));
    }
    this.grid = h('div', {role: 'grid', 'aria-label': `gradient of ${this.getAttribute('of')}, ${rows} by ${columns}`}, lines);
    this.says = h('p', {class: 'heat-says'});
    this.grid.addEventListener('pointerover', (event) => this.over(event));
    this.grid.addEventListener('focusin', (event) => this.over(event));
    this.grid.addEventListener('click', (event) => this.ask(event));
    this.grid.addEventListener('keydown', (event) => this.key(event));
    this.replaceChildren(h('div', {class: 'heat'}, head, this.grid), this.says);
  }

  over(event) {
    if (event.target.dataset.at) {
      this.tell(Number(event.target.dataset.at));
    }
  }

  tell(at) {
    this.says.textContent = `${this.words(at)}. Its gradient is ${format(this.gradients[at])}.`;
  }

  words(at) {
    const row = Math.floor(at / this.columns);
    const gradient = this.gradients[at];
    const how = gradient < 0 ? 'pulled up' : 'pushed down';
    const letter = this.letters[at % this.columns];
    return `Row ${row}, after ${this.after[row]} comes ${this.letters[this.right[row]]}: ${letter} is ${how} by ${exact(Math.abs(Number(gradient.toPrecision(3))))}`;
  }

  ask(event) {
    const at = Number(event.target.dataset.at ?? -1);
    if (at >= 0) {
      this.move(at);
      const index = [Math.floor(at / this.columns), at % this.columns];
      this.dispatchEvent(new CustomEvent('why', {bubbles: true, detail: {name: this.getAttribute('of'), kind: 'grad', index}}));
    }
  }

  key(event) {
    const steps = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns};
    const to = this.active + (steps[event.key] ?? 0);
    if (event.key in steps && to >= 0 && to < this.squares.length) {
      event.preventDefault();
      this.move(to);
      this.squares[to].focus();
    }
  }

  move(to) {
    this.squares[this.active].tabIndex = -1;
    this.active = to;
    this.squares[to].tabIndex = 0;
  }
}

customElements.define('cr-heat', Heat);
