import {h} from '../lib/dom.js';
import {entryText, exact, format, indexAt, parse, shapeText} from '../lib/numbers.js';

const ROW = 34;
const HEAD = 22;
const MOST_ROWS = 11;
const AHEAD = 3;

/// A tensor as a grid. Its entries are buttons: a press asks "why this number?" by a `why` event
/// with `{name, index, kind}`. The sign is seen by the minus, by the side of the bar under the
/// number, and by colour; the size by the bar's length and the depth of the colour. Only what is in
/// view is in the document, so a large tensor costs no more than a small one.
class Matrix extends HTMLElement {
  /// Shows a tensor: `{name, shape, values, kind}`, where `kind` is `value` or `grad`, and
  /// `scale` (optional) is the size of the longest bar.
  show(tensor) {
    this.tensor = tensor;
    this.numbers = tensor.values.map(parse);
    const finite = this.numbers.filter(Number.isFinite).map(Math.abs);
    const least = this.numbers.length === 1 ? 1 : 0;
    this.most = tensor.scale ?? finite.reduce((a, b) => Math.max(a, b), least);
    const {shape} = tensor;
    this.columns = shape.length === 0 ? 1 : shape.at(-1);
    this.rows = shape.length < 2 ? 1 : shape.at(-2);
    this.slices = shape.slice(0, -2).reduce((a, b) => a * b, 1);
    this.slice = 0;
    this.active = [0, 0];
    const texts = this.numbers.length <= 4000 ? this.numbers : this.numbers.slice(0, 4000);
    const longest = texts.reduce((most, value) => Math.max(most, format(value).length), 1);
    this.cellWidth = Math.max(46, Math.min(longest, 10) * 7.9 + 16);
    this.build();
  }

  label() {
    const {name, shape, kind} = this.tensor;
    return `${kind === 'grad' ? 'gradient of ' : ''}${name}, ${shapeText(shape)}`;
  }

  build() {
    this.classList.toggle('is-grad', this.tensor.kind === 'grad');
    if (this.numbers.length === 0) {
      this.replaceChildren(h('span', {class: 'faint'}, 'empty'));
      return;
    }
    this.headed = this.numbers.length > 1;
    this.left = this.headed && this.tensor.shape.length > 1 ? 12 + 8 * String(this.rows - 1).length : 0;
    this.above = this.headed ? HEAD : 0;
    this.across = h('div', {class: 'heads across', 'aria-hidden': 'true'});
    this.down = h('div', {class: 'heads down', 'aria-hidden': 'true'});
    this.grid = h('div', {
      class: 'grid',
      role: 'grid',
      'aria-label': this.label(),
      'aria-rowcount': String(this.rows),
      'aria-colcount': String(this.columns),
      style: {
        width: `${this.left + this.columns * this.cellWidth}px`,
        height: `${this.above + this.rows * ROW}px`,
      },
    });
    const height = this.above + Math.min(this.rows, MOST_ROWS) * ROW;
    this.view = h(
      'div',
      {class: 'view', style: {'max-height': `${height + 16}px`}, onscroll: () => this.paint()},
      this.across,
      this.down,
      this.grid,
    );
    this.grid.addEventListener('keydown', (event) => this.key(event));
    this.grid.addEventListener('click', (event) => this.press(event));
    this.replaceChildren(this.slices > 1 ? this.slicer() : '', this.view);
    this.watcher?.disconnect();
    this.watcher = new ResizeObserver(() => this.paint());
    this.watcher.observe(this.view);
    this.paint();
  }

  disconnectedCallback() {
    this.watcher?.disconnect();
  }

  connectedCallback() {
    if (this.view) {
      this.watcher?.observe(this.view);
    }
  }

  slicer() {
    const leading = this.tensor.shape.slice(0, -2);
    const choice = h('select', {
      'aria-label': `Slice of ${this.tensor.name}`,
      onchange: () => {
        this.slice = Number(choice.value);
        this.paint();
      },
    });
    for (let i = 0; i < this.slices; i += 1) {
      choice.append(h('option', {value: String(i)}, `[${indexAt(leading, i).join(', ')}, :, :]`));
    }
    return choice;
  }

  at(row, column) {
    return (this.slice * this.rows + row) * this.columns + column;
  }

