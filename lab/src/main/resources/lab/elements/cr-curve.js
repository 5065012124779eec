import {parse} from '../lib/numbers.js';
import {Told} from '../lib/told.js';
import {stepOf} from '../lib/trace.js';

const LOOKS = ['gradient', 'ink', 'other', 'faint'];

/// Tensors of a worksheet drawn over another, both axes in powers of ten:
/// `<cr-curve worksheet="a.py" x="n" y="off formula" across="examples" up="largest error">`.
class Curve extends Told {
  names() {
    return [this.getAttribute('x'), ...this.getAttribute('y').split(/\s+/)];
  }

  /// Shows the answer of `trace`.
  show(trace) {
    const places = values(trace, this.getAttribute('x'));
    const series = this.getAttribute('y').split(/\s+/).map((name, at) => ({
      name: name.replaceAll('_', ' '),
      look: LOOKS[at % LOOKS.length],
      dots: true,
      points: values(trace, name).map((value, i) => [places[i], Math.abs(value)]),
    }));
    if (!this.plot) {
      this.plot = document.createElement('cr-plot');
      this.append(this.plot);
    }
    this.plot.show({
      x: {label: this.getAttribute('across') ?? this.getAttribute('x'), log: true},
      y: {label: this.getAttribute('up') ?? '', log: true},
      series,
    });
  }
}

function values(trace, name) {
  return stepOf(trace, name).value.map(parse);
}

customElements.define('cr-curve', Curve);
