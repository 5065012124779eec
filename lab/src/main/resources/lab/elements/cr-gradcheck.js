import {post, worksheet} from '../lib/api.js';
import {debounced, freshId, h} from '../lib/dom.js';
import {exact, format, indexIn, parse} from '../lib/numbers.js';

const WAIT = 120;
const SMALLEST = -12;
const LOOKS = {float32: 'other', float64: 'gradient'};

/// The error of central differences over the size of their step, and the step under your hand:
/// `<cr-gradcheck worksheet="a.py" variable="W" entry="1,2">`.
class Gradcheck extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    const id = freshId('step');
    this.input = h('input', {id, type: 'range', min: String(SMALLEST), max: '0', step: '0.5', oninput: () => this.moved()});
    this.input.value = '-1';
    this.shown = h('output', {for: id, class: 'num'});
    this.plot = document.createElement('cr-plot');
    this.says = h('p', {class: 'gradcheck-says', 'aria-live': 'polite'});
    this.later = debounced(() => this.tell(), WAIT);
    this.append(
      h('div', {class: 'knobs'}, h('div', {class: 'knob'}, h('label', {for: id}, 'Size of the step'), this.input, this.shown)),
      this.plot,
      this.says,
    );
    const steps = [];
    for (let exponent = SMALLEST; exponent <= 0; exponent += 0.5) {
      steps.push(10 ** exponent);
    }
    try {
      const ask = (some) => this.ask(some);
      const halves = [steps.filter((_, at) => at % 2 === 0), steps.filter((_, at) => at % 2 === 1)];
      const answers = await Promise.all(halves.map(ask));
      this.analytic = parse(answers[0].analytic);
      this.points = answers.flatMap((answer) => answer.points).sort((a, b) => a.step - b.step);
      this.moved();
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }

  async ask(steps) {
    const source = await worksheet(this.getAttribute('worksheet'));
    const entry = indexIn(this.getAttribute('entry'));
    return post('/api/gradcheck', {source, variable: this.getAttribute('variable'), entry, steps});
  }

  step() {
    return 10 ** Number(this.input.value);
  }

  moved() {
    if (!this.points) {
      return;
    }
    const step = this.step();
    this.shown.textContent = step.toExponential(1).replaceAll('-', '\u2212');
    const types = [...new Set(this.points.map((point) => point.dtype))];
    this.plot.show({
      x: {label: 'step', log: true},
      y: {label: 'relative error', log: true},
      series: types.map((dtype) => ({
        name: dtype,
        look: LOOKS[dtype] ?? 'ink',
        dots: true,
        points: this.points.filter((point) => point.dtype === dtype).map((point) => [point.step, parse(point.error)]),
      })),
      mark: {x: step, label: 'your step'},
    });
    this.later();
  }

  tell() {
    const step = this.step();
    const here = this.points.filter((point) => Math.abs(Math.log10(point.step / step)) < 1e-6);
    const words = here.map((point) => `in ${point.dtype} ${exact(Number(parse(point.numeric).toPrecision(9)))}, off by ${format(point.error)}`);
    this.says.textContent = `The engine has ${exact(Number(this.analytic.toPrecision(9)))}. The difference gives ${words.join('; ')}.`;
  }
}

customElements.define('cr-gradcheck', Gradcheck);
