import {h, scrolls} from '../lib/dom.js';
import {format, shapeText} from '../lib/numbers.js';
import {Told} from '../lib/told.js';
import {badge} from './cr-verdicts.js';

const KNOWN = {exact: [true, true], approximate: [false, true]};

/// Every gradient of a worksheet with what the check says of it, as a table:
/// `<cr-report worksheet="a.py">`.
class Report extends Told {
  static part = 'check';

  /// Shows the answer of `check`.
  show(check) {
    const heads = ['gradient', 'shape', 'exact', 'approximate', 'largest difference', 'verdict'];
    const head = h('tr', null, heads.map((words) => h('th', {scope: 'col'}, words)));
    const rows = check.checks.map((one) => this.row(one));
    const table = h('table', {class: 'report'}, h('thead', null, head), h('tbody', null, rows));
    this.replaceChildren(scrolls(h('div', {class: 'scroll'}, table), 'Every gradient'));
  }

  row(check) {
    const [exact, near] = KNOWN[check.status] ?? [false, false];
    return h(
      'tr',
      null,
      h('th', {scope: 'row'}, h('code', {class: 'plain'}, check.name)),
      h('td', {class: 'num'}, shapeText(check.shape)),
      h('td', null, exact ? 'yes' : 'no'),
      h('td', null, near ? 'yes' : 'no'),
      h('td', {class: 'num'}, check.max_abs_diff === null ? '' : format(check.max_abs_diff)),
      h('td', null, badge(check)),
    );
  }
}

customElements.define('cr-report', Report);
