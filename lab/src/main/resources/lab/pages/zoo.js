import {get, post, run} from '../lib/api.js';
import {h} from '../lib/dom.js';
import {subjectOf} from '../lib/numbers.js';
import {pack} from '../lib/share.js';
import {captioned} from '../elements/cr-matrix.js';
import {diagnosis, isRight} from '../elements/cr-verdicts.js';

const CHOICES = 6;

/// A right worksheet with one mistake put in, to be named from its numbers.
export async function open(content) {
  document.title = 'Bug zoo';
  const zoo = new Zoo(content);
  await zoo.start();
  return zoo;
}

function shuffled(list) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

class Zoo {
  constructor(content) {
    this.worksheets = h('select', {id: 'zoo-worksheet'});
    this.kinds = h('select', {id: 'zoo-kind'}, h('option', {value: ''}, 'Surprise me'));
    this.case = h('div', {class: 'zoo-case'});
    this.explanation = document.createElement('cr-explanation');
    this.case.addEventListener('why', ({detail: {name, index}}) => this.explanation.ask(this.source, null, subjectOf(name, index)));
    content.append(
      h('h1', null, 'Bug zoo'),
      h('p', {class: 'lead'}, 'Take a right worksheet, let one mistake in, and name it from the numbers. Then ask the doctor.'),
      h(
        'form',
        {class: 'row', onsubmit: (event) => this.submit(event)},
        h('div', {class: 'zoo-field'}, h('label', {for: 'zoo-worksheet'}, 'Worksheet'), this.worksheets),
        h('div', {class: 'zoo-field'}, h('label', {for: 'zoo-kind'}, 'Mistake'), this.kinds),
        h('button', {type: 'submit', class: 'main'}, 'Put a mistake in'),
      ),
      this.case,
    );
  }

  async start() {
    const [examples, mistakes] = await Promise.all([get('/api/examples'), get('/api/mistakes')]);
    this.sources = new Map(examples.map(({name, source}) => [name, source]));
    this.mistakes = mistakes;
    this.worksheets.append(...examples.map(({name, title}) => h('option', {value: name}, title)));
    if (this.sources.has('three_parameters')) {
      this.worksheets.value = 'three_parameters';
    }
    this.kinds.append(...mistakes.map(({id, title}) => h('option', {value: id}, title)));
  }

  async submit(event) {
    event.preventDefault();
    const chosen = this.kinds.value || null;
    const source = this.sources.get(this.worksheets.value);
    this.case.replaceChildren(h('p', {class: 'status', role: 'status'}, 'Looking for a place…'));
    try {
      const made = await post('/api/mistakes', {source, id: chosen, seed: Math.floor(Math.random() * 2 ** 31)});
      const answer = await run(made.source, ['check', 'trace']);
      this.show(made, answer, chosen);
    } catch (error) {
      this.case.replaceChildren(h('p', {class: 'notice wrong', role: 'alert'}, error.message));
    }
  }

  show(made, {check, trace}, chosen) {
    this.source = made.source;
    this.explanation.clear();
    const wrong = check.checks.filter((one) => !isRight(one));
    const first = wrong.find((one) => one.status !== 'inherited') ?? wrong[0];
    const says = h('div', {role: 'status', 'aria-live': 'polite'});
    const doctor = h('div', {class: 'doctor'});
    const ask = h('button', {type: 'button', onclick: () => this.doctor(doctor, made, check, first)}, 'Ask the doctor');
    this.case.replaceChildren(
      h('h2', null, first ? ['Something is wrong with ', h('code', {class: 'plain'}, first.name)] : 'No number shows this mistake'),
      h(
        'p',
        null,
        first
          ? `It is the gradient of ${first.of}, and ${wrong.length === 1 ? 'no other gradient is wrong' : `${wrong.length} of ${check.checks.length} gradients are wrong, some because of it`}. Compare it with the true one:`
          : 'With these values the mistake changes nothing: that is a lesson of its own.',
      ),
      first && trace.steps ? this.numbers(first, trace.steps) : '',
      this.explanation,
      chosen ? '' : this.guess(made, says),
      says,
      h('p', {class: 'row'}, ask),
      doctor,
    );
  }

  numbers(check, steps) {
    const written = steps.find(({name}) => name === check.name);
    const truth = steps.find(({name}) => name === check.of);
    return h(
      'div',
      {class: 'pair'},
      written ? captioned('as written', 'value', {name: check.name, shape: written.shape, values: written.value}) : '',
      truth?.grad ? captioned('true', 'grad', {name: check.of, shape: truth.shape, values: truth.grad}) : '',
    );
  }

  guess(made, says) {
    const known = this.mistakes.find(({id}) => id === made.id);
    const others = shuffled(this.mistakes.filter(({id}) => id !== made.id)).slice(0, CHOICES - 1);
    const choices = shuffled([known ?? {id: made.id, title: made.id, what: ''}, ...others]);
    const answer = (event) => {
      const isRightGuess = event.target.value === made.id;
      says.replaceChildren(
        h('p', {class: isRightGuess ? 'right' : 'wrong'}, isRightGuess ? `✓ That is it, at line ${made.line}.` : '✗ Not that one. Look at the ratio of the two, their signs, and where they are equal.'),
      );
    };
    return h(
      'fieldset',
      {class: 'guesses', onchange: answer},
      h('legend', null, 'Which mistake is it?'),
      choices.map(({id, title, what}) =>
        h('label', null, h('input', {type: 'radio', name: 'guess', value: id}), h('span', null, title, what ? h('span', {class: 'faint small'}, `: ${what}`) : '')),
      ),
    );
  }

  async doctor(place, made, check, first) {
    const packed = await pack(made.source);
    place.replaceChildren(
      ...(first ? diagnosis(first) : []),
      h(
        'dl',
        {class: 'defs'},
        h('dt', null, `Line ${made.line} was`),
        h('dd', null, h('code', null, made.was)),
        h('dt', null, 'It became'),
        h('dd', null, h('code', null, made.now)),
      ),
      h('p', null, h('a', {href: `#/workbench/${packed}`}, 'Open it in the workbench')),
    );
  }
}
