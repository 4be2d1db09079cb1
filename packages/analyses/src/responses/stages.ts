import { type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import type { Model } from '../models/model.js';
import type { OrdersStage } from '../weights/stages.js';
import { responseTasks } from './tasks.js';

/** The responses of a model to one feature alone: at the output of that feature, and at all other outputs. */
export function responseStages(
  {
    name,
    model,
    responses,
  }: { readonly name: string; readonly model: Stage<Model>; readonly responses: Stage<ResponseFacts> },
  orders: OrdersStage,
) {
  return {
    responseCurves: stage(`response-curves[${name}]`, responseTasks.responseCurves, {
      params: {},
      inputs: { model, responses },
    }),
    crossGain: stage(`cross-gain[${name}]`, responseTasks.crossGain, {
      params: {},
      inputs: { model, orders },
    }),
  };
}
