const MINUS = '\u2212';

/// A number of the server's JSON, where what is not finite is a string, and an entry of a mask is true or
/// false.
export function parse(value) {
  return typeof value === 'number' ? value : Number(value);
}

/// A number as the command prints it: whole, four decimals, or a power of ten.
export function format(given) {
  const value = parse(given);
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : `${MINUS}∞`;
  }
  return signed(plain(value));
}

function plain(value) {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) {
    return String(value === 0 ? 0 : value);
  }
  return size >= 1e-3 && size < 1e4 ? value.toFixed(4) : value.toExponential(2);
}

/// All digits of a number.
export function exact(given) {
  const value = parse(given);
  return Number.isFinite(value) ? signed(String(value)) : format(value);
}

function signed(text) {
  return text.replaceAll('-', MINUS);
}

/// A shape as people write it: [3, 4]; of a single number, "one number".
export function shapeText(shape) {
  return shape.length === 0 ? 'one number' : `[${shape.join(', ')}]`;
}

/// `W[1, 2]`, and of a single number its name alone.
export function entryText(name, index) {
  return index.length === 0 ? name : `${name}[${index.join(', ')}]`;
}

/// What to ask the engine for one entry of `name`; of a single number, `z[]`.
export function subjectOf(name, index) {
  return index.length === 0 ? `${name}[]` : entryText(name, index);
}

/// The index of the element at `flat` of an array of `shape`, row-major.
export function indexAt(shape, flat) {
  const index = [];
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    index.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}

/// The place of the element at `index` of an array of `shape`, row-major.
export function flatAt(shape, index) {
  return index.reduce((at, i, axis) => at * (shape[axis] ?? 1) + i, 0);
}

/// The index that an attribute holds, as `1,2`; of a single number none.
export function indexIn(text) {
  return (text ?? '').split(',').filter((part) => part !== '').map(Number);
}
