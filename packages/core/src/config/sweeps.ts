import type { Config, ConfigInput } from './config-schema.js';
import { seedList } from './seeds.js';
import { defaultMapSteps } from './sweep-schema.js';

/** The settings that a sweep may vary: m, p, q and the number of training steps. */
export interface SweptSettings {
  readonly neurons: number;
  readonly activeProbability: number;
  readonly lossExponent: number;
  readonly steps: number;
}

export type SweptSetting = keyof SweptSettings;

/** The config path of each setting, in the order in which the names of stages list them. */
export const sweptPaths = {
  neurons: 'model.neurons',
  activeProbability: 'data.activeProbability',
  lossExponent: 'training.lossExponent',
  steps: 'training.steps',
} as const satisfies Record<SweptSetting, string>;

/** The values that the config itself gives to these settings. */
export function sweptSettings({ model, data, training }: Config): SweptSettings {
  return {
    neurons: model.neurons,
    activeProbability: data.activeProbability,
    lossExponent: training.lossExponent,
    steps: training.steps,
  };
}

/** The config with these settings in place of its own. One point of a sweep trains with it. */
export function configAt(config: Config, settings: SweptSettings): Config {
  const { neurons, activeProbability, lossExponent, steps } = settings;
  return {
    ...config,
    model: { ...config.model, neurons },
    data: { ...config.data, activeProbability },
    training: { ...config.training, lossExponent, steps },
  };
}

export type SweepName = keyof Config['sweeps'];

/** One axis of a sweep: the setting that varies, the config path that lists its values, and the values, ascending. */
export interface SweepAxis {
  readonly setting: SweptSetting;
  readonly path: string;
  readonly values: readonly number[];
}

/** Trainings at every combination of the axes’ values, with each of the seeds. */
export interface Sweep {
  readonly name: SweepName;
  readonly axes: readonly [SweepAxis] | readonly [SweepAxis, SweepAxis];
  /** Every combination. The last axis varies fastest. */
  readonly points: readonly SweptSettings[];
  readonly seeds: readonly number[];
}

const lineGrids: Readonly<Record<SweptSetting, readonly number[]>> = {
  neurons: [1, 2, 5, 10, 20, 30, 50, 70, 90],
  activeProbability: [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
  lossExponent: [1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8],
  steps: [100, 300, 1000, 3000, 10_000, 30_000],
};

const mapGrids = {
  ...lineGrids,
  neurons: [1, 2, 5, 10, 15, 20, 40],
  lossExponent: [1.5, 2, 3, 4, 5, 6, 8],
} as const;

/** The longest training of the default sweep over steps, as a multiple of the config’s own number of steps. */
const longestOfDefault = 30;

/**
 * The sweeps of a config, without those that have an empty list of values. Values that the config gives are taken as
 * they are. A default grid also contains the config’s own value, so that the sweep passes through the model of the
 * report. The other numbers of neurons in it are below the number of features, where features must share neurons. The
 * other numbers of steps in it are at most 30 × training.steps.
 */
export function sweepsOf(config: Config): Sweep[] {
  const { sweeps, model, training } = config;
  const own = sweptSettings(config);
  const fits: Readonly<Record<SweptSetting, (value: number) => boolean>> = {
    neurons: (neurons) => neurons < model.features,
    activeProbability: () => true,
    lossExponent: () => true,
    steps: (steps) => steps <= longestOfDefault * training.steps,
  };
  const axis = (
    setting: SweptSetting,
    path: string,
    given: readonly number[] | null,
    grid: readonly number[],
  ): SweepAxis => {
    const values = given ?? new Set([...grid.filter(fits[setting]), own[setting]]);
    return { setting, path: `sweeps.${path}`, values: [...values].sort((a, b) => a - b) };
  };
  const line = (name: 'neurons' | 'activeProbability' | 'lossExponent', steps: number): Sweep => {
    const given = sweeps[name];
    const only = axis(name, `${name}.values`, given.values, lineGrids[name]);
    return sweep(name, [only], { ...own, steps }, given.seeds);
  };
  const map = (name: 'exponentByProbability' | 'neuronsByProbability', first: 'lossExponent' | 'neurons') => {
    const { values, seeds, steps } = sweeps[name];
    const given: Readonly<Partial<Record<SweptSetting, readonly number[] | null>>> = values;
    const axisOf = (setting: 'lossExponent' | 'neurons' | 'activeProbability') =>
      axis(setting, `${name}.values.${setting}`, given[setting] ?? null, mapGrids[setting]);
    const settings = { ...own, steps: steps ?? Math.min(training.steps, defaultMapSteps) };
    return sweep(name, [axisOf(first), axisOf('activeProbability')], settings, seeds);
  };
  const { trainingSteps } = sweeps;
  return [
    line('neurons', sweeps.neurons.steps ?? training.steps),
    line('activeProbability', sweeps.activeProbability.steps ?? training.steps),
    line('lossExponent', sweeps.lossExponent.steps ?? training.steps),
    sweep(
      'trainingSteps',
      [axis('steps', 'trainingSteps.values', trainingSteps.values, lineGrids.steps)],
      own,
      trainingSteps.seeds,
    ),
    map('exponentByProbability', 'lossExponent'),
    map('neuronsByProbability', 'neurons'),
  ].filter(({ points }) => points.length > 0);
}

function sweep(
  name: SweepName,
  axes: Sweep['axes'],
  settings: SweptSettings,
  seeds: Config['training']['seeds'],
): Sweep {
  const points = (axes as readonly SweepAxis[]).reduce<readonly SweptSettings[]>(
    (made, { setting, values }) =>
      made.flatMap((point) => values.map((value) => ({ ...point, [setting]: value }))),
    [settings],
  );
  return { name, axes, points, seeds: seedList(seeds) };
}

/** The settings of a config that has no sweeps. */
export const noSweeps = {
  neurons: { values: [] },
  activeProbability: { values: [] },
  lossExponent: { values: [] },
  trainingSteps: { values: [] },
  exponentByProbability: { values: { lossExponent: [] } },
  neuronsByProbability: { values: { neurons: [] } },
} satisfies ConfigInput['sweeps'];
