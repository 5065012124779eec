/// An answer that could not be given: the command's sentence, and the place in the worksheet.
export class LabError extends Error {
  constructor(message, line, column) {
    super(message);
    this.line = line ?? null;
    this.column = column ?? null;
  }
}

async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (cause) {
    if (cause.name === 'AbortError') {
      throw cause;
    }
    throw new LabError('The lab does not answer. Is `chainrule lab` still running?');
  }
  const text = await response.text();
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new LabError(`The lab answered ${response.status} with something that is not JSON.`);
  }
  if (body.error) {
    throw new LabError(body.error.message, body.error.line, body.error.column);
  }
  if (!response.ok) {
    throw new LabError(`The lab answered ${response.status}.`);
  }
  return body;
}

const kept = new Map();

/// Asks by GET; the answer is kept, since it does not change while the lab runs.
export function get(path) {
  if (!kept.has(path)) {
    const asked = answer(path);
    asked.catch(() => kept.delete(path));
    kept.set(path, asked);
  }
  return kept.get(path);
}

const JSON_TYPE = {'Content-Type': 'application/json'};

/// The names of the questions that wait for their answers.
const open = new Set();

/// A name for a question that no other page can guess.
function newName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/// Has the server stop to work on a question; also when the page is just being closed.
function takeBack(name) {
  fetch(`/api/questions/${name}`, {method: 'DELETE', headers: JSON_TYPE, keepalive: true}).catch(() => {
    // The lab is gone, and its work with it.
  });
}

addEventListener('pagehide', () => open.forEach(takeBack));

/// Posts JSON; `signal` takes the question back, here and in the server.
export async function post(path, body, signal) {
  const name = newName();
  const cancel = () => takeBack(name);
  signal?.addEventListener('abort', cancel);
  open.add(name);
  try {
    return await answer(path, {
      method: 'POST',
      headers: {...JSON_TYPE, 'X-Chainrule-Question': name},
      body: JSON.stringify(body),
      signal,
    });
  } finally {
    open.delete(name);
    signal?.removeEventListener('abort', cancel);
  }
}

/// Runs a worksheet: `want` holds some of `check`, `trace`, `graph`; of a trace only the steps `names`,
/// all where that is null.
export function run(source, want, {loss = null, depth = 1, names = null, signal} = {}) {
  return post('/api/run', {source, loss, want, depth, names}, signal);
}

/// A part of an answer; an error where just this part could not be given.
export function whole(part) {
  if (part.error) {
    throw new LabError(part.error.message, part.error.line, part.error.column);
  }
  return part;
}

const runs = new Map();

/// Runs a worksheet that many elements of a page show: once for each question.
export function sharedRun(source, want, names = null) {
  const key = `${want} ${names ?? ''}\n${source}`;
  if (!runs.has(key)) {
    const asked = run(source, [want], {names}).then((answer) => ({...answer, [want]: whole(answer[want])}));
    asked.catch(() => runs.delete(key));
    runs.set(key, asked);
    if (runs.size > 40) {
      runs.delete(runs.keys().next().value);
    }
  }
  return runs.get(key);
}

const traces = new Map();

/// The trace of a worksheet with, at least, the steps `names`; all where that is null. What the elements
/// of a page ask for at once is one question.
export function sharedTrace(source, names = null) {
  if (!traces.has(source)) {
    const wanted = {all: false, names: new Set()};
    wanted.asked = new Promise((elapsed) => setTimeout(elapsed)).then(async () => {
      traces.delete(source);
      const {trace} = await sharedRun(source, 'trace', wanted.all ? null : [...wanted.names].sort());
      return trace;
    });
    traces.set(source, wanted);
  }
  const wanted = traces.get(source);
  wanted.all ||= names === null;
  names?.forEach((name) => wanted.names.add(name));
  return wanted.asked;
}

const texts = new Map();

/// A file of the lab, as text.
export function textOf(path) {
  if (!texts.has(path)) {
    const asked = fetch(path).then((response) => {
      if (!response.ok) {
        throw new LabError(`The lab has no ${path}.`);
      }
      return response.text();
    });
    asked.catch(() => texts.delete(path));
    texts.set(path, asked);
  }
  return texts.get(path);
}

/// The text of a lesson's worksheet.
export function worksheet(name) {
  return textOf(`/worksheets/${name}`);
}
