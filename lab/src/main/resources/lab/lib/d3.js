import {script} from './script.js';

let asked = null;

/// D3, loaded once.
export function d3() {
  asked ??= script('/webjars/d3/dist/d3.min.js').then(() => window.d3);
  asked.catch(() => {
    asked = null;
  });
  return asked;
}
