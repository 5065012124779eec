import {worksheet} from '../lib/api.js';
import {colour} from '../lib/ace.js';
import {h, scrolls} from '../lib/dom.js';
import {excerpt} from '../lib/blanks.js';

/// Lines of Python to read: its own text, or `worksheet`, of which `from` and `to` are how the
/// first and the last line to show begin.
class Code extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    const own = this.textContent.replace(/^\n/, '').trimEnd();
    this.textContent = '';
    const code = h('code');
    this.append(scrolls(h('pre', null, code), 'Code'));
    try {
      const name = this.getAttribute('worksheet');
      const text = name ? excerpt(await worksheet(name), this.getAttribute('from'), this.getAttribute('to')) : own;
      code.textContent = text;
      await colour(code, text);
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }
}

customElements.define('cr-code', Code);
