import {sharedTrace, worksheet} from '../lib/api.js';
import {exact, flatAt, format, indexIn} from '../lib/numbers.js';
import {stepOf} from '../lib/trace.js';

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
      this.show(await sharedTrace(await worksheet(name), [this.getAttribute('of')]));
    } catch (error) {
      this.textContent = '?';
      this.title = error.message;
    }
  }

  /// Shows its number of an answer of `trace`.
  show(trace) {
    const step = stepOf(trace, this.getAttribute('of'));
    const grad = this.hasAttribute('grad');
    const value = (grad ? step.grad : step.value)[flatAt(step.shape, indexIn(this.getAttribute('entry')))];
    this.textContent = format(value);
    this.title = exact(value);
    this.classList.toggle('gradient', grad);
  }
}

customElements.define('cr-number', NumberInText);
