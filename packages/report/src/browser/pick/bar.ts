import {
  itemNames,
  nothingPicked,
  notDrawn,
  type PickedReading,
  pickedInWords,
  wordsOf,
} from '../../sentences/pick.js';
import { element } from '../element.js';
import { numberField } from './number-field.js';
import { isSame, type Picked } from './picked.js';

/** What the bar tells of what is picked. */
export interface Told {
  readonly readings: readonly PickedReading[];
  /** How many features, or neurons, there are. */
  readonly count: number;
  /** The names of figures that show others of its kind. */
  readonly notIn: readonly string[];
}

export interface PickBar {
  readonly show: (picked: Picked | undefined, told: Told) => void;
}

/** The line at the foot of the page with the numbers of what is picked, by which the reader goes on to others. */
export function pickBar(choose: (picked: Picked | undefined, step: boolean) => void): PickBar {
  let shown: Picked | undefined;
  let count = 0;
  const field = numberField((index) => shown && choose({ ...shown, index }, true));
  const by = (step: number, sign: string) =>
    button(sign, () => shown && choose({ ...shown, index: (shown.index + step + count) % count }, true));
  const [before, after] = [by(-1, '‹'), by(1, '›')];
  const label = element('label', '');
  const name = element('span', '');
  label.append(name, field.input);
  const readings = element('p', 'readings');
  const missing = element('p', 'missing');
  const close = button('×', () => choose(undefined, false));
  close.className = 'close';
  const steps = element('div', 'steps');
  steps.append(before, after);
  const bar = element('section', 'pick-bar');
  bar.dataset['added'] = '';
  bar.append(label, steps, readings, missing, close);
  const spoken = element('p', 'pick-spoken');
  spoken.dataset['added'] = '';
  spoken.setAttribute('role', 'status');
  document.querySelector('main')?.append(spoken);

  return {
    show(picked, told) {
      const isNew = !isSame(picked, shown);
      shown = picked;
      count = told.count;
      document.documentElement.toggleAttribute('data-picking', picked !== undefined);
      if (picked === undefined) {
        bar.remove();
        if (isNew) spoken.textContent = nothingPicked;
        return;
      }
      const what = itemNames[picked.item];
      name.textContent = what;
      field.set(picked.index, count);
      bar.ariaLabel = `Picked ${picked.item}`;
      before.ariaLabel = `Previous ${picked.item}`;
      after.ariaLabel = `Next ${picked.item}`;
      close.ariaLabel = close.title = `Clear the picked ${picked.item}`;
      readings.replaceChildren(...told.readings.map((reading) => readingElement(reading, choose)));
      const sentence = notDrawn(told.notIn);
      missing.textContent = sentence;
      missing.hidden = sentence === '';
      spoken.textContent = `${pickedInWords(picked.item, picked.index, told.readings)} ${sentence}`.trim();
      if (!bar.isConnected) document.querySelector('main')?.append(bar);
    },
  };
}

/** `gain 0.368 rank 89 of 100`; the neurons of a feature are buttons that pick them. */
function readingElement(
  reading: PickedReading,
  choose: (picked: Picked, step: boolean) => void,
): HTMLElement {
  const { name, value, more } = wordsOf(reading);
  const whole = element('span', 'reading');
  const strong = element('strong', '');
  if ('neurons' in reading && reading.neurons.length > 0)
    strong.append(
      ...reading.neurons.map((neuron) => {
        const link = button(String(neuron), () => choose({ item: 'neuron', index: neuron }, false));
        link.ariaLabel = `Neuron ${neuron}`;
        return link;
      }),
    );
  else strong.textContent = value;
  whole.append(`${name} `, strong, more === '' ? '' : ` ${more}`);
  return whole;
}

function button(text: string, onPress: () => unknown): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', () => void onPress());
  return made;
}
