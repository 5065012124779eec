import {h, scrolls} from '../lib/dom.js';
import {Told} from '../lib/told.js';

/// What a worksheet prints: `<cr-output worksheet="a.py"></cr-output>`.
class Output extends Told {
  static part = 'check';

  /// Shows the output of an answer of `check`.
  show(check) {
    this.replaceChildren(scrolls(h('pre', {class: 'output'}, h('samp', null, check.output)), 'What it prints'));
  }
}

customElements.define('cr-output', Output);
