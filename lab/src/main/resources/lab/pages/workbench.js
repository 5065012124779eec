import {get, run} from '../lib/api.js';
import {download, h, scrolls} from '../lib/dom.js';
import {subjectOf} from '../lib/numbers.js';
import {pack, unpack} from '../lib/share.js';
import {standalone} from '../lib/standalone.js';
import {load, save} from '../lib/storage.js';
import {tabs} from '../lib/tabs.js';
import {isRight, look} from '../elements/cr-verdicts.js';

const KEY = 'workbench';

/// What each tab shows of a run; a large trace or graph is only asked for when it is looked at.
const NEEDS = {Verdicts: 'check', Trace: 'trace', Graph: 'graph', Why: 'check'};

/// Any worksheet: run, checked, drawn, traced and explained. `#/workbench/TEXT` carries the worksheet
/// in the link, `#/workbench/TEXT/W[1,2]` an entry to explain as well.
export async function open(content, parts) {
  document.title = 'Workbench';
  const bench = new Bench(content);
  await bench.start(parts);
  return bench;
}

class Bench {
  constructor(content) {
    this.editor = h('cr-editor', {label: 'Worksheet'});
    this.verdicts = document.createElement('cr-verdicts');
    this.trace = document.createElement('cr-trace');
    this.graph = document.createElement('cr-graph');
    this.explanation = document.createElement('cr-explanation');
    this.output = scrolls(h('pre', {class: 'output'}), 'What the worksheet prints');
    this.depth = h(
      'select',
      {'aria-label': 'Detail of the graph', onchange: () => this.redraw()},
      h('option', {value: '1'}, 'Named values'),
      h('option', {value: '2'}, 'Every operation'),
      h('option', {value: '3'}, 'Fused ones taken apart'),
    );
    this.why = h('div', null, h('p', {class: 'faint'}, 'Click a number in the trace to ask why its gradient is what it is.'), this.explanation);
    this.tabs = tabs('Results', [
      ['Verdicts', h('div', null, this.verdicts, this.output)],
      ['Trace', this.trace],
      ['Graph', h('div', null, h('p', null, this.depth), this.graph)],
      ['Why', this.why],
    ], () => this.complete());
    this.status = h('p', {class: 'status', role: 'status'});
    this.go = h('button', {type: 'button', class: 'main', onclick: () => this.run()}, 'Run');
    this.stop = h('button', {type: 'button', hidden: true, onclick: () => this.cancel()}, 'Cancel');
    this.examples = h('select', {'aria-label': 'Examples', onchange: () => this.take()}, h('option', {value: ''}, 'Examples…'));
    this.right = h('div', {class: 'bench-right'}, this.tabs.element);
    content.append(
      h('div', {class: 'bench-head row spread'}, h('h1', null, 'Workbench'), this.examples),
      h(
        'div',
        {class: 'bench'},
        h(
          'div',
          {class: 'bench-left'},
          this.editor,
          h(
            'div',
            {class: 'row'},
            this.go,
            this.stop,
            h('button', {type: 'button', onclick: () => this.share()}, 'Copy link'),
            h('button', {type: 'button', onclick: () => this.saveHtml()}, 'Save HTML'),
            h('button', {type: 'button', onclick: () => this.saveSvg()}, 'Save SVG'),
          ),
          this.status,
        ),
        this.right,
      ),
    );
    this.listen();
  }

  listen() {
    this.editor.addEventListener('run', () => this.run());
    this.editor.addEventListener('change', (event) => {
      if (event.target === this.editor) {
        save(KEY, this.editor.value);
        this.right.classList.add('is-stale');
      }
    });
    this.right.addEventListener('goto', (event) => this.editor.goTo(event.detail.line));
    this.right.addEventListener('apply', (event) => {
      this.editor.replaceLine(event.detail.line, event.detail.fix);
      this.run();
    });
    this.trace.addEventListener('why', (event) => this.ask(event.detail));
    this.explanation.addEventListener('explained', (event) => this.remember(event.detail.subject));
  }

  async start([packed, subject]) {
    const examples = await get('/api/examples');
    for (const {name, title} of examples) {
      this.examples.append(h('option', {value: name}, title));
    }
    this.sources = new Map(examples.map(({name, source}) => [name, source]));
    this.editor.value = await this.first(packed, examples);
    this.packed = packed ?? null;
    await this.editor.ready;
    await this.run();
    if (subject) {
      this.tabs.select('Why');
      await this.explanation.ask(this.editor.value, null, subject);
    }
  }