  paint() {
    const width = this.view.clientWidth || 600;
    const height = this.view.clientHeight || 400;
    const {scrollLeft, scrollTop} = this.view;
    const firstRow = Math.max(0, Math.floor(scrollTop / ROW) - AHEAD);
    const lastRow = Math.min(this.rows, Math.ceil((scrollTop + height) / ROW) + AHEAD);
    const firstColumn = Math.max(0, Math.floor(scrollLeft / this.cellWidth) - AHEAD);
    const lastColumn = Math.min(this.columns, Math.ceil((scrollLeft + width) / this.cellWidth) + AHEAD);
    const extent = [firstRow, lastRow, firstColumn, lastColumn, this.slice].join();
    if (extent === this.painted && this.grid.childElementCount > 0) {
      return;
    }
    this.painted = extent;
    const focused = this.grid.contains(document.activeElement);
    const [activeRow, activeColumn] = this.active;
    const rows = [];
    for (let row = firstRow; row < lastRow; row += 1) {
      const cells = [];
      for (let column = firstColumn; column < lastColumn; column += 1) {
        cells.push(this.cell(row, column));
      }
      rows.push(h('div', {role: 'row', 'aria-rowindex': String(row + 1)}, cells));
    }
    if (activeRow < firstRow || activeRow >= lastRow || activeColumn < firstColumn || activeColumn >= lastColumn) {
      rows.push(h('div', {role: 'row', 'aria-rowindex': String(activeRow + 1)}, this.cell(activeRow, activeColumn)));
    }
    this.grid.replaceChildren(...rows);
    this.heads(firstRow, lastRow, firstColumn, lastColumn);
    if (focused) {
      this.button(activeRow, activeColumn)?.focus({preventScroll: true});
    }
  }

  heads(firstRow, lastRow, firstColumn, lastColumn) {
    const across = [];
    for (let column = firstColumn; this.headed && column < lastColumn; column += 1) {
      across.push(
        h('span', {style: {left: `${this.left + column * this.cellWidth}px`, width: `${this.cellWidth}px`}}, String(column)),
      );
    }
    this.across.replaceChildren(...across);
    const down = [];
    for (let row = firstRow; this.left > 0 && row < lastRow; row += 1) {
      down.push(h('span', {style: {top: `${this.above + row * ROW}px`, width: `${this.left}px`}}, String(row)));
    }
    this.down.replaceChildren(...down);
  }

  cell(row, column) {
    const value = this.numbers[this.at(row, column)];
    const index = this.indexOf(row, column);
    const {name, kind} = this.tensor;
    const part = Number.isFinite(value) && this.most > 0 ? Math.min(1, Math.abs(value) / this.most) : 0;
    const look = Number.isFinite(value) ? (value < 0 ? 'minus' : value > 0 ? 'plus' : 'zero') : 'odd';
    const isActive = row === this.active[0] && column === this.active[1];
    return h(
      'div',
      {
        role: 'gridcell',
        'aria-colindex': String(column + 1),
        style: {
          left: `${this.left + column * this.cellWidth}px`,
          top: `${this.above + row * ROW}px`,
          width: `${this.cellWidth}px`,
          height: `${ROW}px`,
        },
      },
      h(
        'button',
        {
          type: 'button',
          class: `entry ${look}`,
          tabindex: isActive ? '0' : '-1',
          'data-row': String(row),
          'data-column': String(column),
          'aria-label': `${kind === 'grad' ? 'gradient of ' : ''}${entryText(name, index)} is ${format(value)}`,
          title: `${entryText(name, index)}: ${exact(value)}`,
          style: {'--part': part.toFixed(3)},
        },
        format(value),
      ),
    );
  }

  indexOf(row, column) {
    const {shape} = this.tensor;
    return indexAt(shape, this.at(row, column));
  }

  button(row, column) {
    return this.grid.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  }

  press(event) {
    const button = event.target.closest('button.entry');
    if (!button) {
      return;
    }
    const place = [Number(button.dataset.row), Number(button.dataset.column)];
    this.activate(place, false);
    const {name, kind} = this.tensor;
    const detail = {name, kind, index: this.indexOf(...place)};
    this.dispatchEvent(new CustomEvent('why', {bubbles: true, detail}));
  }

  activate(place, focus) {
    this.button(...this.active)?.setAttribute('tabindex', '-1');
    this.active = place;
    if (focus) {
      this.reveal(...place);
      this.paint();
    }
    const button = this.button(...place);
    button?.setAttribute('tabindex', '0');
    if (focus) {
      button?.focus({preventScroll: true});
    }
  }

  reveal(row, column) {
    const {view} = this;
    const left = column * this.cellWidth;
    const top = row * ROW;
    const width = view.clientWidth - this.left;
    const height = view.clientHeight - this.above;
    view.scrollLeft = Math.max(left + this.cellWidth - width, Math.min(view.scrollLeft, left));
    view.scrollTop = Math.max(top + ROW - height, Math.min(view.scrollTop, top));
  }

  key(event) {
    const [row, column] = this.active;
    const moves = {
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? this.rows - 1 : row, this.columns - 1],
      PageUp: [row - MOST_ROWS, column],
      PageDown: [row + MOST_ROWS, column],
    };
    const to = moves[event.key];
    if (!to) {
      return;
    }
    event.preventDefault();
    this.activate(
      [Math.max(0, Math.min(this.rows - 1, to[0])), Math.max(0, Math.min(this.columns - 1, to[1]))],
      true,
    );
  }
}

customElements.define('cr-matrix', Matrix);

/// A tensor under a word of its own, as "yours" or "true"; `kind` is `value` or `grad`.
export function captioned(words, kind, tensor) {
  return h('div', {class: `side ${kind}`}, h('div', {class: 'side-name'}, words), matrix({...tensor, kind}));
}

/// A matrix element that shows `tensor`.
export function matrix(tensor) {
  const element = document.createElement('cr-matrix');
  element.show(tensor);
  return element;
}
