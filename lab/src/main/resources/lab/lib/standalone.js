import {look} from '../elements/cr-verdicts.js';
import {format, shapeText} from './numbers.js';

const MOST = 400;

const STYLE = `:root { color-scheme: light dark; --paper: light-dark(#ffffff, #14171d); --ink: light-dark(#1d2330, #e6e9ef);
  --faint: light-dark(#5d677a, #98a2b3); --rule: light-dark(#c5cbd6, #465062); --box: light-dark(#f7f8fa, #1e232c);
  --gradient: light-dark(#0b62c4, #7ab5ff); --wrong: light-dark(#b42318, #ff8a7a); --right: light-dark(#0b6b62, #5cc8bb);
  --other: light-dark(#8a5200, #f0b45a); }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
pre { background: var(--box); padding: 1rem; border-radius: 8px; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font: 13px ui-monospace, monospace; }
th, td { padding: 3px 10px 3px 0; text-align: right; } th:first-child { text-align: left; }
.grad { color: var(--gradient); } .wrong { color: var(--wrong); } .right { color: var(--right); } .other { color: var(--other); }
.faint { color: var(--faint); } li { margin-bottom: 0.4rem; }`;

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);
}

function grid(values, shape, kind) {
  const columns = shape.length === 0 ? 1 : shape.at(-1);
  if (values.length > MOST || columns === 0) {
    return `<p class="faint">${values.length} numbers</p>`;
  }
  const rows = [];
  for (let at = 0; at < values.length; at += columns) {
    rows.push(`<tr>${values.slice(at, at + columns).map((value) => `<td>${format(value)}</td>`).join('')}</tr>`);
  }
  return `<div class="scroll"><table class="${kind}">${rows.join('')}</table></div>`;
}

function verdict(check) {
  const {kind, sign, words} = look(check);
  const because = check.diagnosis.map((item) => `${escaped(item.because)}${item.fix ? `: <code>${escaped(item.fix)}</code>` : ''}`).join('; ');
  return `<li><code>${escaped(check.name)}</code> <span class="${kind}">${sign} ${escaped(words)}</span>, line ${check.line}${because ? `. ${because}` : ''}</li>`;
}

/// A worksheet and all that is known of it as one page that needs neither network nor script.
export function standalone(source, {check, trace, graph, svg}) {
  const steps = (trace.steps ?? []).map(
    (step) =>
      `<h3>${escaped(step.name)} <span class="faint">${shapeText(step.shape)}, line ${step.line}</span></h3>${grid(step.value, step.shape, 'value')}${
        step.grad ? `<p class="grad">gradient</p>${grid(step.grad, step.shape, 'grad')}` : ''
      }`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Worksheet</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(check.loss.name)} = ${format(check.loss.value)}</h1>
<h2>Verdicts</h2>
<ul>${check.checks.map(verdict).join('\n')}</ul>
<h2>Worksheet</h2>
<pre>${escaped(source)}</pre>
<h2>Graph</h2>
<div class="scroll">${svg ?? escaped(graph.error.message)}</div>
<h2>Trace</h2>
${steps.join('\n')}
</body>
</html>
`;
}
