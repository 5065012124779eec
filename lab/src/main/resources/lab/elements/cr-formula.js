import {h, scrolls} from '../lib/dom.js';
import katex from '/webjars/katex/dist/katex.mjs';

/// Sets `element`'s content to a formula in LaTeX. KaTeX's own builder sets styles through the
/// object model, which the content-security-policy allows; its text output would not be allowed.
export function typeset(element, latex, display = false) {
  katex.render(latex, element, {displayMode: display, throwOnError: false, trust: false, strict: 'ignore'});
}

/// A formula on a line of its own, for other elements.
export function formula(latex) {
  const element = h('div', {class: 'formula'});
  typeset(element, latex);
  return scrolls(element, 'Formula');
}

/// A formula: `<cr-formula>\frac{1}{2}</cr-formula>`, on a line of its own with `display`.
class Formula extends HTMLElement {
  connectedCallback() {
    if (this.latex === undefined) {
      this.latex = this.textContent.trim();
      typeset(this, this.latex, this.hasAttribute('display'));
      if (this.hasAttribute('display')) {
        scrolls(this, 'Formula');
      } else {
        this.keepTogether();
      }
    }
  }

  /// Takes the punctuation behind it in, which would else begin a line: a browser may break one after
  /// each part of a formula.
  keepTogether() {
    const behind = this.nextSibling;
    const marks = behind?.nodeType === Node.TEXT_NODE ? /^[.,:;?!)]+/.exec(behind.data)?.[0] : null;
    if (marks) {
      behind.data = behind.data.slice(marks.length);
      this.append(marks);
    }
  }
}

customElements.define('cr-formula', Formula);
