import {script} from './script.js';

const BASE = '/webjars/ace-builds/src-min-noconflict';

let asked = null;

/// The editor's library, loaded once. It writes no style elements: its style sheet is linked.
export function ace() {
  asked ??= (async () => {
    await script(`${BASE}/ace.js`);
    const library = window.ace;
    library.config.set('useStrictCSP', true);
    library.config.set('basePath', BASE);
    library.config.set('loadWorkerFromBlob', false);
    await script(`${BASE}/mode-python.js`);
    return library;
  })();
  asked.catch(() => {
    asked = null;
  });
  return asked;
}

/// Writes `text` into `element` as coloured Python, a span for each line.
export async function colour(element, text) {
  const library = await ace();
  const mode = new (library.require('ace/mode/python').Mode)();
  const tokenizer = mode.getTokenizer();
  let state = 'start';
  const lines = [];
  for (const line of text.split('\n')) {
    const result = tokenizer.getLineTokens(line, state);
    state = result.state;
    const row = document.createElement('span');
    row.className = 'code-line';
    for (const token of result.tokens) {
      const piece = document.createElement('span');
      piece.className = token.type.split('.').map((part) => `ace_${part}`).join(' ');
      piece.textContent = token.value;
      row.append(piece);
    }
    row.append('\n');
    lines.push(row);
  }
  element.replaceChildren(...lines);
  element.classList.add('coloured');
}
