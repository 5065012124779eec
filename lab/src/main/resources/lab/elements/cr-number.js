import {sharedRun, worksheet} from '../lib/api.js';
import {exact, format} from '../lib/numbers.js';

/// A number of a worksheet in running text, from the engine:
/// `<cr-number worksheet="a.py" of="w" entry="1" grad></cr-number>`.
class NumberInText extends HTMLElement {
  async connectedCallback() {
    const name = this.getAttribute('worksheet');
    if (this.started || !name) {
      return;
    }
    this.started = true;
    this.textContent = '…';
    try {
      const {trace} = await sharedRun(await worksheet(name), 'trace');
      this.show(trace);
    } catch (error) {
      this.textContent = '?';
      this.title = error.message;
    }
  }

  /// Shows its number of an answer of `trace`.
  show(trace) {
    const name = this.getAttribute('of');
    const step = trace.steps.find((candidate) => candidate.name === name);
    if (!step) {
      throw new Error(`The worksheet has no ${name}.`);
    }
    const grad = this.hasAttribute('grad');
    const value = (grad ? step.grad : step.value)[flat(step.shape, this.getAttribute('entry'))];
    this.textContent = format(value);
    this.title = exact(value);
    this.classList.toggle('gradient', grad);
  }
}

function flat(shape, entry) {
  const index = entry ? entry.split(',').map(Number) : [];
  return index.reduce((at, i, axis) => at * (shape[axis] ?? 1) + i, 0);
}

customElements.define('cr-number', NumberInText);
