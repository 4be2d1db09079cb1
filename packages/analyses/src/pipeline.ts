import { type Config, type Engine, seedsOf } from '@superposition/core/config';
import type { TrainedModel } from '@superposition/core/engine';
import type { ResponseFacts } from '@superposition/core/response-facts';
import {
  configAt,
  type SweptSettings,
  sweepsOf,
  sweptPaths,
  sweptSettings,
} from '@superposition/core/sweeps';
import type { Weights } from '@superposition/core/weights';
import { float64, json, record } from '@superposition/pipeline/codec';
import { given } from '@superposition/pipeline/given';
import { type Stage, stage } from '@superposition/pipeline/stage';
import { task } from '@superposition/pipeline/task';
import { evaluation, givenModel, heatmaps, trainedModel } from './codecs.js';
import type { CrossGain } from './cross-gain.js';
import { differingPaths } from './document-settings.js';
import type { EffectiveMap } from './effective-map.js';
import type { Geometry } from './geometry.js';
import type { InputWeights } from './input-weights.js';
import type { Model } from './model.js';
import { once } from './once.js';
import { sparsityGrid } from './sparsity-grid.js';
import type { TfjsBackend } from './train-tfjs.js';
import type { TrainingParams } from './training-steps.js';

/** Every task of the analyses. A stage of this module's graph is one of these with parameters and inputs. */
export const tasks = {
  trainKernel: task<typeof import('./train-kernel.js').trainKernel>(
    '@superposition/analyses/train-kernel#trainKernel',
    { codec: trainedModel, runs: 'worker' },
  ),
  trainReference: task<typeof import('./train-reference.js').trainReference>(
    '@superposition/analyses/train-reference#trainReference',
    { codec: trainedModel, runs: 'worker' },
  ),
  trainTfjs: task<typeof import('./train-tfjs.js').trainTfjs>(
    '@superposition/analyses/train-tfjs#trainTfjs',
    {
      codec: trainedModel,
      runs: 'worker',
      externals: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-node'],
    },
  ),
  evaluateModel: task<typeof import('./evaluate-model.js').evaluateModel>(
    '@superposition/analyses/evaluate-model#evaluateModel',
    { codec: evaluation, runs: 'worker' },
  ),
  responses: task<typeof import('./responses.js').responses>('@superposition/analyses/responses#responses', {
    codec: record<ResponseFacts>({
      positive: float64,
      negative: float64,
      effective: float64,
      crossGain: json(),
    }),
    runs: 'worker',
  }),
  measureQuantities: task<typeof import('./measure-quantities.js').measureQuantities>(
    '@superposition/analyses/measure-quantities#measureQuantities',
    { codec: json(), runs: 'worker' },
  ),
  summariseQuantities: task<typeof import('./summarise-quantities.js').summariseQuantities>(
    '@superposition/analyses/summarise-quantities#summariseQuantities',
    { codec: json() },
  ),
  featureOrders: task<typeof import('./feature-orders.js').featureOrders>(
    '@superposition/analyses/feature-orders#featureOrders',
    { codec: json(), runs: 'worker' },
  ),
  perFeatureMse: task<typeof import('./per-feature-mse.js').perFeatureMse>(
    '@superposition/analyses/per-feature-mse#perFeatureMse',
    { codec: json() },
  ),
  responseCurves: task<typeof import('./response-curves.js').responseCurves>(
    '@superposition/analyses/response-curves#responseCurves',
    { codec: json(), runs: 'worker' },
  ),
  inputWeights: task<typeof import('./input-weights.js').inputWeights>(
    '@superposition/analyses/input-weights#inputWeights',
    { codec: record<InputWeights>({ matrix: heatmaps, facts: json() }) },
  ),
  effectiveMap: task<typeof import('./effective-map.js').effectiveMap>(
    '@superposition/analyses/effective-map#effectiveMap',
    { codec: record<EffectiveMap>({ output: heatmaps, effective: heatmaps, facts: json() }), runs: 'worker' },
  ),
  geometry: task<typeof import('./geometry.js').geometry>('@superposition/analyses/geometry#geometry', {
    codec: record<Geometry>({ cosines: heatmaps, facts: json() }),
    runs: 'worker',
  }),
  sparsityPoint: task<typeof import('./sparsity-point.js').sparsityPoint>(
    '@superposition/analyses/sparsity-point#sparsityPoint',
    { codec: json(), runs: 'worker' },
  ),
  sparsitySweep: task<typeof import('./sparsity-sweep.js').sparsitySweep>(
    '@superposition/analyses/sparsity-sweep#sparsitySweep',
    { codec: json() },
  ),
  lossComparison: task<typeof import('./loss-comparison.js').lossComparison>(
    '@superposition/analyses/loss-comparison#lossComparison',
    { codec: json() },
  ),
  crossGain: task<typeof import('./cross-gain.js').crossGain>(
    '@superposition/analyses/cross-gain#crossGain',
    {
      codec: record<CrossGain>({ matrix: heatmaps, facts: json() }),
      runs: 'worker',
    },
  ),
  isolatedAndTotal: task<typeof import('./isolated-and-total.js').isolatedAndTotal>(
    '@superposition/analyses/isolated-and-total#isolatedAndTotal',
    { codec: json() },
  ),
  sweepPoint: task<typeof import('./sweep-point.js').sweepPoint>(
    '@superposition/analyses/sweep-point#sweepPoint',
    { codec: json(), runs: 'worker' },
  ),
  sweepSummary: task<typeof import('./sweep-summary.js').sweepSummary>(
    '@superposition/analyses/sweep-summary#sweepSummary',
    { codec: json() },
  ),
  convergence: task<typeof import('./convergence.js').convergence>(
    '@superposition/analyses/convergence#convergence',
    { codec: json() },
  ),
  judgeClaims: task<typeof import('./judge-claims.js').judgeClaims>(
    '@superposition/analyses/judge-claims#judgeClaims',
    { codec: json() },
  ),
} as const;

