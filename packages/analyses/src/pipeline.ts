import { type Config, type Engine, seedsOf } from '@superposition/core/config';
import type { TrainedModel } from '@superposition/core/engine';
import {
  configAt,
  type SweptSettings,
  sweepsOf,
  sweptPaths,
  sweptSettings,
} from '@superposition/core/sweeps';
import type { Weights } from '@superposition/core/weights';
import { given } from '@superposition/pipeline/given';
import { type Stage, stage } from '@superposition/pipeline/stage';
import { givenModel } from './models/codecs.js';
import { differingPaths } from './claims/document-settings.js';
import type { Model } from './models/model.js';
import { memoizeByName } from './models/memoize-by-name.js';
import { sparsityGrid } from './error/sparsity-grid.js';
import { tasks } from './tasks.js';
import type { TfjsBackend } from './models/tfjs-backend.js';
import type { TrainingParams } from './models/training-steps.js';

export { tasks };

/** Facts of the machine that results of some engines depend on; whoever builds a graph finds them out before. */
export interface Machine {
  /** Needed where the engine is tfjs; without it there is no cross-check. */
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

/** So many steps of the first model's training are repeated by TensorFlow.js. */
const comparedSteps = 200;

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
  const trainedAt = memoizeByName(named, (name, at, seed) => {
    const { model, data, training } = configAt(config, at);
    const { seeds: _, ...trainingOfOne } = training;
    return train(`model[${name}]`, { model, data, training: trainingOfOne, seed }, machine);
  });
  const sweepPointAt = memoizeByName(named, (name, at, seed) =>
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
  const { seeds: _, ...trainingOfOne } = config.training;
  const { tfjs } = machine;
  const crossCheck =
    weights === undefined && config.report.crossCheck && tfjs !== undefined
      ? stage(`cross-check[seed=${seed}]`, tasks.crossCheck, {
          params: { model: settings, data: config.data, training: trainingOfOne, seed, comparedSteps, tfjs },
          inputs: {},
        })
      : undefined;
  const isCompared = weights === undefined && config.report.crossCheckStatistics && tfjs !== undefined;
  const crossCheckStatistics = isCompared
    ? stage('cross-check-statistics', tasks.compareQuantities, {
        params: {},
        inputs: {
          ours: quantities,
          theirs: summaryOf(
            'quantities[tfjs]',
            seeds.map((each) => {
              const params = {
                model: settings,
                data: config.data,
                training: trainingOfOne,
                seed: each,
                tfjs,
              };
              const alone = stage(`tfjs-model[seed=${each}]`, tasks.trainTfjsAlone, { params, inputs: {} });
              return measured(`tfjs,seed=${each}`, alone, each);
            }),
          ),
        },
      })
    : undefined;
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
    crossCheck,
    crossCheckStatistics,
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
