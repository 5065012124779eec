import {h} from '../lib/dom.js';
import {lessons} from '../lib/lessons.js';
import {load, seen} from '../lib/storage.js';

/// The path of the lessons, and where to go with a worksheet of one's own.
export async function open(content) {
  document.title = 'Chainrule lab';
  const list = await lessons();
  const places = list.map(progress);
  const next = places.find((place) => !place.done && place.begun) ?? places.find((place) => !place.done) ?? places[0];
  content.append(
    h('h1', null, 'Backpropagation, by hand'),
    h(
      'p',
      {class: 'lead'},
      'Write the backward pass yourself. Every number here is computed by the engine, every gradient can be asked why, and a wrong line is told what is wrong with it.',
    ),
    h(
      'div',
      {class: 'home-grid'},
      h(
        'section',
        {'aria-label': 'Lessons'},
        h('p', null, h('a', {class: 'button main', href: next.href}, next.begun ? `Go on: ${next.title}` : `Start: ${next.title}`)),
        h('ol', {class: 'chain'}, places.map(row)),
      ),
      h(
        'div',
        {class: 'aside'},
        h(
          'section',
          null,
          h('h2', null, 'Your own worksheet'),
          h('p', null, 'The workbench takes any worksheet: the Python of PyTorch, which runs there as it is. It checks what you wrote by hand and shows every value.'),
          h('p', null, h('a', {href: '#/workbench'}, 'Open the workbench')),
        ),
        h(
          'section',
          null,
          h('h2', null, 'Bug zoo'),
          h('p', null, 'A right worksheet with one mistake in it. Name the mistake from the numbers, then ask the doctor.'),
          h('p', null, h('a', {href: '#/zoo'}, 'Visit the zoo')),
        ),
        h(
          'section',
          null,
          h('h2', null, 'Reference'),
          h('p', null, 'Every operation: its formula, read off the rule that runs, its shapes, and an example.'),
          h('p', null, h('a', {href: '#/reference'}, 'Look something up')),
        ),
      ),
    ),
  );
  return {};
}

function progress(lesson) {
  const screens = seen(lesson.id);
  const count = load(`screens.${lesson.id}`, 0);
  return {
    ...lesson,
    count,
    seen: screens.size,
    begun: screens.size > 0,
    done: count > 0 && screens.size >= count,
    href: `#/lesson/${lesson.id}/${screens.size === 0 || screens.size >= count ? 1 : Math.max(...screens)}`,
  };
}

function row(lesson) {
  const state = lesson.done ? 'Done. ' : lesson.begun ? `${lesson.seen} of ${lesson.count} screens. ` : '';
  return h(
    'li',
    {class: lesson.done ? 'done' : lesson.begun ? 'begun' : null},
    h('span', {class: 'node', 'aria-hidden': 'true'}, lesson.done ? '✓' : String(lesson.number)),
    h('div', null, h('h2', null, h('a', {href: lesson.href}, lesson.title)), h('p', null, state + lesson.summary)),
  );
}
