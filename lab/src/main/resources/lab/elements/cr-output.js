import {sharedRun, worksheet} from '../lib/api.js';
import {h, scrolls} from '../lib/dom.js';

/// What a worksheet prints: `<cr-output worksheet="a.py"></cr-output>`.
class Output extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    try {
      const {check} = await sharedRun(await worksheet(this.getAttribute('worksheet')), 'check');
      this.append(scrolls(h('pre', {class: 'output'}, h('samp', null, check.output)), 'What it prints'));
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }
}

customElements.define('cr-output', Output);
