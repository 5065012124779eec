import {sharedTrace, worksheet} from '../lib/api.js';
import {h} from '../lib/dom.js';
import {shapeText} from '../lib/numbers.js';
import {stepOf} from '../lib/trace.js';

const FLIP = 'ᵀ';

/// A product of two matrices, put together from tiles:
/// `<cr-product worksheet="a.py" block="dW" tiles="X W dY">`. A tile is dragged into one of two places,
/// or chosen and then the place chosen; `ᵀ` turns what is there on its side. Each is drawn with its
/// rows and columns. Once both places are full, the line is run as the worksheet's block.
class Product extends HTMLElement {
  async connectedCallback() {
    if (this.started) {
      return;
    }
    this.started = true;
    this.block = this.getAttribute('block');
    this.places = [null, null];
    this.chosen = null;
    try {
      this.source = await worksheet(this.getAttribute('worksheet'));
      const names = this.getAttribute('tiles').split(/\s+/);
      const trace = await sharedTrace(this.source, names);
      this.shapes = new Map(names.map((name) => [name, stepOf(trace, name).shape]));
      this.build();
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
  }

  build() {
    this.tiles = new Map([...this.shapes.keys(), FLIP].map((name) => [name, this.tile(name)]));
    this.slots = [0, 1].map((at) => this.slot(at));
    this.says = h('p', {class: 'small faint product-says', role: 'status', 'aria-live': 'polite'}, this.wants());
    this.outcome = document.createElement('cr-outcome');
    this.append(
      h('div', {class: 'tiles', role: 'group', 'aria-label': `Tiles for ${this.block}`}, ...this.tiles.values()),
      h(
        'div',
        {class: 'product', role: 'group', 'aria-label': `The product for ${this.block}`},
        h('code', {class: 'plain name'}, `${this.block} =`),
        this.slots[0],
        h('span', {class: 'at'}, '@'),
        this.slots[1],
        h('button', {type: 'button', class: 'quiet small', onclick: () => this.empty()}, 'Clear'),
      ),
      this.says,
      this.outcome,
    );
    this.draw();
  }

  tile(name) {
    return h(
      'button',
      {
        type: 'button',
        class: `tile ${name === FLIP ? 'flip' : ''}`,
        draggable: 'true',
        'aria-pressed': 'false',
        onclick: () => this.choose(name),
        ondragstart: (event) => {
          event.dataTransfer.setData('text/plain', name);
          event.dataTransfer.effectAllowed = 'copy';
        },
      },
      name === FLIP ? h('span', {class: 'flip-sign', 'aria-hidden': 'true'}, FLIP) : box(name, this.shapes.get(name), false),
      h('span', {class: 'tile-shape'}, name === FLIP ? 'transpose' : shapeText(this.shapes.get(name))),
    );
  }

  slot(at) {
    return h('button', {
      type: 'button',
      class: 'slot',
      onclick: () => this.press(at),
      ondragover: (event) => event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault();
        this.put(at, event.dataTransfer.getData('text/plain'));
      },
    });
  }

  choose(name) {
    this.chosen = this.chosen === name ? null : name;
    this.say(this.chosen === null ? this.wants() : `${this.chosen === FLIP ? 'Transpose' : this.chosen} is chosen. Now choose its place.`);
    this.draw();
  }

  press(at) {
    if (this.chosen !== null) {
      this.put(at, this.chosen);
    } else if (this.places[at] !== null) {
      this.put(at, FLIP);
    } else {
      this.say('Choose a tile first, then its place.');
    }
  }

  put(at, name) {
    const there = this.places[at];
    if (name === FLIP && there === null) {
      this.say('There is nothing to transpose yet.');
    } else if (name === FLIP) {
      this.places[at] = {...there, flipped: !there.flipped};
    } else if (this.shapes.has(name)) {
      this.places[at] = {name, flipped: false};
      this.say('Now the other place.');
    }
    this.chosen = null;
    this.draw();
    this.run();
  }

  empty() {
    this.places = [null, null];
    this.chosen = null;
    this.draw();
    this.outcome.clear();
    this.say(this.wants());
    this.tiles.values().next().value.focus();
  }

  run() {
    const [left, right] = this.places;
    if (left && right) {
      this.say('A press on a filled place transposes what is there.');
      this.outcome.attempt(this.source, this.block, `${this.block} = ${code(left)} @ ${code(right)}`);
    }
  }

  wants() {
    return 'Drag two tiles into the places, or choose a tile and then a place.';
  }

  say(words) {
    this.says.textContent = words;
  }

  draw() {
    for (const [name, tile] of this.tiles) {
      tile.setAttribute('aria-pressed', String(name === this.chosen));
    }
    const meet = this.places.every((place) => place !== null);
    const inner = meet && this.shape(this.places[0])[1] === this.shape(this.places[1])[0];
    this.slots.forEach((slot, at) => {
      const place = this.places[at];
      slot.className = `slot ${place === null ? '' : 'is-full'} ${meet ? (inner ? 'fits' : 'clashes') : ''}`;
      const side = at === 0 ? 'left' : 'right';
      if (place === null) {
        slot.replaceChildren(h('span', {class: 'tile-shape'}, side), h('span', {class: 'hidden-text'}, ' place, empty'));
      } else {
        const shape = this.shape(place);
        slot.replaceChildren(
          h('span', {class: 'hidden-text'}, `${side} place: `),
          box(place.name + (place.flipped ? FLIP : ''), shape, place.flipped),
          h('span', {class: 'tile-shape'}, sizes(shape, at)),
        );
      }
    });
  }

  shape({name, flipped}) {
    const shape = this.shapes.get(name);
    return flipped ? shape.toReversed() : shape;
  }
}

/// A shape in which the size that must agree with the other operand's stands out.
function sizes([rows, columns], at) {
  return at === 0
    ? ['[', String(rows), ', ', h('b', null, String(columns)), ']']
    : ['[', h('b', null, String(rows)), ', ', String(columns), ']'];
}

function code({name, flipped}) {
  return flipped ? `${name}.T` : name;
}

/// A matrix as a box with a line for each row and column.
function box(text, [rows, columns], flipped) {
  return h(
    'span',
    {class: `shape-box ${text.startsWith('d') ? 'gradient' : ''} ${flipped ? 'flipped' : ''}`, style: {'--rows': String(rows), '--columns': String(columns)}},
    h('span', {class: 'shape-name'}, text),
  );
}

customElements.define('cr-product', Product);
