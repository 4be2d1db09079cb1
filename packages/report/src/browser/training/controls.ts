import type { ExperimentSettings } from '@superposition/core/internal/training/engine';

/** What the fields say: the settings of one training. */
export interface ChosenTraining {
  readonly config: ExperimentSettings;
  readonly seed: number;
}

const numberFields = (root: Element) => [
  ...root.querySelectorAll<HTMLInputElement>('.setting input[type=number]'),
];
const sliderOf = ({ id }: HTMLInputElement) =>
  document.querySelector<HTMLInputElement>(`input[data-of="${id}"]`)!;
const stopsOf = (slider: HTMLInputElement) => JSON.parse(slider.dataset['stops']!) as readonly number[];
const startButtons = (root: Element) => [...root.querySelectorAll<HTMLButtonElement>('button[name=start]')];

/** The settings of the report that the page was made with. */
function experimentOf(root: HTMLElement): ExperimentSettings {
  return JSON.parse(root.dataset['experiment']!) as ExperimentSettings;
}

/** The settings in the fields; undefined where a field is out of its range, of which the browser then tells the reader. */
export function chosenTraining(root: HTMLElement): ChosenTraining | undefined {
  const fields = numberFields(root);
  if (!fields.every((field) => field.reportValidity())) return undefined;
  const values = Object.fromEntries(fields.map(({ name, valueAsNumber }) => [name, valueAsNumber]));
  const { model, data, training } = experimentOf(root);
  const kind = startButtons(root).find((button) => button.ariaPressed === 'true')!.value;
  return {
    seed: values['seed']!,
    config: {
      model: {
        features: values['features']!,
        neurons: values['neurons']!,
        init: { ...model.init, kind: kind as ExperimentSettings['model']['init']['kind'] },
      },
      data: { ...data, activeProbability: values['activeProbability']! },
      training: { ...training, steps: values['steps']!, lossExponent: values['lossExponent']! },
    },
  };
}

/** Puts the settings of the report into all fields. */
export function resetControls(root: HTMLElement): void {
  for (const field of numberFields(root)) {
    field.value = field.defaultValue;
    placeSlider(field);
  }
  press(root, experimentOf(root).model.init.kind);
}

/** Keeps field and slider of a setting together, and one start pressed. */
export function followControls(root: HTMLElement, target: EventTarget | null): void {
  if (target instanceof HTMLButtonElement && target.name === 'start') press(root, target.value);
  if (!(target instanceof HTMLInputElement)) return;
  const { of } = target.dataset;
  if (of === undefined) {
    placeSlider(target);
    return;
  }
  const value = String(stopsOf(target)[target.valueAsNumber]);
  document.querySelector<HTMLInputElement>(`#${of}`)!.value = value;
  target.ariaValueText = value;
}

function press(root: HTMLElement, kind: string): void {
  for (const button of startButtons(root)) button.ariaPressed = String(button.value === kind);
}

/** The slider stands at the nearest of its values. */
function placeSlider(field: HTMLInputElement): void {
  const value = field.valueAsNumber;
  if (Number.isNaN(value)) return;
  const slider = sliderOf(field);
  const stops = stopsOf(slider);
  const far = stops.map((stop) => Math.abs(stop - value));
  slider.value = String(far.indexOf(Math.min(...far)));
  slider.ariaValueText = field.value;
}
