import './elements/all.js';
import {h} from './lib/dom.js';
import {load, save} from './lib/storage.js';

const PAGES = {
  home: () => import('./pages/home.js'),
  lesson: () => import('./pages/lesson.js'),
  workbench: () => import('./pages/workbench.js'),
  zoo: () => import('./pages/zoo.js'),
  reference: () => import('./pages/reference.js'),
};

const main = document.getElementById('main');
let shown = null;
let page = null;

/// The parts of the fragment: `#/lesson/bag-of-words/2` is lesson, bag-of-words, 2.
function route() {
  const parts = location.hash.replace(/^#\/?/, '').split('/').filter((part) => part !== '');
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [];
  }
}

async function show() {
  if (location.hash === '#main') {
    return;
  }
  const parts = route();
  const name = parts[0] in PAGES ? parts[0] : 'home';
  const rest = parts.slice(1);
  mark(name === 'lesson' ? 'home' : name);
  if (shown === name && page?.update && (await page.update(rest))) {
    return;
  }
  page?.leave?.();
  const first = shown === null;
  shown = name;
  main.setAttribute('aria-busy', 'true');
  try {
    const module = await PAGES[name]();
    if (shown !== name) {
      return;
    }
    const content = h('div', {class: `page page-${name}`});
    main.replaceChildren(content);
    page = await module.open(content, rest);
  } catch (error) {
    page = null;
    main.replaceChildren(
      h('div', {class: 'page'}, h('h1', null, 'This page can not be shown'), h('div', {class: 'notice wrong', role: 'alert'}, h('p', null, error.message))),
    );
  }
  main.removeAttribute('aria-busy');
  if (!first) {
    scrollTo(0, 0);
    main.focus({preventScroll: true});
  }
}

function mark(name) {
  for (const link of document.querySelectorAll('.top nav a')) {
    if (link.dataset.page === name) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

const SCHEMES = ['system', 'light', 'dark'];

function useScheme(scheme) {
  const button = document.getElementById('scheme');
  if (scheme === 'system') {
    delete document.documentElement.dataset.scheme;
  } else {
    document.documentElement.dataset.scheme = scheme;
  }
  const words = {system: 'Auto', light: 'Light', dark: 'Dark'}[scheme];
  button.textContent = `Colours: ${words.toLowerCase()}`;
  button.setAttribute('aria-label', `Colours: ${words.toLowerCase()}. Change them`);
  button.onclick = () => {
    const next = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length];
    save('scheme', next);
    useScheme(next);
  };
}

useScheme(load('scheme', 'system'));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', show);
show();
