import {post} from '../lib/api.js';
import {freshId, h} from '../lib/dom.js';
import {format, parse} from '../lib/numbers.js';
import './cr-plot.js';

const PASSES = [
  ['tape', 'by the tape'],
  ['fused', 'by the tape, batch norm as one operation'],
  ['manual', 'written by hand, no tape'],
];

/// What a reader may change, by the names of the settings.
const FIELDS = {
  hidden: {label: 'Hidden units', min: 1, max: 512, step: 1},
  steps: {label: 'Steps', min: 1, max: 100_000, step: 1},
  lr: {label: 'Learning rate', text: true},
};

/// Attributes by the settings that they give; `hidden` means something else in HTML.
const ATTRIBUTES = {hidden: 'units', steps: 'steps', lr: 'lr', backward: 'backward', seed: 'seed'};

/// A training of the character model on the server, watched while it runs:
/// `<cr-training units="64" steps="20000" lr="0.1,14000:0.01" backward="manual" change="lr">`.
/// `change` names the settings that the reader may change (`hidden` units, `steps`, `lr`, `backward`).
class CharacterTraining extends HTMLElement {
  connectedCallback() {
    if (this.form) {
      return;
    }
    this.settings = {model: 'mlp'};
    for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
      if (this.hasAttribute(attribute)) {
        this.settings[name] = this.getAttribute(attribute);
      }
    }
    const changed = (this.getAttribute('change') ?? '').split(' ').filter(Boolean);
    this.go = h('button', {type: 'submit', class: 'main'}, 'Start');
    this.pause = h('button', {type: 'button', hidden: true, onclick: () => this.turn()}, 'Pause');
    this.end = h('button', {type: 'button', hidden: true, onclick: () => this.tell('stop')}, 'Stop');
    this.form = h(
      'form',
      {class: 'training-form', onsubmit: (event) => this.start(event)},
      changed.map((name) => this.field(name)),
      h('div', {class: 'row'}, this.go, this.pause, this.end),
    );
    this.says = h('p', {class: 'training-says', role: 'status'});
    this.numbers = h('dl', {class: 'training-numbers', hidden: true});
    this.plot = h('cr-plot', {hidden: true});
    this.samples = h('div', {class: 'training-samples'});
    this.health = h('div', {class: 'training-health'});
    this.append(this.form, this.says, this.numbers, this.plot, this.samples, this.health);
  }

  disconnectedCallback() {
    this.events?.close();
    if (this.running) {
      this.tell('stop');
    }
  }

  field(name) {
    const id = freshId('training');
    const value = this.settings[name] ?? '';
    const input =
      name === 'backward'
        ? h('select', {id, name}, PASSES.map(([key, title]) => h('option', {value: key, selected: key === value}, title)))
        : h('input', {id, name, value, ...(FIELDS[name].text ? {type: 'text', spellcheck: 'false', autocomplete: 'off'} : {type: 'number', ...FIELDS[name], label: null}), required: true});
    return h('div', {class: 'training-field'}, h('label', {for: id}, name === 'backward' ? 'Backward pass' : FIELDS[name].label), input);
  }

  async start(event) {
    event.preventDefault();
    this.events?.close();
    const chosen = Object.fromEntries(new FormData(this.form));
    this.curve = {smoothed: [], validation: []};
    this.apart = null;
    this.samples.replaceChildren();
    this.health.replaceChildren();
    this.go.disabled = true;
    this.say('Starting…');
    try {
      const {id} = await post('/api/trainings', {...this.settings, ...chosen});
      this.id = id;
      this.watch(id);
    } catch (error) {
      this.go.disabled = false;
      this.say(error.message, 'wrong');
    }
  }

  watch(id) {
    this.running = true;
    this.paused = false;
    this.pause.textContent = 'Pause';
    this.pause.hidden = false;
    this.end.hidden = false;
    this.plot.hidden = false;
    this.numbers.hidden = false;
    const events = new EventSource(`/api/trainings/${id}/events`);
    this.events = events;
    const on = (name, action) => events.addEventListener(name, (event) => action.call(this, JSON.parse(event.data)));
    on('progress', this.progress);
    on('samples', ({samples}) => this.showSamples('Samples so far', samples));
    on('health', ({findings}) => this.showHealth(findings));
    on('compared', this.compared);
    on('end', this.ended);
    on('failed', ({message}) => this.over(message, 'wrong'));
  }

  progress({step, loss, validation, steps_per_second: speed}) {
    if (!this.paused) {
      this.say('Training.');
    }
    const {smoothed, validation: known} = this.curve;
    if (loss !== null) {
      smoothed.push([step, parse(loss)]);
    }
    if (validation !== null && known.at(-1)?.[1] !== parse(validation)) {
      known.push([step, parse(validation)]);
    }
    this.show([['step', step.toLocaleString('en')], ['loss', loss === null ? '' : format(loss)], ['validation', validation === null ? '' : format(validation)], ['steps a second', Math.round(parse(speed)).toLocaleString('en')]]);
    this.draw();
  }

  draw() {
    const {smoothed, validation} = this.curve;
    this.plot.show({
      x: {label: 'step', from: 0},
      y: {label: 'loss, nats'},
      series: [
        {name: 'training, smoothed', look: 'gradient', points: thinned(smoothed)},
        {name: 'validation', look: 'other', points: validation, dots: true},
      ],
    });
  }

  show(pairs) {
    if (this.apart) {
      pairs.push(['by hand and by tape differ by', this.apart]);
    }
    this.numbers.replaceChildren(...pairs.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', {class: 'num'}, value))));
  }

  compared({difference}) {
    this.apart = `${parse(difference).toExponential(1).replace('-', '−')} of the largest gradient`;
  }

  showSamples(title, samples) {
    this.samples.replaceChildren(h('h3', null, title), h('p', {class: 'samples'}, samples.filter((sample) => sample !== '').join(', ')));
  }

  showHealth(findings) {
    this.health.replaceChildren(
      h('h3', null, 'Health'),
      findings.length === 0
        ? h('p', {class: 'right'}, '✓ Nothing deserves attention.')
        : h('ul', null, findings.map(({id, message}) => h('li', null, h('code', null, id), ' ', message))),
    );
  }

  ended({end, steps, seconds, loss, samples, health}) {
    const why = {done: 'Done', stopped: 'Stopped', left: 'Stopped, since nobody watched', time: 'Stopped: the lab gives no more time', 'not-finite': 'Stopped: the loss is not a finite number'}[end] ?? end;
    this.over(`${why} after ${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'} in ${parse(seconds).toFixed(1)} s.`, end === 'not-finite' ? 'wrong' : '');
    this.show([['train', shown(loss.train)], ['validation', shown(loss.val)], ['test', shown(loss.test)]]);
    this.showSamples('Samples of the trained model', samples);
    this.showHealth(health);
    if (end === 'done') {
      this.dispatchEvent(new CustomEvent('solved', {bubbles: true}));
    }
  }

  over(sentence, look) {
    this.running = false;
    this.events.close();
    this.pause.hidden = true;
    this.end.hidden = true;
    this.go.disabled = false;
    this.go.textContent = 'Start again';
    this.say(sentence, look);
  }

  async turn() {
    this.paused = !this.paused;
    this.pause.textContent = this.paused ? 'Go on' : 'Pause';
    await this.tell(this.paused ? 'pause' : 'resume');
    this.say(this.paused ? 'Paused.' : 'Training.');
  }

  async tell(what) {
    try {
      await post(`/api/trainings/${this.id}/${what}`, {});
    } catch (error) {
      this.say(error.message, 'wrong');
    }
  }

  say(sentence, look = '') {
    if (this.says.textContent !== sentence) {
      this.says.className = `training-says ${look}`;
      this.says.textContent = sentence;
    }
  }
}

function shown(loss) {
  return loss === null ? 'none' : format(loss);
}

/// As many points as a line can show.
function thinned(points) {
  const step = Math.ceil(points.length / 400);
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}

customElements.define('cr-training', CharacterTraining);
