import {post, worksheet} from '../lib/api.js';
import {h, scrolls} from '../lib/dom.js';
import {entryText, exact, format, shapeText} from '../lib/numbers.js';
import {formula} from './cr-formula.js';

const NAME = /^[A-Za-z_]\w*$/;

function number(value, kind) {
  return h('span', {class: `num ${kind ?? ''}`, title: exact(value)}, format(value));
}

function texName(name) {
  return `\\mathit{${name.replaceAll('_', '\\_')}}`;
}

function gradientName(name) {
  return NAME.test(name) ? `d${texName(name)}` : 'd(\\ldots)';
}

/// Why a gradient is what it is: the sum that it is, every term of which can be followed deeper.
/// Event `explained` with `{subject}` when an answer is shown. In a lesson:
/// `<cr-explanation worksheet="a.py" subject="z"></cr-explanation>`, a variable or an entry.
class Explanation extends HTMLElement {
  async connectedCallback() {
    if (this.body) {
      return;
    }
    this.trail = [];
    this.body = h('div', {class: 'explanation', 'aria-live': 'polite'});
    this.append(this.body);
    const name = this.getAttribute('worksheet');
    if (name) {
      this.addEventListener('explained', (event) => event.stopPropagation());
      await this.ask(await worksheet(name), this.getAttribute('loss'), this.getAttribute('subject'));
    }
  }

  /// Explains `subject`, an entry as `W[1, 2]`, of the worksheet `source`.
  async ask(source, loss, subject) {
    this.source = source;
    this.loss = loss;
    this.trail = [];
    await this.go({subject, depth: 1});
  }

  clear() {
    this.asking?.abort();
    this.trail = [];
    this.body?.replaceChildren();
  }

