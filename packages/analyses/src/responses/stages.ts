import { type Stage, stage } from '@superposition/pipeline/stage';
import type { ResponseFacts } from '@superposition/core/response-facts';
import type { Model } from '../models/model.js';
import type { OrdersStage } from '../weights/stages.js';
import { responseTasks } from './tasks.js';

/** What a model answers to one feature alone: at that feature's output, and at all others. */
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
