import {d3} from '../lib/d3.js';
import {h} from '../lib/dom.js';
import {format} from '../lib/numbers.js';

const HEIGHT = 280;
const LEFT = 62;
const RIGHT = 34;
const TOP = 12;
const BOTTOM = 44;
const ROWS = 24;
const SVG = 'http://www.w3.org/2000/svg';

/// A line chart, and the same as a table. `plot.show({x, y, series, mark})`, again and again:
///
/// - `x`, `y`: `{label, log}`; `log` for a logarithmic axis, `from` and `to` to fix its ends
/// - `series`: `{name, look, points: [[x, y], …], dots}`; `look` is `ink`, `gradient`, `other` or
///   `faint`, each with a dash of its own, so that colour is not all that tells them apart
/// - `mark`: `{x, label}`, a vertical line
///
/// What is not finite, or not above 0 on a logarithmic axis, is left out of the line and stays in
/// the table.
class Plot extends HTMLElement {
  connectedCallback() {
    if (this.place) {
      return;
    }
    this.place = h('div', {class: 'plot-place'});
    this.legend = h('p', {class: 'plot-legend', 'aria-hidden': 'true'});
    this.rows = h('div', {class: 'scroll'});
    const table = h('details', {class: 'plot-table', ontoggle: () => this.tabulate()}, h('summary', null, 'The same as a table'), this.rows);
    this.table = table;
    this.append(this.legend, this.place, table);
    new ResizeObserver(() => this.draw()).observe(this.place);
  }

  show(chart) {
    this.chart = chart;
    this.draw();
    this.tabulate();
  }

  async draw() {
    if (!this.chart || !this.place || this.place.clientWidth === 0) {
      return;
    }
    const {axisBottom, axisLeft, line, scaleLinear, scaleLog, select, extent} = await d3();
    const {x, y, series, mark} = this.chart;
    const width = this.place.clientWidth;
    const fits = ([a, b]) => Number.isFinite(a) && Number.isFinite(b) && !(x.log && a <= 0) && !(y.log && b <= 0);
    const drawn = series.map((one) => ({...one, points: one.points.filter(fits)}));
    const all = drawn.flatMap((one) => one.points);
    const scale = (axis, at, range) => {
      const [low, high] = extent(all, (point) => point[at]);
      const ends = [axis.from ?? low ?? (axis.log ? 0.1 : 0), axis.to ?? high ?? 1];
      if (ends[0] === ends[1]) {
        ends[1] = axis.log ? ends[0] * 10 : ends[0] + 1;
      }
      return (axis.log ? scaleLog() : scaleLinear()).domain(ends).nice().range(range);
    };
    const across = scale(x, 0, [LEFT, width - RIGHT]);
    const up = scale(y, 1, [HEIGHT - BOTTOM, TOP]);
    const svg = select(document.createElementNS(SVG, 'svg'))
      .attr('viewBox', `0 0 ${width} ${HEIGHT}`)
      .attr('width', width)
      .attr('height', HEIGHT)
      .attr('role', 'img')
      .attr('aria-label', `${y.label} over ${x.label}: ${series.map((one) => one.name).join(', ')}`);
    const ticks = (axis, places, count) => axis.log ? places.ticks(count).filter((value) => Number.isInteger(Number(Math.log10(value).toFixed(6)))) : places.ticks(count);
    const label = (axis) => (value) => axis.log ? power(value) : value.toLocaleString('en');
    svg.append('g').attr('class', 'plot-axis').attr('transform', `translate(0,${HEIGHT - BOTTOM})`)
      .call(axisBottom(across).tickValues(thinned(ticks(x, across, Math.max(2, width / 110)), width / 64)).tickFormat(label(x)).tickSizeOuter(0));
    svg.append('g').attr('class', 'plot-axis plot-grid').attr('transform', `translate(${LEFT},0)`)
      .call(axisLeft(up).tickValues(thinned(ticks(y, up, 5), 8)).tickFormat(label(y)).tickSize(-(width - LEFT - RIGHT)).tickSizeOuter(0));
    svg.append('text').attr('class', 'plot-label').attr('x', width - RIGHT).attr('y', HEIGHT - 6).attr('text-anchor', 'end').text(x.label);
    svg.append('text').attr('class', 'plot-label').attr('transform', `translate(12,${TOP})rotate(-90)`).attr('text-anchor', 'end').text(y.label);
    if (mark && fits([mark.x, 1])) {
      svg.append('line').attr('class', 'plot-mark').attr('x1', across(mark.x)).attr('x2', across(mark.x)).attr('y1', TOP).attr('y2', HEIGHT - BOTTOM);
    }
    const path = line((point) => across(point[0]), (point) => up(point[1]));
    for (const one of drawn) {
      svg.append('path').attr('class', `plot-line ${one.look}`).attr('d', path(one.points));
      if (one.dots) {
        svg.append('g').attr('class', `plot-dots ${one.look}`).selectAll('circle').data(one.points).join('circle')
          .attr('cx', (point) => across(point[0])).attr('cy', (point) => up(point[1])).attr('r', 3.5);
      }
    }
    this.place.replaceChildren(svg.node());
    this.legend.replaceChildren(...series.map((one) => h('span', {class: `plot-key ${one.look}`}, key(one.look), one.name)));
  }

  tabulate() {
    if (!this.chart || !this.table.open) {
      return;
    }
    const {x, series} = this.chart;
    const at = [...new Set(series.flatMap((one) => one.points.map(([place]) => place)))].sort((a, b) => a - b);
    const shown = thinned(at, ROWS);
    const found = series.map((one) => new Map(one.points));
    this.rows.replaceChildren(
      h(
        'table',
        {class: 'num'},
        h('thead', null, h('tr', null, h('th', {scope: 'col'}, x.label), series.map((one) => h('th', {scope: 'col'}, one.name)))),
        h('tbody', null, shown.map((place) => h('tr', null, h('th', {scope: 'row'}, x.log ? power(place) : place.toLocaleString('en')), found.map((one) => h('td', null, one.has(place) ? format(one.get(place)) : ''))))),
      ),
    );
  }
}

/// At most `most` of the values, evenly, with the first and the last.
function thinned(values, most) {
  if (values.length <= most) {
    return values;
  }
  const step = Math.ceil((values.length - 1) / Math.max(1, most - 1));
  return values.filter((_, i) => i % step === 0);
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/// A power of ten as 10⁻³; anything else as it is.
function power(value) {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-9) {
    return format(value);
  }
  const digits = [...String(Math.abs(Math.round(exponent)))].map((digit) => RAISED[digit]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

function key(look) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', '28');
  svg.setAttribute('height', '10');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('class', `plot-line ${look}`);
  line.setAttribute('d', 'M0 5h28');
  svg.append(line);
  return svg;
}

customElements.define('cr-plot', Plot);
