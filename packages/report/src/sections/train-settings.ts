import { type initKinds, limits } from '@superposition/core/internal/config/limits';
import type { ReportSettings } from './report-settings.js';

/** A setting that readers change, as a number in a field and as a place on a slider. */
export interface TrainSetting {
  readonly name: 'features' | 'neurons' | 'activeProbability' | 'lossExponent' | 'steps' | 'seed';
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number | 'any';
  /** The values of the slider, ascending. */
  readonly stops: readonly number[];
}

/** The largest values on a slider: so much a phone trains in a few minutes, and has the memory for. */
const mostFeatures = 400;
const mostNeurons = 100;
const mostSteps = 20_000;
/** A model of the report may be larger, as long as its training takes less than 40 MB. */
const mostEntries = 2 ** 20;

/** Whether a page trains a model of this size. */
export function isTrainable({ model, training }: Pick<ReportSettings, 'model' | 'training'>): boolean {
  return (
    (model.features <= mostFeatures && model.neurons <= mostNeurons && training.steps <= mostSteps) ||
    model.features * model.neurons <= mostEntries
  );
}

/** What readers can set, beginning with the settings of the report as far as they are within the limits. */
export function trainSettings(settings: ReportSettings): readonly TrainSetting[] {
  const { model, data, training, seeds } = settings;
  const own = isTrainable(settings);
  const upTo = (most: number, value: number) => (own ? Math.max(most, value) : most);
  const setting = (
    name: TrainSetting['name'],
    label: string,
    value: number,
    range: Pick<TrainSetting, 'min' | 'max' | 'step'>,
    marks: readonly number[],
  ): TrainSetting => {
    const within = Math.min(value, range.max);
    const stops = [...new Set([...marks.filter((mark) => mark <= range.max), within])].sort((a, b) => a - b);
    return { name, label, value: within, ...range, stops };
  };
  const count = (most: number) => ({ min: 1, max: most, step: 1 });
  return [
    setting(
      'features',
      'features n',
      model.features,
      count(upTo(mostFeatures, model.features)),
      [1, 2, 3, 5, 10, 20, 30, 50, 70, 100, 150, 200, 300, 400],
    ),
    setting(
      'neurons',
      'neurons m',
      model.neurons,
      count(upTo(mostNeurons, model.neurons)),
      [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 70, 100],
    ),
    setting(
      'activeProbability',
      'probability p',
      data.activeProbability,
      { ...limits.activeProbability, step: 'any' },
      [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1],
    ),
    setting(
      'lossExponent',
      'loss exponent q',
      training.lossExponent,
      { ...limits.lossExponent, step: 0.5 },
      [1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8],
    ),
    setting(
      'steps',
      'steps',
      training.steps,
      count(upTo(mostSteps, training.steps)),
      [1, 10, 30, 100, 200, 300, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000],
    ),
    setting('seed', 'seed', seeds[0] ?? 0, { ...limits.seed, step: 1 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
  ];
}

/** How the weights may start, with the words on the buttons. */
export const starts: readonly (readonly [kind: (typeof initKinds)[number], label: string])[] = [
  ['normal', 'normal'],
  ['kaiming-uniform', 'Kaiming'],
  ['xavier-uniform', 'Xavier'],
  ['naive', 'naive'],
];