/** Facts of the machine that results of some engines depend on; whoever builds a graph finds them out before. */
export interface Machine {
  /** Needed where the engine is tfjs. */
  readonly tfjs?: TfjsBackend | undefined;
}

type TrainingStage = (name: string, params: TrainingParams, machine: Machine) => Stage<TrainedModel>;

/** The stage that trains one model, by engine. One that is not here cannot be chosen: `parseConfig` is given these names. */
export const engines = {
  kernel: (name, params) => stage(name, tasks.trainKernel, { params, inputs: {} }),
  reference: (name, params) => stage(name, tasks.trainReference, { params, inputs: {} }),
  tfjs: (name, params, { tfjs }) => {
    if (tfjs === undefined)
      throw new RangeError("engine 'tfjs' needs to be told the backend of TensorFlow.js");
    return stage(name, tasks.trainTfjs, { params: { ...params, tfjs }, inputs: {} });
  },
} as const satisfies Partial<Record<Engine, TrainingStage>>;

/** Active entries in the evaluation of a sweep's point, if evaluation.samples are not fewer. */
const entriesOfSweepPoint = 20_000;

/** A training has converged when its loss exceeds that of the longest by at most this share. */
const convergenceThreshold = 0.05;

/** What a graph is made for besides its config. */
export interface AnalysesOptions extends Machine {
  /** Weights to be measured instead of trained ones; what needs a training is left out then. */
  readonly weights?: Weights | undefined;
  readonly grid?: readonly number[];
}

/** The stages of the analyses of one config. */
export type Analyses = ReturnType<typeof buildAnalyses>;

/**
 * The graph of the analyses of a config, a pure function of it and of the machine's facts. Figures show the model of the
 * first seed; quantities and the loss comparison are over all of them. Given weights are the only model, evaluated on the
 * streams of seed 0. Throws a RangeError when the config's engine has no task, or needs a fact that is not given, or when
 * given weights are not of the config's shape.
 */
