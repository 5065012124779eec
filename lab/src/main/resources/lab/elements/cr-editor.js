import {ace} from '../lib/ace.js';
import {h} from '../lib/dom.js';

const THEME = {cssClass: 'ace-chainrule', cssText: '', isDark: false};

/// A worksheet that can be written in. Enter goes into the text, Escape leaves it, so that the
/// keyboard is never caught. Events: `change` when the text changes, `run` on Ctrl+Enter.
class Editor extends HTMLElement {
  connectedCallback() {
    if (this.ready) {
      return;
    }
    this.text ??= '';
    this.marks ??= [];
    this.place = h('div', {class: 'editor-place'});
    this.append(
      this.place,
      h('p', {class: 'faint small editor-keys'}, 'Enter to write, Escape to leave, Ctrl+Enter to run.'),
    );
    this.ready = this.start();
    this.ready.catch((error) => this.append(h('p', {class: 'notice wrong'}, error.message)));
  }

  async start() {
    const library = await ace();
    const editor = library.edit(this.place, {
      mode: 'ace/mode/python',
      value: this.text,
      theme: THEME,
      enableKeyboardAccessibility: true,
      showPrintMargin: false,
      fontSize: '0.82rem',
      tabSize: 4,
      useSoftTabs: true,
      useWorker: false,
      minLines: Number(this.getAttribute('min') ?? 12),
      maxLines: Number(this.getAttribute('max') ?? 34),
      highlightActiveLine: false,
      scrollPastEnd: 0,
      fixedWidthGutter: true,
    });
    editor.clearSelection();
    editor.textInput.setAriaOptions?.({setLabel: true});
    editor.textInput.getElement().setAttribute('aria-label', this.getAttribute('label') ?? 'Worksheet');
    // Browsers let the keyboard stop at whatever scrolls; here it would find nothing to do.
    for (const bar of this.place.querySelectorAll('.ace_scrollbar')) {
      bar.tabIndex = -1;
    }
    editor.commands.addCommand({
      name: 'run',
      bindKey: {win: 'Ctrl-Enter', mac: 'Command-Enter'},
      exec: () => this.dispatchEvent(new CustomEvent('run', {bubbles: true})),
    });
    editor.session.on('change', () => {
      if (!this.quietly) {
        this.dispatchEvent(new CustomEvent('change', {bubbles: true}));
      }
    });
    this.editor = editor;
    this.annotate(this.marks);
  }

  get value() {
    return this.editor ? this.editor.getValue() : (this.text ?? '');
  }

  set value(text) {
    this.text = text;
    if (this.editor && this.editor.getValue() !== text) {
      this.quietly = true;
      this.editor.setValue(text, -1);
      this.quietly = false;
    }
  }

  /// Shows marks at lines: `{line, column, text, type}`, where `type` is `error`, `warning` or
  /// `info`; `line` counts from 1.
  annotate(marks) {
    this.marks = marks;
    if (!this.editor) {
      return;
    }
    const {session} = this.editor;
    session.setAnnotations(
      marks.map(({line, column, text, type}) => ({row: line - 1, column: (column ?? 1) - 1, text, type})),
    );
    for (const marker of this.markers ?? []) {
      session.removeMarker(marker);
    }
    const {Range} = window.ace.require('ace/range');
    this.markers = marks
      .filter(({type}) => type !== 'info')
      .map(({line, type}) => session.addMarker(new Range(line - 1, 0, line - 1, 1), `line-${type}`, 'fullLine'));
  }

  /// Moves to `line`, counted from 1, and into the text.
  goTo(line) {
    this.editor?.gotoLine(line, 0, false);
    this.editor?.focus();
    this.scrollIntoView({block: 'nearest'});
  }

  /// Replaces `line` by `text`, with the line's own indentation.
  replaceLine(line, text) {
    const {session} = this.editor;
    const {Range} = window.ace.require('ace/range');
    const was = session.getLine(line - 1);
    const indent = /^\s*/.exec(was)[0];
    const now = text.split('\n').map((part) => indent + part).join('\n');
    session.replace(new Range(line - 1, 0, line - 1, was.length), now);
    this.editor.clearSelection();
  }
}

customElements.define('cr-editor', Editor);