  async go(step) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.body.setAttribute('aria-busy', 'true');
    try {
      const answer = await post(
        '/api/explain',
        {source: this.source, loss: this.loss, subject: step.subject, depth: step.depth, terms: step.terms ?? 5},
        asking.signal,
      );
      this.trail.push(step);
      this.body.replaceChildren(this.path(), ...this.content(answer, step));
      this.dispatchEvent(new CustomEvent('explained', {bubbles: true, detail: {subject: this.trail[0].subject}}));
    } catch (error) {
      if (error.name === 'AbortError') {
        return;
      }
      this.body.replaceChildren(this.path(), h('p', {class: 'notice wrong'}, error.message));
    }
    this.body.removeAttribute('aria-busy');
  }

  /// The way that the reader took, each place of it a way back.
  path() {
    if (this.trail.length < 2) {
      return '';
    }
    const items = this.trail.map((step, at) => {
      const text = step.label ?? step.subject;
      return h(
        'li',
        null,
        at === this.trail.length - 1
          ? h('span', {'aria-current': 'step'}, text)
          : h('button', {type: 'button', class: 'link', onclick: () => this.back(at)}, text),
      );
    });
    return h('nav', {'aria-label': 'The way to here'}, h('ol', {class: 'trail'}, items));
  }

  back(at) {
    const step = this.trail[at];
    this.trail = this.trail.slice(0, at);
    this.go(step);
  }

  content(answer, step) {
    const shown = [];
    if (answer.explanation) {
      const entries = answer.explanation.entries;
      const entry = step.find
        ? entries.find((one) => one.name === step.find.name && String(one.index) === String(step.find.index))
        : entries[0];
      if (entry) {
        shown.push(...this.entry(entry, answer.explanation, step));
      } else {
        shown.push(h('p', null, 'The engine keeps no more of this step. Its derivation is in the variable that it went into.'));
      }
    }
    if (answer.derivation) {
      shown.push(...this.derivation(answer.derivation));
    }
    return shown;
  }

  entry(entry, explanation, step) {
    const label = entryText(entry.name, entry.index);
    const derivation = h(
      'button',
      {type: 'button', class: 'link', onclick: () => this.go({subject: entry.name, depth: 0, label: `rule of ${entry.name}`})},
      'Derive the rule',
    );
    const chain = (step.find ? [] : explanation.chain).flatMap((name, at) => [at === 0 ? null : ' → ', h('code', {class: 'plain'}, name)]);
    return [
      h('h3', null, 'Why the gradient of ', h('code', {class: 'plain'}, label), ' is ', number(entry.gradient, 'gradient')),
      h(
        'p',
        {class: 'faint small'},
        `${label} is ${format(entry.value)}${entry.line ? `, from line ${entry.line}` : ''}. A small change of it changes ${explanation.loss.name} by ${format(entry.gradient)} times as much${step.find ? '' : ', by way of '}`,
        chain,
        '.',
      ),
      ...(entry.uses.length === 0 ? [h('p', null, this.rootText(entry, explanation))] : []),
      ...entry.uses.map((use) => this.use(use, entry, explanation, step)),
      entry.uses.length > 1 || entry.uses.some((use) => use.terms.length + use.others > 1)
        ? h('p', {class: 'total'}, 'All together: ', number(entry.sum, 'gradient'))
        : '',
      h(
        'p',
        {class: entry.agrees ? 'agrees' : 'wrong'},
        entry.agrees ? '✓ This is the gradient of the backward pass. ' : '✗ This is not the gradient of the backward pass. ',
        NAME.test(entry.name) ? derivation : '',
      ),
    ];
  }

  rootText(entry, explanation) {
    return entry.name === explanation.loss.name
      ? 'It is the loss: it changes by 1 times as much as itself. Every backward pass starts with this 1.'
      : 'Nothing that leads to the loss uses it.';
  }

  use(use, entry, explanation, step) {
    const named = NAME.test(use.into);
    const rows = use.terms.map((term) => {
      const target = entryText(use.into, term.index);
      const follow = h(
        'button',
        {
          type: 'button',
          class: 'follow',
          'aria-label': `Why is the gradient of ${target} ${format(term.gradient)}?`,
          onclick: () => this.follow(use, term, named, step),
        },
        number(term.gradient, 'gradient'),
      );
      return h(
        'tr',
        null,
        h('th', {scope: 'row'}, h('code', {class: 'plain'}, named ? target : `(${use.into})${term.index.length ? `[${term.index.join(', ')}]` : ''}`)),
        h('td', null, number(term.derivative)),
        h('td', null, h('span', {'aria-hidden': 'true'}, '× '), follow),
        h('td', null, h('span', {'aria-hidden': 'true'}, '= '), number(term.product)),
      );
    });
    if (use.others > 0) {
      const all = () => {
        this.trail.pop();
        this.go({...step, terms: 200});
      };
      rows.push(
        h(
          'tr',
          null,
          h('th', {scope: 'row', colspan: '3'}, h('button', {type: 'button', class: 'link', onclick: all}, `${use.others} smaller ${use.others === 1 ? 'term' : 'terms'}`)),
          h('td', null, h('span', {'aria-hidden': 'true'}, '= '), number(use.others_sum)),
        ),
      );
    }
    return h(
      'div',
      {class: 'use'},
      h(
        'p',
        null,
        'Through ',
        h('code', null, named && use.forward !== use.into ? `${use.into} = ${use.forward}` : use.forward),
        named ? '' : [' in ', h('code', {class: 'plain'}, use.step)],
        use.line ? `, line ${use.line}. ` : '. ',
        `The rule of ${use.operation}${use.summed_axes.length > 0 ? ', summed over the axes that were broadcast' : ''}:`,
      ),
      formula(`${gradientName(entry.name)} ${entry.uses.length > 1 ? '\\mathrel{{+}{=}}' : '='} ${use.latex_rule}`),
      scrolls(h(
        'div',
        {class: 'scroll'},
        h(
          'table',
          {class: 'terms'},
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              h('th', {scope: 'col'}, 'through'),
              h('th', {scope: 'col'}, 'local derivative'),
              h('th', {scope: 'col'}, 'gradient there'),
              h('th', {scope: 'col'}, 'term'),
            ),
          ),
          h('tbody', null, rows),
        ),
      ), `Terms through ${use.into}`),
    );
  }

  follow(use, term, named, step) {
    const label = entryText(use.into, term.index);
    if (named) {
      this.go({subject: `${use.into}[${term.index.join(',')}]`, label, depth: 1});
    } else {
      const deeper = (step.level ?? 1) + 1;
      this.go({
        subject: step.subject,
        label,
        depth: deeper,
        level: deeper,
        find: {name: use.into, index: term.index},
      });
    }
  }

  derivation(derivation) {
    const {collapse} = derivation;
    return [
      h('h3', null, 'The gradient of ', h('code', {class: 'plain'}, derivation.variable), ` ${shapeText(derivation.shape)}`),
      ...derivation.uses.map((use) =>
        h(
          'div',
          {class: 'use'},
          h('p', null, 'Forward, in ', h('code', {class: 'plain'}, use.step), use.line ? ` (line ${use.line})` : '', ':'),
          formula(use.latex_forward),
          h('p', null, `Backward, by the rule of ${use.operation}:`),
          formula(`d${texName(derivation.variable)} ${derivation.uses.length > 1 ? '\\mathrel{{+}{=}}' : '='} ${use.latex_rule}`),
          h(
            'p',
            {class: 'faint small'},
            'Shapes: ',
            use.steps.map((part) => `${part.formula} ${shapeText(part.shape)}`).join('; '),
            ` → ${shapeText(use.given_shape)}`,
            use.summed_axes.length > 0 ? `, then summed over axis ${use.summed_axes.join(' and ')} to ${shapeText(derivation.shape)}` : '',
            '.',
          ),
        ),
      ),
      derivation.uses.length > 1 ? h('p', null, `It is used ${derivation.uses.length} times, so the gradients of all uses are added.`) : '',
      h('p', {class: derivation.agrees ? 'agrees' : 'wrong'}, derivation.agrees ? '✓ Computed so, it is the gradient of the backward pass.' : '✗ Computed so, it is not the gradient of the backward pass.'),
      ...(collapse ? this.collapse(collapse) : []),
    ];
  }

  collapse(collapse) {
    return [
      h('h3', null, 'The short form'),
      h(
        'ol',
        {class: 'collapse'},
        collapse.lines.map((line) =>
          h(
            'li',
            null,
            h('p', {class: 'small faint'}, `${line.because}.`),
            formula(`${line.latex_left} = ${line.latex_forms.join(' = ')}`),
          ),
        ),
      ),
      h('p', {class: 'faint small'}, `Every line was computed; the largest difference from the backward pass is ${format(collapse.largest_difference)}.`),
    ];
  }
}

customElements.define('cr-explanation', Explanation);
