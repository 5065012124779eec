import {sharedRun, worksheet} from '../lib/api.js';
import {h, scrolls} from '../lib/dom.js';

/// What a worksheet prints: `<cr-output worksheet="a.py"></cr-output>`.
class Output extends HTMLElement {
  async connectedCallback() {
    const name = this.getAttribute('worksheet');
    if (this.started || !name) {
      return;
    }
    this.started = true;
    try {
      const {check} = await sharedRun(await worksheet(name), 'check');
      this.show(check);
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }

  /// Shows the output of an answer of `check`.
  show(check) {
    this.replaceChildren(scrolls(h('pre', {class: 'output'}, h('samp', null, check.output)), 'What it prints'));
  }
}

customElements.define('cr-output', Output);
