import {h} from '../lib/dom.js';
import {lessons, screens} from '../lib/lessons.js';
import {markSeen, save, seen} from '../lib/storage.js';

/// A lesson, a screen at a time: `#/lesson/bag-of-words/2`, and `#/lesson/bag-of-words/2/e[0,1]`
/// with an entry that is explained.
export async function open(content, [id, number, subject]) {
  const page = new Lesson(content);
  await page.load(id, number, subject);
  return page;
}

class Lesson {
  constructor(content) {
    this.content = content;
    content.addEventListener('explained', (event) => this.remember(event.detail.subject));
  }

  async load(id, number, subject) {
    const list = await lessons();
    this.lesson = list.find((one) => one.id === id) ?? list[0];
    this.next = list[this.lesson.number];
    this.screens = await screens(this.lesson.id);
    save(`screens.${this.lesson.id}`, this.screens.length);
    this.dots = h('ol', {class: 'screens', 'aria-label': 'Screens'});
    this.place = h('div', {class: 'screen-place'});
    this.foot = h('nav', {class: 'lesson-foot', 'aria-label': 'Screen'});
    this.where = h('span', {class: 'faint small'});
    this.content.replaceChildren(
      h('div', {class: 'lesson-head'}, h('h1', null, `Lesson ${this.lesson.number}: ${this.lesson.title}`), this.where),
      this.dots,
      this.place,
      this.foot,
    );
    this.show(Number(number ?? 1), subject);
  }

  async update([id, number, subject]) {
    if (id !== this.lesson.id) {
      await this.load(id, number, subject);
    } else if (Number(number ?? 1) !== this.number) {
      this.show(Number(number ?? 1), subject);
    } else {
      return true;
    }
    scrollTo(0, 0);
    this.place.querySelector('h2')?.focus({preventScroll: true});
    return true;
  }

  show(wanted, subject) {
    this.number = Math.max(1, Math.min(this.screens.length, Number.isInteger(wanted) ? wanted : 1));
    const template = this.screens[this.number - 1];
    const section = document.importNode(template, true);
    section.classList.add('screen');
    const heading = section.querySelector('h2');
    heading?.setAttribute('tabindex', '-1');
    this.place.replaceChildren(section);
    this.links();
    markSeen(this.lesson.id, this.number);
    this.where.textContent = `Screen ${this.number} of ${this.screens.length}`;
    document.title = `${heading?.textContent ?? this.lesson.title}: ${this.lesson.title}`;
    if (subject) {
      section.querySelector('cr-trace')?.ask(subject).catch((error) => console.error(error));
    }
  }

  /// Keeps the entry that is explained in the address, so that the link leads back to it.
  remember(subject) {
    history.replaceState(null, '', `#/lesson/${this.lesson.id}/${this.number}/${encodeURIComponent(subject)}`);
  }

  links() {
    const {id} = this.lesson;
    const opened = seen(id);
    this.dots.replaceChildren(
      ...this.screens.map((screen, at) => {
        const title = screen.querySelector('h2')?.textContent ?? `Screen ${at + 1}`;
        return h(
          'li',
          null,
          h('a', {
            href: `#/lesson/${id}/${at + 1}`,
            class: opened.has(at + 1) ? 'seen' : null,
            'aria-current': at + 1 === this.number ? 'step' : null,
            'aria-label': `${at + 1}: ${title}`,
            title,
          }),
        );
      }),
    );
    const last = this.number === this.screens.length;
    const forward = last
      ? this.next
        ? {href: `#/lesson/${this.next.id}/1`, text: `Next lesson: ${this.next.title} →`}
        : {href: '#/', text: 'To the lessons →'}
      : {href: `#/lesson/${id}/${this.number + 1}`, text: 'Next →'};
    this.foot.replaceChildren(
      this.number > 1
        ? h('a', {class: 'button', href: `#/lesson/${id}/${this.number - 1}`}, '← Back')
        : h('a', {class: 'button', href: '#/'}, '← All lessons'),
      h('a', {class: 'button main', href: forward.href}, forward.text),
    );
  }
}

