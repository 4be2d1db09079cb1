import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Model } from '../models/model.js';
import type { OrdersStage } from '../weights/stages.js';
import { geometryTasks } from './tasks.js';

/** Of a model that is not large. */
const frames = 2000;

/**
 * The directions of a model's features, and of as many random ones.
 *
 * @param models all models of the config, this one first
 */
export function geometryStages(
  { name, model }: { readonly name: string; readonly model: Stage<Model> },
  orders: OrdersStage,
  models: readonly Stage<Model>[],
) {
  return {
    cosineDistributions: stage('cosine-distributions', geometryTasks.cosineDistributions, {
      params: { frames },
      inputs: { models },
    }),
    geometry: stage(`geometry[${name}]`, geometryTasks.geometry, { params: {}, inputs: { model, orders } }),
    randomFrames: randomFramesStage(name, model),
  };
}

/** The directions of a model's features beside random ones. */
export function randomFramesStage(name: string, model: Stage<Model>) {
  return stage(`random-frames[${name}]`, geometryTasks.randomFrames, {
    params: { frames },
    inputs: { model },
  });
}
