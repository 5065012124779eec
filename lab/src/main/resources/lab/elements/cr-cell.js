import {run, worksheet} from '../lib/api.js';
import {colour} from '../lib/ace.js';
import {parts} from '../lib/blanks.js';
import {debounced, freshId, h} from '../lib/dom.js';
import {entryText} from '../lib/numbers.js';
import {load, save} from '../lib/storage.js';
import {matrix} from './cr-matrix.js';
import {badge, diagnosis, isRight} from './cr-verdicts.js';

const WAIT = 350;
const LONG = 16;

/// A cell of a lesson: the worksheet's lines are there, the reader writes the blocks that it marks
/// `# Your turn: dz`, and each is checked as it is typed.
///
/// `<cr-cell worksheet="a.py" blanks="dz dw" from="z =">` with `<p slot="hint" data-for="dz">` for
/// hints, in order. `blanks` are the blocks to write (without it, all); `from` is how the first line
/// begins that is shown without asking. Event `solved` when all are right.
class Cell extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    this.hints = new Map();
    for (const hint of this.querySelectorAll('[slot="hint"]')) {
      const name = hint.dataset.for;
      this.hints.set(name, [...(this.hints.get(name) ?? []), hint]);
      hint.remove();
    }
    try {
      this.build(await worksheet(this.getAttribute('worksheet')));
      await this.check();
    } catch (error) {
      this.append(h('p', {class: 'notice wrong', role: 'alert'}, error.message));
    }
  }

  disconnectedCallback() {
    this.asking?.abort();
  }

  build(source) {
    const blanks = this.getAttribute('blanks')?.split(/\s+/);
    this.parts = parts(source).map((part) => ({...part, open: part.name !== undefined && (blanks?.includes(part.name) ?? true)}));
    this.key = `cell.${this.getAttribute('worksheet')}.${this.getAttribute('blanks') ?? ''}`;
    this.kept = load(this.key, {});
    this.rows = new Map();
    this.says = h('p', {class: 'cell-says', role: 'status', 'aria-live': 'polite'});
    this.panel = document.createElement('cr-explanation');
    this.later = debounced(() => this.check(), WAIT);
    const shown = this.parts.flatMap((part) => (part.open ? [this.row(part)] : this.fixed(part)));
    const again = h('button', {type: 'button', class: 'quiet', onclick: () => this.restart()}, 'Start again');
    this.append(h('div', {class: 'cell'}, shown, h('div', {class: 'cell-foot row spread'}, this.says, again)), this.panel);
    this.addEventListener('why', (event) => {
      event.stopPropagation();
      const {name, index} = event.detail;
      this.panel.ask(this.tried ?? this.compose().source, null, entryText(name, index) + (index.length ? '' : '[]'));
    });
  }

  /// Lines that are given; what stands before `from` is folded away.
  fixed(part) {
    const text = part.text.replace(/^\n+|\s+$/g, '');
    if (text === '') {
      return [];
    }
    const lines = text.split('\n');
    const from = this.getAttribute('from');
    const cut = part.name === undefined && from ? lines.findIndex((line) => line.startsWith(from)) : -1;
    const isFirst = part.first === 1;
    const shown = cut >= 0 ? lines.slice(cut) : isFirst && from ? [] : lines;
    const folded = cut >= 0 ? lines.slice(0, cut) : isFirst && from ? lines : [];
    const found = [];
    if (folded.length > 0) {
      found.push(h('details', {class: 'folded'}, h('summary', null, `${folded.length} lines before`), this.code(folded.join('\n').trimEnd())));
    }
    if (shown.length > LONG && !from) {
      found.push(h('details', {class: 'folded'}, h('summary', null, `${shown.length} lines`), this.code(shown.join('\n'))));
    } else if (shown.length > 0) {
      found.push(this.code(shown.join('\n')));
    }
    return found;
  }

  code(text) {
    const code = h('code', null, text);
    colour(code, text).catch((error) => this.append(h('p', {class: 'notice wrong'}, error.message)));
    return h('pre', {class: 'given', tabindex: '0', 'aria-label': 'Given lines'}, code);
  }

  /// Where the reader writes one gradient.
  row(part) {
    const id = freshId('line');
    const start = `${part.name} = `;
    const input = h('textarea', {
      id,
      rows: '1',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
      wrap: 'off',
      '.value': this.kept[part.name] ?? start,
      oninput: () => this.typed(part.name),
      onkeydown: (event) => this.keyed(event),
    });
    const verdict = h('div', {class: 'row-verdict', 'aria-live': 'polite'});
    const detail = h('div', {class: 'row-detail', id: `${id}-detail`});
    input.setAttribute('aria-describedby', detail.id);
    const hints = [...(this.hints.get(part.name) ?? [])];
    const help = h('div', {class: 'row-help'});
    const row = {part, input, verdict, detail, start, help};
    const hint = h('button', {type: 'button', class: 'quiet small', onclick: () => this.hint(row, hints, hint)}, 'Hint');
    row.box = h(
      'div',
      {class: 'blank'},
      h(
        'div',
        {class: 'blank-head'},
        h('label', {for: id}, 'Write ', h('code', {class: 'plain'}, part.name)),
        h(
          'div',
          {class: 'row blank-tools'},
          hints.length > 0 ? hint : '',
          h('button', {type: 'button', class: 'quiet small', onclick: () => this.reveal(row)}, 'Show the line'),
        ),
      ),
      h('div', {class: 'blank-line'}, input, verdict),
      detail,
      help,
    );
    this.rows.set(part.name, row);
    this.fit(input);
    return row.box;
  }

  hint(row, hints, button) {
    const next = hints.shift();
    if (next) {
      row.help.append(next);
    }
    if (hints.length === 0) {
      button.remove();
    }
  }

  reveal(row) {
    row.input.value = row.part.text;
    this.typed(row.part.name);
    row.input.focus();
  }

  restart() {
    for (const row of this.rows.values()) {
      row.input.value = row.start;
      this.fit(row.input);
    }
    save(this.key, {});
    this.panel.clear();
    this.check();
    this.rows.values().next().value?.input.focus();
  }

  keyed(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.check();
    }
  }

  fit(input) {
    input.rows = Math.max(1, input.value.split('\n').length);
  }

  typed(name) {
    const row = this.rows.get(name);
    this.fit(row.input);
    row.box.classList.add('typing');
    const kept = Object.fromEntries([...this.rows].map(([key, one]) => [key, one.input.value]));
    save(this.key, kept);
    this.later();
  }

  isWritten(row) {
    const text = row.input.value.trim();
    return text !== '' && text !== row.start.trim();
  }

  /// The worksheet with what the reader wrote, without the rows in `left`, and for each row the
  /// numbers of its lines.
  compose(left = new Set()) {
    const lines = [];
    const places = new Map();
    for (const part of this.parts) {
      const row = part.open ? this.rows.get(part.name) : null;
      if (!row) {
        lines.push(...part.text.split('\n'));
      } else if (this.isWritten(row) && !left.has(part.name)) {
        const text = row.input.value.trimEnd().split('\n');
        places.set(part.name, [lines.length + 1, lines.length + text.length]);
        lines.push(...text);
      }
    }
    return {source: `${lines.join('\n')}\n`, places};
  }

  /// Runs what is written. A row that cannot be run is set aside, with its message, so that the
  /// others still get their verdict.
  async check() {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const failures = new Map();
    for (let tries = 0; tries <= this.rows.size; tries += 1) {
      const {source, places} = this.compose(new Set(failures.keys()));
      try {
        const answer = await run(source, ['check', 'trace'], {signal: asking.signal});
        this.tried = source;
        this.shows(answer, failures);
        return;
      } catch (error) {
        if (error.name === 'AbortError') {
          return;
        }
        const at = [...places].find(([, [first, last]]) => error.line >= first && error.line <= last);
        if (!at) {
          this.shows(null, failures);
          this.say('wrong', error.message);
          return;
        }
        failures.set(at[0], error);
      }
    }
  }

  shows(answer, failures) {
    let right = 0;
    for (const [name, row] of this.rows) {
      row.box.classList.remove('typing');
      const check = answer?.check.checks.find((one) => one.name === name);
      if (failures.has(name)) {
        this.fail(row, failures.get(name), failures);
      } else if (check && this.isWritten(row)) {
        this.verdict(row, check, answer.trace);
        right += isRight(check) ? 1 : 0;
      } else if (this.isWritten(row) && answer) {
        this.state(row, 'other', h('span', {class: 'badge other'}, 'no gradient yet'), [
          h('p', null, `The lines must give ${name} a value.`),
        ]);
      } else {
        this.state(row, 'open', '', []);
      }
    }
    const all = right === this.rows.size;
    this.say(all ? 'right' : '', all ? 'All right. Click a number to ask why it is what it is.' : `${right} of ${this.rows.size} right.`);
    if (all) {
      this.dispatchEvent(new CustomEvent('solved', {bubbles: true}));
    }
  }

  fail(row, error, failures) {
    const awaits = [...failures.keys(), ...this.rows.keys()].find(
      (name) => name !== row.part.name && new RegExp(`'?\\b${name}\\b'?`).test(error.message) && !this.isDone(name),
    );
    const words = awaits && /not defined|unknown|no name|know no/.test(error.message) ? `waits for ${awaits}` : 'cannot be run';
    this.state(row, 'other', h('span', {class: 'badge other'}, words), [h('p', null, error.message)]);
  }

  isDone(name) {
    return this.rows.get(name)?.box.classList.contains('is-right') ?? true;
  }

  verdict(row, check, trace) {
    const yours = trace.steps.find((step) => step.name === check.name);
    const truth = trace.steps.find((step) => step.name === check.of);
    const kind = isRight(check) ? 'right' : check.status === 'inherited' || check.status === 'shape' ? 'other' : 'wrong';
    const detail = [...diagnosis(check, (fix) => this.apply(row, fix))];
    if (yours && truth?.grad) {
      detail.push(
        h(
          'div',
          {class: 'pair'},
          side('yours', {name: check.name, shape: yours.shape, values: yours.value, kind: 'value'}),
          side('true', {name: check.of, shape: truth.shape, values: truth.grad, kind: 'grad'}),
        ),
      );
    }
    this.state(row, kind, badge(check), detail);
  }

  apply(row, fix) {
    const lines = row.input.value.split('\n');
    lines[lines.length - 1] = /^\s*/.exec(lines.at(-1))[0] + fix;
    row.input.value = lines.join('\n');
    this.typed(row.part.name);
    row.input.focus();
  }

  state(row, kind, badgeShown, detail) {
    row.box.className = `blank is-${kind}`;
    if (row.verdict.textContent !== (badgeShown.textContent ?? '')) {
      row.verdict.replaceChildren(badgeShown);
    }
    row.detail.replaceChildren(...detail);
  }

  say(kind, text) {
    this.says.className = `cell-says ${kind}`;
    this.says.textContent = text;
  }
}

function side(words, tensor) {
  return h('div', {class: `side ${words}`}, h('div', {class: 'side-name'}, words), matrix(tensor));
}

customElements.define('cr-cell', Cell);
