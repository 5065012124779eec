/// What the reader has done, kept in the browser. Storage may be full or forbidden: the lab then
/// works, and forgets.

const PREFIX = 'chainrule.';

export function load(key, otherwise) {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

export function save(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/// The numbers of the screens of `lesson` that were opened, from 1.
export function seen(lesson) {
  return new Set(load(`seen.${lesson}`, []));
}

export function markSeen(lesson, screen) {
  const screens = seen(lesson);
  screens.add(screen);
  save(`seen.${lesson}`, [...screens].sort((a, b) => a - b));
}
