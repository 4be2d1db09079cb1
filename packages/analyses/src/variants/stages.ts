import type { Config } from '@superposition/core/config';
import { convergedSteps, longestSteps } from '@superposition/core/internal/config/sweep-grids';
import { sweepsOf, type SweptSettings, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { NamedVariant, Trainings } from '../models/stages.js';
import type { Findings } from '../understanding/finding.js';
import type { LinePoint } from '../understanding/line-findings.js';
import { mostSeeds } from '../understanding/stages.js';
import { hasToShare } from '../understanding/understanding-params.js';
import { type LineModel, linesOf } from './lines.js';
import { variantTasks } from './tasks.js';
import type { TrainedRow } from './trained-row.js';

const nonNegative: NamedVariant = { name: 'non-negative', variant: { inputConstraint: 'non-negative' } };
const linear: NamedVariant = { name: 'linear', variant: { activation: 'identity' } };
const naiveStart: NamedVariant = { name: 'naive-start', initKind: 'naive' };

/** Densities and numbers of neurons at which a full report asks for variants, besides those of the sweeps; designed words at all depths. */
const naiveDensities = [0.002, 0.2];
const neuronsOfVariants = [20, 50];
const neuronsOfNaive = [2, 10, 50, 90];
/**
 * Lengths of the words of designed codes that trainings start from, of which only a full report has all, and the rate, which is too
 * small to change them much.
 */
const designs = [2, 3, 4];
const designTraining = { learningRate: 0.0005, schedule: 'constant' } as const;

/** A group of rows: its name in the ids, and the measured trainings of its seeds. */
export type Group = readonly [name: string, rows: readonly Stage<TrainedRow>[]];

/**
 * Other trainings beside the converged twin of the report's model, measured. A brief report has none of them, and only a full one has
 * several seeds, longer trainings and other settings.
 */
export function trainedGroups(
  config: Config,
  trainings: Trainings,
  seeds: readonly number[],
): readonly Group[] {
  const { model, report } = config;
  if (report.depth === 'brief' || !hasToShare(model)) return [];
  const rowsOf = openRows(config, trainings, seeds[0]!);
  const isFull = report.depth === 'full';
  return [
    ...standardGroups(config, rowsOf, seeds.slice(0, mostSeeds), isFull),
    ...designedGroups(config, rowsOf, isFull ? designs : designs.slice(0, 1), seeds[0]!),
    ...(isFull ? fullGroups(config, rowsOf) : []),
    ...(isFull || trainsLongest(config)
      ? [rowsOf.group('longest', undefined, { steps: longestSteps(config) }, seeds.slice(0, 1))]
      : []),
  ];
}

/** Whether the sweep over steps trains the longest training anyway. */
function trainsLongest(config: Config): boolean {
  const overSteps = sweepsOf(config).find(({ name }) => name === 'trainingSteps');
  return overSteps?.points.some(({ steps }) => steps === longestSteps(config)) ?? false;
}

/** The findings of these trainings, if there are any. */
export function trainedFindingsStage(groups: readonly Group[]): Stage<Findings> | undefined {
  if (groups.length === 0) return undefined;
  return stage('trained-findings', variantTasks.trainedFindings, {
    params: { names: groups.flatMap(([name, rows]) => rows.map(() => name)) },
    inputs: { rows: groups.flatMap(([, rows]) => rows) },
  });
}

/**
 * What the theory and the shape of the solution are along the lines that the sweeps of a config train, and of the converged model at
 * its own settings: no further training.
 */
export function lineFindingsStage(
  config: Config,
  trainings: Trainings,
  seed: number,
): Stage<Findings> | undefined {
  const lines = linesOf(config).map((model) => ({ point: pointOf(model), at: model.at }));
  const all = [
    ...lines,
    ...ownOf(config).filter((own) => lines.every(({ point }) => point.name !== own.point.name)),
  ];
  if (all.length === 0) return undefined;
  return stage('line-findings', variantTasks.lineFindings, {
    params: { points: all.map(({ point }) => ({ ...point })) },
    inputs: { models: all.map(({ at }) => trainings.stageAt(at, seed)) },
  });
}

/** Designed words beside the models of the sweep over neurons that have more of them, where a standard report says how they compare. */
export function designFindingsStage(
  config: Config,
  trainings: Trainings,
  seed: number,
): Stage<Findings> | undefined {
  const { data, training, report } = config;
  const larger = linesOf(config).filter(
    ({ line, at }) =>
      line.name === 'neurons' &&
      at.neurons !== config.model.neurons &&
      neuronsOfVariants.includes(at.neurons),
  );
  if (report.depth === 'brief' || larger.length === 0) return undefined;
  return stage('design-findings', variantTasks.designFindings, {
    params: {
      names: larger.map((each) => pointOf(each).name),
      activeProbability: data.activeProbability,
      lossExponent: training.lossExponent,
    },
    inputs: {
      models: larger.map(({ at }) => trainings.stageAt(at, seed)),
      twin: trainings.stageAt({ ...sweptSettings(config), steps: convergedSteps(config) }, seed),
    },
  });
}

/** The converged model at the settings of the config, as a point of the line over densities, which may lack it. */
function ownOf(config: Config): readonly { readonly point: LinePoint; readonly at: SweptSettings }[] {
  if (config.model.neurons >= config.model.features) return [];
  const at = { ...sweptSettings(config), steps: convergedSteps(config) };
  const { activeProbability, lossExponent } = at;
  const name = `activeProbability=${activeProbability}`;
  return [{ point: { name, activeProbability, lossExponent, isSparse: false }, at }];
}

function pointOf({ line: { name, axes }, at }: LineModel): LinePoint {
  const [{ setting }] = axes;
  const { activeProbability, lossExponent } = at;
  const isSparse = name === 'lossExponentSparse';
  return {
    name: `${isSparse ? 'sparse.' : ''}${setting}=${at[setting]}`,
    activeProbability,
    lossExponent,
    isSparse,
  };
}

type Rows = ReturnType<typeof openRows>;

/** Makes the rows of a config: at its own settings, but for the steps of the twin and for what is changed. */
function openRows(config: Config, trainings: Trainings, shownSeed: number) {
  const twin = { ...sweptSettings(config), steps: convergedSteps(config) };
  const { lossExponent } = twin;
  const made = new Map<string, Stage<TrainedRow>>();
  const rowOf = (variant: NamedVariant | undefined, change: Partial<SweptSettings>, seed: number) => {
    const at = { ...twin, ...change };
    const { activeProbability, neurons } = at;
    const name = [...(variant ? [variant.name] : []), trainings.nameOf(at, seed)].join(',');
    const activation = variant?.variant?.activation;
    // At the most steps that are allowed, some trainings are the same.
    const known = made.get(name);
    if (known !== undefined) return known;
    const row = stage(`trained-row[${name}]`, variantTasks.trainedRow, {
      params: { activeProbability, lossExponent, ...(activation && { activation }) },
      inputs: {
        model: variant ? trainings.variantAt(variant, at, seed) : trainings.stageAt(at, seed),
        twin: trainings.stageAt({ ...twin, activeProbability, neurons }, shownSeed),
      },
    });
    made.set(name, row);
    return row;
  };
  return {
    twinOf: (seed: number) => trainings.stageAt(twin, seed),
    /** The rows of some seeds. */
    group: (
      name: string,
      variant: NamedVariant | undefined,
      change: Partial<SweptSettings>,
      seeds: readonly number[],
    ): Group => [name, seeds.map((seed) => rowOf(variant, change, seed))],
    /** The rows of one seed along a setting. */
    along: (
      name: string,
      variant: NamedVariant | undefined,
      setting: 'neurons' | 'activeProbability' | 'steps',
      values: readonly number[],
      change: Partial<SweptSettings> = {},
    ): readonly Group[] =>
      values.map((value) => [
        `${name}.${setting}=${value}`,
        [rowOf(variant, { ...change, [setting]: value }, shownSeed)],
      ]),
  };
}

function standardGroups(
  config: Config,
  { along, group, twinOf }: Rows,
  seeds: readonly number[],
  isFull: boolean,
): readonly Group[] {
  const several = isFull ? seeds : seeds.slice(0, 1);
  const squares = { lossExponent: 2 };
  // Where the starts of the squares meet shows over three lengths: the report's, the twin's, and three times the twin's.
  const lengths = [config.training.steps, 3 * convergedSteps(config)];
  const freeValues = several.map((seed): Group => {
    const start = stage(`word-support[seed=${seed}]`, variantTasks.onWords, {
      params: {},
      inputs: { model: twinOf(seed) },
    });
    const variant = { name: 'free-values', variant: { inputConstraint: 'fixed-support' }, start } as const;
    return group('freeValues', variant, {}, [seed]);
  });
  return [
    group('twins', undefined, {}, seeds),
    group('report', undefined, { steps: config.training.steps }, seeds.slice(0, 1)),
    group('naiveStart', naiveStart, {}, several),
    group('nonNegative', nonNegative, {}, several),
    ...freeValues,
    group('linear', linear, {}, several),
    ...along('nonNegative', nonNegative, 'activeProbability', otherDensities(config)),
    ...(config.training.lossExponent === 2
      ? []
      : [
          group('squares', undefined, squares, several),
          group('squaresNaiveStart', naiveStart, squares, several),
          ...along('squares', undefined, 'steps', lengths, squares),
          ...along('squaresNaiveStart', naiveStart, 'steps', lengths, squares),
        ]),
  ];
}

const others = (values: readonly number[], own: number) => values.filter((value) => value !== own);

/** The densities other than the report's at which the sweep over them has converged models to compare with. */
function otherDensities(config: Config): readonly number[] {
  const densities = linesOf(config)
    .filter(({ line }) => line.name === 'activeProbability')
    .map(({ at }) => at.activeProbability);
  return others(densities, config.data.activeProbability);
}

/** Trainings that start from designed codes of words of these lengths. */
function designedGroups(
  { model, data, training }: Config,
  { group }: Rows,
  lengths: readonly number[],
  seed: number,
): readonly Group[] {
  return lengths
    .filter((length) => length < model.neurons)
    .map((length) => {
      const start = stage(`design[length=${length}]`, variantTasks.designStart, {
        params: {
          features: model.features,
          neurons: model.neurons,
          length,
          activeProbability: data.activeProbability,
          lossExponent: training.lossExponent,
        },
        inputs: {},
      });
      const name = `design[length=${length}]`;
      return group(`design.K=${length}`, { name, start, training: designTraining }, {}, [seed]);
    });
}

function fullGroups(config: Config, { along }: Rows): readonly Group[] {
  const { model, data } = config;
  const fits = (neurons: number) => neurons < model.features;
  const larger = others(neuronsOfVariants, model.neurons).filter(fits);
  return [
    ...along('nonNegative', nonNegative, 'neurons', larger),
    ...along('linear', linear, 'neurons', larger),
    ...along('twins', undefined, 'activeProbability', otherDensities(config)),
    ...along('naiveStart', naiveStart, 'neurons', others(neuronsOfNaive, model.neurons).filter(fits)),
    ...along('naiveStart', naiveStart, 'activeProbability', others(naiveDensities, data.activeProbability)),
  ];
}