export function buildAnalyses(
  config: Config,
  { grid = sparsityGrid, weights, ...machine }: AnalysesOptions = {},
) {
  const { model: settings } = config;
  const { samples } = config.evaluation;
  const own = sweptSettings(config);
  const { activeProbability, lossExponent } = own;
  const seeds = weights === undefined ? seedsOf(config) : [0];
  if (weights !== undefined && !hasShape(weights, settings))
    throw new RangeError(
      `weights of ${weights.features} features × ${weights.neurons} neurons: the config has ` +
        `${settings.features} × ${settings.neurons}`,
    );
  const train: TrainingStage | undefined = Object.hasOwn(engines, config.engine)
    ? engines[config.engine as keyof typeof engines]
    : undefined;
  if (train === undefined)
    throw new RangeError(`engine '${config.engine}' is not one of ${Object.keys(engines).join(', ')}`);

  /** A model's name says how it deviates from the config, so models that several sweeps need are one stage. */
  const named = (at: SweptSettings, seed: number) => {
    const keys = Object.keys(sweptPaths) as (keyof SweptSettings)[];
    const deviations = keys.filter((key) => at[key] !== own[key]).map((key) => `${key}=${at[key]}`);
    return [...deviations, `seed=${seed}`].join(',');
  };
  const trainedAt = once(named, (name, at, seed) => {
    const { model, data, training } = configAt(config, at);
    const { seeds: _, ...trainingOfOne } = training;
    return train(`model[${name}]`, { model, data, training: trainingOfOne, seed }, machine);
  });
  const sweepPointAt = once(named, (name, at, seed) =>
    stage(`sweep-point[${name}]`, tasks.sweepPoint, {
      params: {
        activeProbability: at.activeProbability,
        lossExponent: at.lossExponent,
        activeEntries: Math.min(samples, entriesOfSweepPoint),
        seed,
      },
      inputs: { model: trainedAt(at, seed) },
    }),
  );

  /** One model with everything that is measured of it, under the config's own loss whatever it was trained with. */
  const measured = (name: string, model: Stage<Model>, seed: number) => {
    const responses = stage(`responses[${name}]`, tasks.responses, { params: {}, inputs: { model } });
    const evaluated = stage(`evaluation[${name}]`, tasks.evaluateModel, {
      params: { activeProbability, samples, lossExponent, seed },
      inputs: { model },
    });
    const quantities = stage(`quantities[${name}]`, tasks.measureQuantities, {
      params: {},
      inputs: { model, responses, evaluation: evaluated },
    });
    return { model, responses, evaluation: evaluated, quantities };
  };
  const trainedOf = (at: SweptSettings, seed: number) => measured(named(at, seed), trainedAt(at, seed), seed);
  const summaryOf = (name: string, models: readonly ReturnType<typeof measured>[]) =>
    stage(name, tasks.summariseQuantities, {
      params: {},
      inputs: { models: models.map(({ quantities }) => quantities) },
    });

  const models =
    weights === undefined
      ? seeds.map((seed) => trainedOf(own, seed))
      : [measured('given', given('model[given]', givenModel, { weights }), seeds[0]!)];
  const quantities = summaryOf('quantities', models);
  const trained = [{ trainedWith: lossExponent, quantities }];
  if (weights === undefined && lossExponent !== 2) {
    const ofSquares = seeds.map((seed) => trainedOf({ ...own, lossExponent: 2 }, seed));
    trained.push({ trainedWith: 2, quantities: summaryOf('quantities[lossExponent=2]', ofSquares) });
  }

  const [seed, first] = [seeds[0]!, models[0]!];
  const { model, responses } = first;
  /** The model that figures show, in the brackets of their stages' names. */
  const shown = weights === undefined ? named(own, seed) : 'given';
  const orders = stage(`feature-orders[${shown}]`, tasks.featureOrders, {
    params: {},
    inputs: { model },
  });
  const drawn = { params: {}, inputs: { model, orders } };
  const sweep = stage('sparsity-sweep', tasks.sparsitySweep, {
    params: {},
    inputs: {
      points: [...new Set([...grid, activeProbability])]
        .sort((a, b) => a - b)
        .map((probability) =>
          stage(`sparsity-sweep[activeProbability=${probability}]`, tasks.sparsityPoint, {
            params: { activeProbability: probability, activeEntries: samples, seed },
            inputs: { model },
          }),
        ),
    },
  });
  const sweeps = (weights === undefined ? sweepsOf(config) : []).map((each) => ({
    ...each,
    summary: stage(`sweep[${each.name}]`, tasks.sweepSummary, {
      params: { points: each.points, seeds: each.seeds },
      inputs: { models: each.points.flatMap((at) => each.seeds.map((seed) => sweepPointAt(at, seed))) },
    }),
  }));
  const overSteps = sweeps.find(({ name }) => name === 'trainingSteps');
  return {
    models,
    /** The models of the seeds; none where weights are given. */
    trainedModels: weights === undefined ? seeds.map((seed) => trainedAt(own, seed)) : [],
    sweeps,
    convergence:
      overSteps &&
      stage('convergence', tasks.convergence, {
        params: { threshold: convergenceThreshold },
        inputs: { sweep: overSteps.summary },
      }),
    quantities,
    perFeatureMse: stage(`per-feature-mse[${shown}]`, tasks.perFeatureMse, {
      params: { neurons: settings.neurons },
      inputs: { evaluation: first.evaluation, quantities: first.quantities },
    }),
    responseCurves: stage(`response-curves[${shown}]`, tasks.responseCurves, {
      params: {},
      inputs: { model, responses },
    }),
    inputWeights: stage(`input-weights[${shown}]`, tasks.inputWeights, drawn),
    effectiveMap: stage(`effective-map[${shown}]`, tasks.effectiveMap, drawn),
    geometry: stage(`geometry[${shown}]`, tasks.geometry, drawn),
    sparsitySweep: sweep,
    lossComparison:
      weights === undefined
        ? stage('loss-comparison', tasks.lossComparison, {
            params: {
              lossExponent,
              trainedWith: trained.map(({ trainedWith }) => trainedWith),
            },
            inputs: { trained: trained.map((each) => each.quantities) },
          })
        : undefined,
    crossGain: stage(`cross-gain[${shown}]`, tasks.crossGain, drawn),
    isolatedAndTotal: stage(`isolated-and-total[${shown}]`, tasks.isolatedAndTotal, {
      params: {},
      inputs: { responses, evaluation: first.evaluation },
    }),
    // They are about models trained in the document's experiment.
    claims:
      weights === undefined
        ? stage('claims', tasks.judgeClaims, {
            params: { differingPaths: differingPaths(config) },
            inputs: { quantities, sweep },
          })
        : undefined,
  } satisfies Record<string, Stage | readonly unknown[] | undefined>;
}

function hasShape(weights: Weights, { features, neurons }: Pick<Weights, 'features' | 'neurons'>): boolean {
  return weights.features === features && weights.neurons === neurons;
}
