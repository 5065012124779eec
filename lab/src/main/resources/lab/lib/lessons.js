import {LabError, textOf} from './api.js';

/// The lessons in order: `{id, title, summary, number, screens}`, where `screens` is 0 for a lesson
/// that is not written yet.
export async function lessons() {
  const list = JSON.parse(await textOf('/lessons/index.json'));
  return list.map((lesson, at) => ({...lesson, number: at + 1}));
}

/// The screens of a lesson, each a `<section>`.
export async function screens(id) {
  const known = await lessons();
  if (!known.some((lesson) => lesson.id === id)) {
    throw new LabError(`There is no lesson "${id}".`);
  }
  const page = new DOMParser().parseFromString(await textOf(`/lessons/${id}.html`), 'text/html');
  return [...page.querySelectorAll('body > section')];
}
