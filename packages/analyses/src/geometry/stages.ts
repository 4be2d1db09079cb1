import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Model } from '../models/model.js';
import type { OrdersStage } from '../weights/stages.js';
import { geometryTasks } from './tasks.js';

/** The directions of a model's features. */
export function geometryStages(
  { name, model }: { readonly name: string; readonly model: Stage<Model> },
  orders: OrdersStage,
) {
  return {
    geometry: stage(`geometry[${name}]`, geometryTasks.geometry, { params: {}, inputs: { model, orders } }),
  };
}
