/// Worksheets of lessons mark the lines that a reader writes with a comment, `# Your turn: dz`; the
/// lines from there to the next empty line are the block of `dz`.

const MARK = /^# Your turn: (\S+)\s*$/;

/// The parts of a worksheet in order: `{text, first}` of fixed lines, `{name, text, first}` of a
/// block, where `first` is the number of its first line, from 1.
export function parts(source) {
  const found = [];
  let fixed = [];
  let block = null;
  const lines = source.replace(/\n$/, '').split('\n');
  const close = (next) => {
    if (block !== null) {
      found.push({name: block.name, text: block.lines.join('\n'), first: block.first});
      block = null;
    } else if (fixed.length > 0) {
      found.push({text: fixed.join('\n'), first: next - fixed.length});
    }
    fixed = [];
  };
  lines.forEach((line, at) => {
    const mark = MARK.exec(line);
    if (mark) {
      close(at + 1);
      block = {name: mark[1], lines: [], first: at + 2};
    } else if (block !== null && line.trim() === '') {
      close(at + 1);
      fixed.push(line);
    } else if (block !== null) {
      block.lines.push(line);
    } else {
      fixed.push(line);
    }
  });
  close(lines.length + 1);
  return found;
}

/// The lines from the first that begins with `from` to the first after it that begins with `to`,
/// without marks.
export function excerpt(source, from, to) {
  const lines = source.trimEnd().split('\n').filter((line) => !MARK.test(line));
  const start = from ? lines.findIndex((line) => line.startsWith(from)) : 0;
  if (start < 0) {
    throw new Error(`No line begins with "${from}".`);
  }
  const length = to ? lines.slice(start).findIndex((line) => line.startsWith(to)) : lines.length - 1;
  if (length < 0) {
    throw new Error(`No line after "${from}" begins with "${to}".`);
  }
  return lines.slice(start, start + length + 1).join('\n').trim();
}

/// The worksheet with `lines` in the place of its block `name`, and nothing after them.
export function withBlock(source, name, lines) {
  const all = parts(source);
  const at = all.findIndex((part) => part.name === name);
  if (at < 0) {
    throw new Error(`The worksheet has no block ${name}.`);
  }
  return `${[...all.slice(0, at).map((part) => part.text), lines].join('\n')}\n`;
}
