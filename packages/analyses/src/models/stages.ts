import type { Config, Engine } from '@superposition/core/config';
import type { TrainedModel } from '@superposition/core/internal/training/engine';
import {
  configAt,
  type SweptSettings,
  sweptPaths,
  sweptSettings,
} from '@superposition/core/internal/config/sweeps';
import type { TrainingVariant } from '@superposition/core/internal/training/variant';
import type { Weights } from '@superposition/core/internal/network/weights';
import { given } from '@superposition/pipeline/internal/graph/given';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import { givenModel } from './codecs.js';
import { memoizeByName } from './memoize-by-name.js';
import type { Model } from './model.js';
import { modelTasks } from './tasks.js';
import type { TfjsBackend } from './tfjs-facts.js';
import type { TrainingParams } from './training-steps.js';

/** Facts of the machine on which the results of some engines depend. Whoever builds a graph finds them out before. */
export interface Machine {
  /** Needed when the engine is tfjs. Without it there is no cross-check. */
  readonly tfjs?: TfjsBackend | undefined;
}

/** Stages whose values a training takes. */
interface TrainingInputStages {
  readonly start?: Stage<Model>;
}

type TrainingStage = (
  name: string,
  params: TrainingParams,
  machine: Machine,
  inputs?: TrainingInputStages,
) => Stage<TrainedModel>;

/**
 * The stage that trains one model, by engine. Callers give these names to `parseConfig`, so no other engine can be
 * chosen.
 */
export const engines = {
  kernel: (name, params, _machine?: Machine, inputs: TrainingInputStages = {}) =>
    stage(name, modelTasks.trainKernel, { params, inputs }),
  reference: (name, params, _machine?: Machine, inputs: TrainingInputStages = {}) =>
    stage(name, modelTasks.trainReference, { params, inputs }),
  tfjs: (name, params, { tfjs }, inputs = {}) => {
    if (tfjs === undefined)
      throw new RangeError("engine 'tfjs' needs to be told the backend of TensorFlow.js");
    return stage(name, modelTasks.trainTfjs, { params: { ...params, tfjs }, inputs });
  },
} as const satisfies Partial<Record<Engine, TrainingStage>>;

/** The trainings of a config, and of the configs of its sweeps. */
export interface Trainings {
  /** Names a model by how it deviates from the config: `neurons=20,seed=3`. Without a deviation: `seed=3`. */
  nameOf(at: SweptSettings, seed: number): string;
  /** The stage that trains this model. However many sweeps ask for it, it is one stage. */
  stageAt(at: SweptSettings, seed: number): Stage<TrainedModel>;
  /** The stage of a training that differs from the ordinary one at these settings. */
  variantAt(variant: NamedVariant, at: SweptSettings, seed: number): Stage<TrainedModel>;
}

/** How a training differs from an ordinary one of the same settings. */
export interface NamedVariant {
  /** Stands first in the brackets of the stage's name. */
  readonly name: string;
  readonly variant?: TrainingVariant;
  readonly initKind?: Config['model']['init']['kind'];
  readonly training?: Partial<Pick<TrainingParams['training'], 'learningRate' | 'schedule'>>;
  readonly start?: Stage<Model>;
}

/**
 * Prepares the stages that train models with the config's engine.
 *
 * @param point stands first in the names of models, where a graph has trainings of several configs
 * @throws RangeError when the engine has no task; `stageAt` throws one when the engine needs a fact of the machine that
 *   is missing
 */
export function trainingsOf(config: Config, machine: Machine, point?: string): Trainings {
  const train: TrainingStage | undefined = Object.hasOwn(engines, config.engine)
    ? engines[config.engine as keyof typeof engines]
    : undefined;
  if (train === undefined)
    throw new RangeError(`engine '${config.engine}' is not one of ${Object.keys(engines).join(', ')}`);
  const own = sweptSettings(config);
  const nameOf = (at: SweptSettings, seed: number) => {
    const keys = Object.keys(sweptPaths) as (keyof SweptSettings)[];
    const deviations = keys.filter((key) => at[key] !== own[key]).map((key) => `${key}=${at[key]}`);
    return [...(point === undefined ? [] : [point]), ...deviations, `seed=${seed}`].join(',');
  };
  return {
    nameOf,
    stageAt: memoizeByName(nameOf, (name, at, seed) =>
      train(`model[${name}]`, trainingParams(configAt(config, at), seed), machine),
    ),
    variantAt({ name, variant, initKind, training, start }, at, seed) {
      const { model, ...rest } = trainingParams(configAt(config, at), seed);
      const params = {
        ...rest,
        model: { ...model, init: { ...model.init, ...(initKind && { kind: initKind }) } },
        training: { ...rest.training, ...training },
        ...(variant && { variant }),
      };
      return train(`model[${name},${nameOf(at, seed)}]`, params, machine, start && { start });
    },
  };
}

/** Everything that one training of a config depends on. */
export function trainingParams({ model, data, training }: Config, seed: number): TrainingParams {
  const { seeds: _, ...trainingOfOne } = training;
  return { model, data, training: trainingOfOne, seed };
}

/**
 * The stage of a model whose weights are given to the graph.
 *
 * @throws RangeError when the weights do not have the shape of the config
 */
export function givenModelStage({ model }: Config, weights: Weights): Stage<Model> {
  if (weights.features !== model.features || weights.neurons !== model.neurons)
    throw new RangeError(
      `weights of ${weights.features} features × ${weights.neurons} neurons: the config has ` +
        `${model.features} × ${model.neurons}`,
    );
  return given('model[given]', { weights }, givenModel);
}
