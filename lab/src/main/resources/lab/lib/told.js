import {sharedRun, sharedTrace, worksheet} from './api.js';
import {h} from './dom.js';

/// An element that shows what is answered about a worksheet. With `worksheet="a.py"` it asks by
/// itself, once; without it, what stands around it calls `show`.
export class Told extends HTMLElement {
  /// The part of the answer that `show` takes: `check`, `trace` or `masking`.
  static part = 'trace';

  async connectedCallback() {
    const name = this.getAttribute('worksheet');
    if (this.started || !name) {
      return;
    }
    this.started = true;
    const waiting = h('p', {class: 'faint', role: 'status'}, 'Computing…');
    this.append(waiting);
    try {
      await this.load(await worksheet(name));
    } catch (error) {
      this.append(h('p', {class: 'notice wrong'}, error.message));
    }
    waiting.remove();
  }

  /// Asks about the worksheet, and shows the answer.
  async load(source) {
    const {part} = this.constructor;
    if (part === 'trace') {
      this.show(await sharedTrace(source, this.names()));
    } else {
      const answer = await sharedRun(source, part);
      this.show(answer[part]);
    }
  }

  /// The steps of a trace that it shows; null for all.
  names() {
    return null;
  }
}
