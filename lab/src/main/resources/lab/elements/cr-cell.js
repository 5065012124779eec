import {run, worksheet} from '../lib/api.js';
import {colour} from '../lib/ace.js';
import {parts} from '../lib/blanks.js';
import {debounced, freshId, h, scrolls} from '../lib/dom.js';
import {shapeText, subjectOf} from '../lib/numbers.js';
import {load, save} from '../lib/storage.js';
import {captioned} from './cr-matrix.js';
import {badge, diagnosis, isRight} from './cr-verdicts.js';

const WAIT = 350;
const MANY = 36;

/// A cell of a lesson: the worksheet's lines are there, the reader writes the blocks that it marks
/// `# Your turn: dz`, and each is checked as it is typed.
///
/// `<cr-cell worksheet="a.py" blanks="dz dw" from="z =">` with `<p slot="hint" data-for="dz">` for
/// hints, in order, and `<pre slot="start" data-for="dz">` for lines to begin with, to be mended.
/// `blanks` are the blocks to write (without it, all); `from` is how the first line begins that is
/// shown without asking. Event `solved` when all are right.
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
    this.starts = new Map();
    for (const start of this.querySelectorAll('[slot="start"]')) {
      this.starts.set(start.dataset.for, start.textContent.trim());
      start.remove();
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
    const all = parts(source).map((part) => ({...part, open: part.name !== undefined && (blanks?.includes(part.name) ?? true)}));
    this.parts = all.slice(0, all.findLastIndex((part) => part.open) + 1);
    this.key = `cell.${this.getAttribute('worksheet')}.${this.getAttribute('blanks') ?? ''}`;
    this.kept = load(this.key, {});
    this.rows = new Map();
    this.says = h('p', {class: 'cell-says', role: 'status', 'aria-live': 'polite'});
    this.panel = document.createElement('cr-explanation');
    this.later = debounced(() => this.check(), WAIT);
    const shown = [];
    let given = [];
    for (const part of this.parts) {
      if (part.open) {
        shown.push(...this.fixed(given.join('\n')), this.row(part));
        given = [];
      } else {
        given.push(part.text);
      }
    }
    const again = h('button', {type: 'button', class: 'quiet', onclick: () => this.restart()}, 'Start again');
    this.append(h('div', {class: 'cell'}, shown, h('div', {class: 'cell-foot row spread'}, this.says, again)), this.panel);
    this.addEventListener('why', (event) => {
      event.stopPropagation();
      const {name, index} = event.detail;
      this.panel.ask(this.tried ?? this.compose().source, null, subjectOf(name, index));
    });
  }

  /// Lines that are given; what stands before `from` is folded away.
  fixed(given) {
    const text = given.replace(/^\n+|\s+$/g, '').replace(/\n{3,}/g, '\n\n');
    if (text === '') {
      return [];
    }
    const lines = text.split('\n');
    const from = this.getAttribute('from');
    const cut = this.begun || !from ? 0 : lines.findIndex((line) => line.startsWith(from));
    this.begun ||= cut >= 0;
    const folded = cut >= 0 ? lines.slice(0, cut) : lines;
    const shown = cut >= 0 ? lines.slice(cut) : [];
    return [
      ...(folded.length > 0 ? [this.folded(folded)] : []),
      ...(shown.length > 0 ? [this.code(shown.join('\n'))] : []),
    ];
  }

  folded(lines) {
    const words = `${lines.length} ${lines.length === 1 ? 'line' : 'lines'} before`;
    return h('details', {class: 'folded'}, h('summary', null, words), this.code(lines.join('\n').trimEnd()));
  }

  code(text) {
    const code = h('code', null, text);
    colour(code, text).catch((error) => this.append(h('p', {class: 'notice wrong'}, error.message)));
    return scrolls(h('pre', {class: 'given'}, code), 'Given lines');
  }

  /// Where the reader writes one gradient.
  row(part) {
    const id = freshId('line');
    const start = this.starts.get(part.name) ?? `${part.name} = `;
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
    const kept = Object.fromEntries([...this.rows].map(([key, one]) => [key, one.input.value]));
    save(this.key, kept);
    this.later();
  }

  isWritten(row) {
    const text = row.input.value.trim();
    return text !== '' && text !== `${row.part.name} =`;
  }

  /// The worksheet with what the reader wrote, without the rows in `left`, up to the part `end`; and
  /// for each part the numbers of its lines.
  compose(left = new Map(), end = this.parts.length) {
    const lines = [];
    const places = [];
    for (const part of this.parts.slice(0, end)) {
      const row = part.open ? this.rows.get(part.name) : null;
      const text = row ? row.input.value.trimEnd() : part.text;
      if (!row || (this.isWritten(row) && !left.has(part.name))) {
        const first = lines.length + 1;
        lines.push(...text.split('\n'));
        places.push({part, first, last: lines.length});
      }
    }
    return {source: `${lines.join('\n')}\n`, places};
  }

  /// Runs what is written. A row that cannot be run is set aside, with its message, so that the
  /// others still get their verdict; where given lines wait for a row, the worksheet ends there.
  async check() {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const failures = new Map();
    let end = this.parts.length;
    for (let tries = 0; tries <= this.parts.length; tries += 1) {
      const {source, places} = this.compose(failures, end);
      try {
        const answer = await this.ask(source, asking.signal);
        this.tried = source;
        this.shows(answer, failures);
        return;
      } catch (error) {
        if (error.name === 'AbortError') {
          return;
        }
        const part = places.find(({first, last}) => error.line >= first && error.line <= last)?.part;
        const at = this.parts.indexOf(part);
        if (part?.open) {
          failures.set(part.name, error);
        } else if (this.parts.slice(0, Math.max(at, 0)).some((one) => one.open)) {
          end = at;
        } else {
          this.shows(null, failures);
          this.say('wrong', error.message);
          return;
        }
      }
    }
  }

  /// Asks for the verdicts, and of the trace for what stands beside them: what was checked last time.
  /// Where something else is written now, or that is gone, for all of it.
  async ask(source, signal) {
    const rows = [...this.rows].filter(([, row]) => this.isWritten(row));
    if (rows.length === 0) {
      return run(source, ['check'], {signal});
    }
    const names = this.checked && rows.every(([name]) => this.checked.has(name)) ? [...this.checked].flat() : null;
    let answer = await run(source, ['check', 'trace'], {names, signal});
    if (names && answer.trace.error) {
      answer = await run(source, ['check', 'trace'], {signal});
    }
    this.checked = new Map(answer.check.checks.filter(({name}) => this.rows.has(name)).map(({name, of}) => [name, of]));
    return answer;
  }

  shows(answer, failures) {
    let right = 0;
    for (const [name, row] of this.rows) {
      const check = answer?.check.checks.find((one) => one.name === name);
      if (failures.has(name)) {
        this.fail(row, failures.get(name), failures);
      } else if (check && this.isWritten(row)) {
        this.verdict(row, check, answer.trace?.steps ?? []);
        right += isRight(check) ? 1 : 0;
      } else if (this.isWritten(row) && answer) {
        this.state(row, 'other', h('span', {class: 'badge other'}, 'no verdict yet'), [
          h('p', null, `Either the lines give ${name} no value, or lines above it are missing.`),
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

  /// A row that cannot be run: it may only wait for a gradient of another row.
  fail(row, error, failures) {
    const missing = [...this.rows.values()].find(
      ({part}) =>
        part.name !== row.part.name &&
        (failures.has(part.name) || !this.isWritten(this.rows.get(part.name))) &&
        error.message.includes(`'${part.name}'`),
    );
    const words = missing ? `waits for ${missing.part.name}` : 'cannot be run';
    const detail = missing ? [] : [h('p', null, error.message)];
    this.state(row, 'other', h('span', {class: 'badge other'}, words), detail);
  }

  verdict(row, check, steps) {
    const yours = steps.find((step) => step.name === check.name);
    const truth = steps.find((step) => step.name === check.of);
    const kind = isRight(check) ? 'right' : check.status === 'inherited' || check.status === 'shape' ? 'other' : 'wrong';
    const detail = [...diagnosis(check, (fix) => this.apply(row, fix), true)];
    if (yours && truth?.grad) {
      const both = () => [
        captioned('yours', 'value', {name: check.name, shape: yours.shape, values: yours.value}),
        captioned('true', 'grad', {name: check.of, shape: truth.shape, values: truth.grad}),
      ];
      const shown = truth.grad.length <= MANY || kind === 'wrong';
      detail.push(shown ? h('div', {class: 'pair'}, both()) : numbers(truth.shape, both));
    }
    this.state(row, kind, badge(check), detail);
  }

  /// Puts the line of a diagnosis in the last one's place; one that is there already came too early.
  apply(row, fix) {
    const lines = row.input.value.split('\n');
    const same = lines.indexOf(fix);
    if (same >= 0) {
      lines.push(...lines.splice(same, 1));
    } else {
      lines[lines.length - 1] = /^\s*/.exec(lines.at(-1))[0] + fix;
    }
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

/// Many numbers, which are right: there when they are asked for.
function numbers(shape, both) {
  const place = h('div', {class: 'pair'});
  const fill = () => place.hasChildNodes() || place.append(...both());
  return h('details', {ontoggle: fill}, h('summary', null, `Its numbers, ${shapeText(shape)}`), place);
}

customElements.define('cr-cell', Cell);
