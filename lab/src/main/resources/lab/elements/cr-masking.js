import {h, scrolls} from '../lib/dom.js';
import {Told} from '../lib/told.js';

/// Which mistakes the values, indices and sizes of a worksheet would hide:
/// `<cr-masking worksheet="a.py">`. Each known mistake is made on purpose and compared.
class Masking extends Told {
  static part = 'masking';

  /// Shows the answer of `masking`.
  show({hidden}) {
    const count = hidden.length;
    const says = h('p', {class: count === 0 ? 'says right' : 'says', role: 'status'}, summary(count));
    if (count === 0) {
      this.replaceChildren(says);
      return;
    }
    const head = h('tr', null, ['in', 'this mistake', 'is hidden by'].map((words) => h('th', {scope: 'col'}, words)));
    const rows = hidden.map((row) =>
      h('tr', null, h('th', {scope: 'row'}, h('code', {class: 'plain'}, row.name)), h('td', null, row.because), h('td', null, `the ${row.cause}`)),
    );
    const table = h('table', {class: 'masking'}, h('thead', null, head), h('tbody', null, rows));
    const change = [...new Set(hidden.map((row) => row.change))].join('; ');
    const mend = h('p', null, `To see them all, ${change}.`);
    this.replaceChildren(says, mend, scrolls(h('div', {class: 'scroll'}, table), 'Mistakes that would not be seen'));
  }
}

function summary(count) {
  if (count === 0) {
    return 'Of the mistakes that are known, none would go unseen.';
  }
  return count === 1 ? '1 mistake would go unseen:' : `${count} mistakes would go unseen:`;
}

customElements.define('cr-masking', Masking);
