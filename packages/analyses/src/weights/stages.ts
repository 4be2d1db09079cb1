import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Model } from '../models/model.js';
import { weightTasks } from './tasks.js';

/**
 * The weight matrices of a model, and the orders of its features that all drawings use.
 *
 * @param models all models of the config, this one first
 */
export function weightStages(
  { name, model }: { readonly name: string; readonly model: Stage<Model> },
  models: readonly Stage<Model>[],
) {
  const orders = stage(`feature-orders[${name}]`, weightTasks.featureOrders, {
    params: {},
    inputs: { model },
  });
  const drawn = { params: {}, inputs: { model, orders } };
  return {
    orders,
    inputWeights: stage(`input-weights[${name}]`, weightTasks.inputWeights, drawn),
    neuronUses: stage('neuron-uses', weightTasks.neuronUses, { params: {}, inputs: { models } }),
    effectiveMap: stage(`effective-map[${name}]`, weightTasks.effectiveMap, drawn),
  };
}

/** The stage that finds the orders of a model's features. */
export type OrdersStage = ReturnType<typeof weightStages>['orders'];
