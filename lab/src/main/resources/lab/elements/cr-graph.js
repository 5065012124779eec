import {run, whole} from '../lib/api.js';
import {h, scrolls} from '../lib/dom.js';
import {format, shapeText} from '../lib/numbers.js';
import {Told} from '../lib/told.js';

const MOST = 6;

function numbers(values) {
  return values.length <= MOST ? values.map(format).join(', ') : `${values.length} numbers`;
}

/// The computation graph: the server's picture, and the same as a list. In a lesson:
/// `<cr-graph worksheet="a.py" depth="1"></cr-graph>`.
class Graph extends Told {
  async load(source) {
    const answer = await run(source, ['graph'], {depth: Number(this.getAttribute('depth') ?? 1)});
    this.show(whole(answer.graph), answer.svg);
    this.dispatchEvent(new CustomEvent('drawn'));
  }

  /// Shows the answer of `graph` and its picture.
  show(graph, svg) {
    // The looks are in the page's style sheet: the policy allows no style element, not even parsed.
    const bare = svg.replace(/<style>[\s\S]*?<\/style>/, '');
    const picture = new DOMParser().parseFromString(bare, 'image/svg+xml').documentElement;
    picture.setAttribute('aria-label', `The computation of ${graph.loss.name}; the list below says the same`);
    this.replaceChildren(
      scrolls(h('div', {class: 'picture'}, document.importNode(picture, true)), 'Graph'),
      this.list(graph),
    );
    this.nodes = new Map();
    const drawn = [...this.querySelectorAll('g.node')];
    graph.nodes.forEach((node, at) => {
      if (node.name && drawn[at]) {
        this.nodes.set(node.name, drawn[at]);
      }
    });
  }

  /// Says why there is no graph.
  fail(error) {
    this.nodes = new Map();
    this.replaceChildren(h('p', {class: 'notice'}, error.message));
  }

  /// Shows only some numbers: the values of `values`, the gradients of `grads`, and marks `current`.
  reveal(values, grads, current) {
    for (const [name, box] of this.nodes ?? []) {
      box.classList.toggle('no-value', !values.has(name));
      box.classList.toggle('no-grad', !grads.has(name));
      box.classList.toggle('current', name === current);
    }
  }

  list(graph) {
    const name = (node) => node.name || `${node.formula || node.op}`;
    const from = new Map(graph.nodes.map((node) => [node.id, []]));
    for (const edge of graph.edges) {
      from.get(edge.to).push(name(graph.nodes[edge.from]));
    }
    const items = graph.nodes.map((node) =>
      h(
        'li',
        null,
        h('code', {class: 'plain name'}, name(node)),
        node.name && node.formula ? [' = ', h('code', {class: 'plain'}, node.formula)] : '',
        `, ${shapeText(node.shape)}`,
        node.line > 0 ? `, line ${node.line}` : '',
        from.get(node.id).length > 0 ? `; from ${from.get(node.id).join(', ')}` : '; a leaf',
        `; value ${numbers(node.value)}`,
        node.grad ? [', gradient ', h('span', {class: 'gradient'}, numbers(node.grad))] : '',
        node.wrong ? h('span', {class: 'wrong'}, `; ${node.wrong}`) : '',
      ),
    );
    return h('details', {class: 'graph-list'}, h('summary', null, 'The graph as a list'), h('ol', null, items));
  }
}

customElements.define('cr-graph', Graph);
