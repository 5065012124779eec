import {h} from '../lib/dom.js';
import {format, shapeText} from '../lib/numbers.js';

const LOOKS = {
  exact: ['right', '✓', 'right'],
  approximate: ['right', '✓', 'right, but for rounding'],
  shape: ['other', '△', 'right values, wrong shape'],
  inherited: ['other', '↳', 'follows a mistake'],
  wrong: ['wrong', '✗', 'wrong'],
  missing: ['other', '○', 'missing'],
};

/// How a check's status looks: class, sign and words.
export function look(check) {
  const [kind, sign, words] = LOOKS[check.status] ?? ['other', '?', check.status];
  return {kind, sign, words: check.inherited_from ? `follows from ${check.inherited_from}` : words};
}

/// Whether a status is one of the two right ones.
export function isRight(check) {
  return check.status === 'exact' || check.status === 'approximate';
}

/// A status as sign and words.
export function badge(check) {
  const {kind, sign, words} = look(check);
  return h('span', {class: `badge ${kind}`}, h('span', {class: 'sign', 'aria-hidden': 'true'}, sign), words);
}

/// What is known of a mistake: how it differs, its diagnosis, and a line that mends it.
///
/// `apply` is called with the fix, and is left out where there is nothing to change; `folded` hides
/// the fix until it is asked for.
export function diagnosis(check, apply, folded = false) {
  const found = [];
  if (check.status === 'shape' && check.diagnosis.length === 0) {
    found.push(h('p', null, `It has the shape ${shapeText(check.shape)}, and ${check.of} has ${shapeText(check.expected_shape)}.`));
  } else if (check.status === 'wrong' && check.max_abs_diff !== null) {
    found.push(h('p', {class: 'faint'}, `Largest difference ${format(check.max_abs_diff)}.`));
  } else if (check.status === 'wrong' && check.notes.length === 0) {
    found.push(h('p', {class: 'faint'}, `Its shape is ${shapeText(check.shape)}; that of ${check.of} is ${shapeText(check.expected_shape)}.`));
  }
  const lines = new Set();
  for (const item of check.diagnosis) {
    const certainty = {unique: '', ambiguous: 'Perhaps: ', none: ''}[item.certainty] ?? '';
    found.push(h('p', {class: 'because'}, certainty + sentence(item.because, check)));
    if (item.fix && !lines.has(item.fix)) {
      lines.add(item.fix);
      const fix = h(
        'div',
        {class: 'fix'},
        h('code', null, item.fix),
        apply ? h('button', {type: 'button', onclick: () => apply(item.fix)}, 'Use this line') : null,
      );
      found.push(folded ? h('details', null, h('summary', null, 'A line that mends it'), fix) : fix);
    }
  }
  for (const note of check.notes) {
    found.push(h('p', {class: 'faint'}, sentence(note.because, check)));
  }
  return found;
}

/// `text` as a sentence; a name that it begins with stays as it is written.
function sentence(text, check = null) {
  const named = check && [check.of, check.name].includes(text.split(' ', 1)[0]);
  const begun = !named && /^[a-z]+ (?!was read)/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/// The verdicts of a check as a list. Events: `goto` with `{line}`, `apply` with `{line, fix}`, and
/// `why` for the variable.
class Verdicts extends HTMLElement {
  connectedCallback() {
    this.says ??= h('p', {class: 'says', role: 'status', 'aria-live': 'polite'});
    this.list ??= h('ul', {class: 'verdicts'});
    if (!this.contains(this.says)) {
      this.append(this.says, this.list);
    }
  }

  /// Shows the answer of `check`.
  show(report) {
    const {checks} = report;
    const right = checks.filter(isRight).length;
    this.says.className = `says ${right === checks.length && right > 0 ? 'right' : ''}`;
    this.says.textContent = summary(checks.length, right, report.loss);
    this.list.replaceChildren(...checks.map((check) => this.item(check)), ...this.remarks(report));
  }

  remarks(report) {
    return (report.notes ?? []).map((note) =>
      h('li', {class: 'verdict faint'}, typeof note === 'string' ? note : sentence(note.because ?? note.message ?? '')),
    );
  }

  item(check) {
    const send = (type, detail) => this.dispatchEvent(new CustomEvent(type, {bubbles: true, detail}));
    return h(
      'li',
      {class: `verdict ${look(check).kind}`},
      h(
        'div',
        {class: 'verdict-head'},
        badge(check),
        h('code', {class: 'plain'}, check.name),
        h('span', {class: 'faint'}, `the gradient of ${check.of}`),
        check.line ? h('button', {type: 'button', class: 'link', onclick: () => send('goto', {line: check.line})}, `line ${check.line}`) : null,
      ),
      h('div', {class: 'verdict-body'}, diagnosis(check, (fix) => send('apply', {line: check.line, fix}))),
    );
  }

  /// Shows that the worksheet can not be run.
  fail(error) {
    this.says.className = 'says wrong';
    this.says.textContent = (error.line ? `Line ${error.line}: ` : '') + error.message;
    this.list.replaceChildren();
  }
}

function summary(count, right, loss) {
  const of = loss ? `${loss.name} is ${format(loss.value)}. ` : '';
  if (count === 0) {
    return `${of}No gradient is written yet: write dx for the gradient of x, after the loss.`;
  }
  const gradients = count === 1 ? 'The one gradient' : `All ${count} gradients`;
  return of + (right === count ? `${gradients} ${count === 1 ? 'is' : 'are'} right.` : `${right} of ${count} gradients ${right === 1 ? 'is' : 'are'} right.`);
}

customElements.define('cr-verdicts', Verdicts);
