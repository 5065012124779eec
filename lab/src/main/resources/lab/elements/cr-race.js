import {post} from '../lib/api.js';
import {h} from '../lib/dom.js';
import {format} from '../lib/numbers.js';

const UNITS = [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']];

/// A time in nanoseconds, in a unit that suits it.
function time(nanoseconds) {
  const [size, unit] = UNITS.find(([least]) => nanoseconds >= least) ?? UNITS.at(-1);
  return `${(nanoseconds / size).toPrecision(3)} ${unit}`;
}

/// Measures one layer, forward and backward, when asked: `<cr-race inputs="768" outputs="64">`. With
/// `scalar` the scalar engine runs beside the tensor engine.
class Race extends HTMLElement {
  connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    this.go = h('button', {type: 'button', class: 'main', onclick: () => this.run()}, 'Measure it now');
    this.result = h('div', {class: 'race', role: 'status', 'aria-live': 'polite'});
    this.append(this.go, this.result);
  }

  async run() {
    this.go.disabled = true;
    this.result.replaceChildren(h('p', {class: 'faint'}, 'Measuring…'));
    try {
      const inputs = Number(this.getAttribute('inputs') ?? 768);
      const outputs = Number(this.getAttribute('outputs') ?? 64);
      const {scalar, tensor, difference} = await post('/api/race', {inputs, outputs});
      const engines = this.hasAttribute('scalar') ? [[`Scalar engine, ${scalar.nodes.toLocaleString('en')} nodes`, scalar], ['Tensor engine', tensor]] : [['Tensor engine', tensor]];
      const longest = Math.max(...engines.map(([, one]) => one.forward_ns + one.backward_ns));
      this.result.replaceChildren(
        ...engines.map(([name, one]) => this.bar(name, one, longest)),
        this.hasAttribute('scalar')
          ? h(
              'p',
              null,
              `The same layer of ${(inputs * outputs).toLocaleString('en')} weights: the tensor engine is ${((scalar.forward_ns + scalar.backward_ns) / (tensor.forward_ns + tensor.backward_ns)).toFixed(0)} times as fast, and the gradients differ by at most ${format(difference)}.`,
            )
          : h('p', null, `Here, now: backward takes ${(tensor.backward_ns / tensor.forward_ns).toFixed(1)} times as long as forward, for ${(inputs * outputs).toLocaleString('en')} weights.`),
      );
    } catch (error) {
      this.result.replaceChildren(h('p', {class: 'notice wrong'}, error.message));
    }
    this.go.disabled = false;
    this.go.textContent = 'Measure again';
  }

  bar(name, {forward_ns: forward, backward_ns: backward}, longest) {
    const width = (part) => ({width: `${Math.max(0.4, (100 * part) / longest)}%`});
    return h(
      'div',
      {class: 'race-row'},
      h('div', null, `${name}: forward ${time(forward)}, backward ${time(backward)}`),
      h('div', {class: 'race-bar', 'aria-hidden': 'true'}, h('span', {class: 'ahead', style: width(forward)}), h('span', {class: 'behind', style: width(backward)})),
    );
  }
}

customElements.define('cr-race', Race);
