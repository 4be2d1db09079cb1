import { type Config, seedsOf } from '@superposition/core/internal/config/config';
import { sweptSettings } from '@superposition/core/internal/config/sweeps';
import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Model } from '../models/model.js';
import { type Machine, trainingsOf } from '../models/stages.js';
import { modelTasks } from '../models/tasks.js';
import { quantityTasks } from './tasks.js';

/** A model with all its measurements, and the name that its stages have in brackets. */
export type MeasuredModel = ReturnType<typeof measuredModel>;

/**
 * Measures a model under the loss of the config, even if the model was trained with another loss.
 *
 * @param seed names the streams of the evaluation
 */
export function measuredModel(
  { data, evaluation, training }: Config,
  name: string,
  model: Stage<Model>,
  seed: number,
) {
  const responses = stage(`responses[${name}]`, modelTasks.responses, { params: {}, inputs: { model } });
  const evaluated = stage(`evaluation[${name}]`, modelTasks.evaluateModel, {
    params: {
      activeProbability: data.activeProbability,
      samples: evaluation.samples,
      lossExponent: training.lossExponent,
      seed,
    },
    inputs: { model },
  });
  const quantities = stage(`quantities[${name}]`, quantityTasks.measureQuantities, {
    params: {},
    inputs: { model, responses, evaluation: evaluated },
  });
  return { name, model, responses, evaluation: evaluated, quantities };
}

/**
 * The models of one config, one for each seed, measured as a report of this config measures them: a result that either has made serves both.
 *
 * @param point names the config among others of the same graph
 * @throws RangeError when the engine has no task, or needs a fact of the machine that is missing
 */
export function modelsOfPoint(config: Config, machine: Machine, point: string): readonly MeasuredModel[] {
  const trainings = trainingsOf(config, machine, point);
  const own = sweptSettings(config);
  return seedsOf(config).map((seed) =>
    measuredModel(config, trainings.nameOf(own, seed), trainings.stageAt(own, seed), seed),
  );
}

/** Every quantity over the models of the seeds. */
export function summaryStage(name: string, models: readonly MeasuredModel[]) {
  return stage(name, quantityTasks.summariseQuantities, {
    params: {},
    inputs: { models: models.map(({ quantities }) => quantities) },
  });
}
