import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import { float64, json, record } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { evaluation, trainedModel } from './codecs.js';
import { tensorFlow } from './tensorflow-packages.js';
import {
  typicalEvaluation,
  typicalKernelTraining,
  typicalReferenceTraining,
  typicalTfjsTraining,
} from './typical-durations.js';

/** The tasks that train a model, and those that measure one model alone. */
export const modelTasks = {
  trainKernel: task<typeof import('./train-kernel.js').trainKernel>(
    '@superposition/analyses/train-kernel#trainKernel',
    { codec: trainedModel, runs: 'worker', typicalDuration: typicalKernelTraining },
  ),
  trainReference: task<typeof import('./train-reference.js').trainReference>(
    '@superposition/analyses/train-reference#trainReference',
    { codec: trainedModel, runs: 'worker', typicalDuration: typicalReferenceTraining },
  ),
  trainTfjs: task<typeof import('./train-tfjs.js').trainTfjs>(
    '@superposition/analyses/train-tfjs#trainTfjs',
    { codec: trainedModel, runs: 'worker', externals: tensorFlow, typicalDuration: typicalTfjsTraining },
  ),
  evaluateModel: task<typeof import('./evaluate-model.js').evaluateModel>(
    '@superposition/analyses/evaluate-model#evaluateModel',
    { codec: evaluation, runs: 'worker', typicalDuration: typicalEvaluation },
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
} as const;
