/// Makes an element. `props` are attributes; `on…` are listeners; a property of the element is set
/// where the name begins with a dot (`.value`). Styles are set through `style`, an object, since the
/// content-security-policy allows no style attribute.
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === 'style') {
      for (const [key, text] of Object.entries(value)) {
        element.style.setProperty(key, text);
      }
    } else if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name.startsWith('.')) {
      element[name.slice(1)] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/// Lets the keyboard scroll `element` whenever its content does not fit; `label` names it then.
export function scrolls(element, label) {
  const look = () => {
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) {
      element.tabIndex = 0;
      element.setAttribute('role', 'group');
      element.setAttribute('aria-label', label);
    } else {
      element.removeAttribute('tabindex');
      element.removeAttribute('role');
      element.removeAttribute('aria-label');
    }
  };
  const watcher = new ResizeObserver(look);
  watcher.observe(element);
  for (const child of element.children) {
    watcher.observe(child);
  }
  return element;
}

let last = 0;

/// An id that no other element has.
export function freshId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}

/// Calls `action` once `wait` milliseconds have passed without another call.
export function debounced(action, wait) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), wait);
  };
}

/// Lets the reader save `text` as a file.
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  h('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