  async first(packed, examples) {
    if (packed) {
      try {
        return await unpack(packed);
      } catch {
        this.status.textContent = 'The link holds no worksheet that can be read; here is an example.';
      }
    }
    return load(KEY, null) ?? examples.find(({name}) => name === 'three_parameters')?.source ?? examples[0]?.source ?? '';
  }

  async update([packed, subject]) {
    if ((packed ?? null) !== this.packed && packed) {
      await this.start([packed, subject]);
    }
    return true;
  }

  take() {
    const source = this.sources.get(this.examples.value);
    if (source) {
      this.editor.value = source;
      save(KEY, source);
      this.explanation.clear();
      this.run();
    }
  }

  leave() {
    this.asking?.abort();
  }

  cancel() {
    this.asking?.abort();
    this.busy(false);
    this.status.textContent = 'Cancelled.';
  }

  busy(is) {
    this.stop.hidden = !is;
    this.right.classList.toggle('is-busy', is);
  }

  async run() {
    this.source = this.editor.value;
    this.answer = {};
    this.trace.replaceChildren();
    this.graph.replaceChildren();
    await this.demand(['check', NEEDS[this.tabs.current()]]);
  }

  redraw() {
    delete this.answer.graph;
    this.complete();
  }

  /// Asks for what the chosen tab shows, unless it is there.
  async complete() {
    const need = NEEDS[this.tabs.current()];
    if (this.answer?.check && !(need in this.answer)) {
      await this.demand([need]);
    }
  }

  /// Asks for parts of the answer and shows them.
  async demand(parts) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.busy(true);
    this.status.textContent = 'Running…';
    const began = performance.now();
    try {
      const want = [...new Set(parts)];
      const answer = await run(this.source, want, {depth: Number(this.depth.value), signal: asking.signal});
      Object.assign(this.answer, answer);
      this.shows(answer);
      this.status.textContent = `Answered in ${Math.round(performance.now() - began)} ms.`;
    } catch (error) {
      if (error.name === 'AbortError') {
        return;
      }
      this.answer = {};
      this.verdicts.fail(error);
      this.tabs.select('Verdicts');
      this.status.textContent = '';
      this.editor.annotate(error.line ? [{line: error.line, column: error.column, text: error.message, type: 'error'}] : []);
    }
    this.busy(false);
  }

  shows({check, trace, graph, svg}) {
    if (check) {
      this.showCheck(check);
    }
    if (trace?.error) {
      this.trace.fail(trace.error);
    } else if (trace) {
      this.trace.show(trace);
    }
    if (graph?.error) {
      this.graph.fail(graph.error);
    } else if (graph) {
      this.graph.show(graph, svg);
    }
  }

  showCheck(check) {
    this.verdicts.show(check);
    this.output.textContent = check.output;
    this.output.hidden = check.output === '';
    this.editor.annotate(
      check.checks.map((one) => ({
        line: one.line,
        text: `${one.name}: ${look(one).words}${one.diagnosis.map((item) => `; ${item.because}`).join('')}`,
        type: isRight(one) ? 'info' : one.status === 'wrong' ? 'error' : 'warning',
      })),
    );
  }

  async ask({name, index}) {
    this.tabs.select('Why');
    await this.explanation.ask(this.source, null, subjectOf(name, index));
  }

  async remember(subject) {
    this.packed = await pack(this.source);
    history.replaceState(null, '', `#/workbench/${this.packed}/${encodeURIComponent(subject)}`);
  }

  async share() {
    this.packed = await pack(this.editor.value);
    history.replaceState(null, '', `#/workbench/${this.packed}`);
    try {
      await navigator.clipboard.writeText(location.href);
      this.status.textContent = 'The link is copied; the worksheet travels in it.';
    } catch {
      this.status.textContent = 'The address above is the link; the worksheet travels in it.';
    }
  }

  async saveHtml() {
    if (await this.whole()) {
      download('worksheet.html', 'text/html', standalone(this.source, this.answer));
    }
  }

  async saveSvg() {
    if ((await this.whole()) && this.answer.svg) {
      download('graph.svg', 'image/svg+xml', this.answer.svg);
    }
  }

  /// Asks for all parts that are not there; whether all are.
  async whole() {
    const missing = ['check', 'trace', 'graph'].filter((part) => !(part in this.answer));
    if (missing.length > 0) {
      await this.demand(missing);
    }
    return ['check', 'trace', 'graph'].every((part) => part in this.answer);
  }
}
