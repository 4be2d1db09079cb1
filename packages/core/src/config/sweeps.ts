import type { Config, ConfigInput } from './config-schema.js';
import { seedList } from './seeds.js';
import { limits } from './limits.js';
import { convergedSteps, lineGrid, longestSteps, mapGrid } from './sweep-grids.js';

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

/** A tenth of the report's p, where few features are active together. Rounded, so that it equals the value of a grid. */
function sparserThan(activeProbability: number): number {
  return Math.max(limits.activeProbability.min, Number((activeProbability / 10).toPrecision(12)));
}

/**
 * The sweeps of a config, without those that have an empty list of values. Values that the config gives are taken as
 * they are. A default grid depends on the depth of the report: brief has none, and only full has maps. It also contains
 * the config's own value, and the other numbers of neurons in it are below the number of features, where features must
 * share neurons. The default sweep over steps contains the length of the other sweeps and a longer one.
 */
export function sweepsOf(config: Config): Sweep[] {
  const { sweeps, model, training, report } = config;
  const { depth } = report;
  const own = sweptSettings(config);
  const fits: Readonly<Record<SweptSetting, (value: number) => boolean>> = {
    neurons: (neurons) => neurons < model.features,
    activeProbability: () => true,
    lossExponent: () => true,
    steps: (steps) => steps <= longestSteps(config),
  };
  const axis = (
    setting: SweptSetting,
    path: string,
    given: readonly number[] | null,
    grid: readonly number[],
    also: readonly number[] = [own[setting]],
  ): SweepAxis => {
    const byDefault = grid.length === 0 ? [] : new Set([...grid.filter(fits[setting]), ...also]);
    return { setting, path: `sweeps.${path}`, values: [...(given ?? byDefault)].sort((a, b) => a - b) };
  };
  const trained = training.seeds;
  const first = (count: number) => seedList(trained).slice(0, count);
  const seedsOfLine = (given: typeof trained | null) => given ?? first(depth === 'full' ? 3 : 1);
  const converged = convergedSteps(config);

  const line = (name: 'neurons' | 'activeProbability' | 'lossExponent' | 'lossExponentSparse'): Sweep => {
    const { values, seeds, steps } = sweeps[name];
    const setting = name === 'lossExponentSparse' ? 'lossExponent' : name;
    const settings = { ...own, steps: steps ?? converged };
    if (name === 'lossExponentSparse') {
      settings.activeProbability = sweeps[name].activeProbability ?? sparserThan(own.activeProbability);
    }
    const only = axis(setting, `${name}.values`, values, lineGrid(name, depth));
    return sweep(name, [only], settings, seedsOfLine(seeds));
  };
  const map = (name: 'exponentByProbability' | 'neuronsByProbability', up: 'lossExponent' | 'neurons') => {
    const { values, seeds, steps } = sweeps[name];
    const given: Readonly<Partial<Record<SweptSetting, readonly number[] | null>>> = values;
    const isDrawn = depth === 'full' || Object.values(given).some((each) => each !== null);
    const axisOf = (setting: 'lossExponent' | 'neurons' | 'activeProbability') =>
      axis(setting, `${name}.values.${setting}`, given[setting] ?? null, isDrawn ? mapGrid(setting) : []);
    const settings = { ...own, steps: steps ?? converged };
    return sweep(name, [axisOf(up), axisOf('activeProbability')], settings, seeds ?? first(1));
  };
  const { trainingSteps } = sweeps;
  const overSteps = axis(
    'steps',
    'trainingSteps.values',
    trainingSteps.values,
    lineGrid('trainingSteps', depth),
    [own.steps, converged, longestSteps(config)],
  );
  return [
    line('neurons'),
    line('activeProbability'),
    line('lossExponent'),
    line('lossExponentSparse'),
    sweep('trainingSteps', [overSteps], own, seedsOfLine(trainingSteps.seeds)),
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
  lossExponentSparse: { values: [] },
  trainingSteps: { values: [] },
  exponentByProbability: { values: { lossExponent: [] } },
  neuronsByProbability: { values: { neurons: [] } },
} satisfies ConfigInput['sweeps'];
