import { json } from '@superposition/pipeline/internal/values/codec';
import { task } from '@superposition/pipeline/internal/graph/task';
import { trainedModel } from '../models/codecs.js';
import { tensorFlow } from '../models/tensorflow-packages.js';
import { typicalTfjsTraining } from '../models/typical-durations.js';

/** The tasks that compare our trainings with those by TensorFlow.js. */
export const crossCheckTasks = {
  trainTfjsAlone: task<typeof import('../models/train-tfjs.js').trainTfjsAlone>(
    '@superposition/analyses/train-tfjs#trainTfjsAlone',
    { codec: trainedModel, runs: 'worker', externals: tensorFlow, typicalDuration: typicalTfjsTraining },
  ),
  crossCheck: task<typeof import('./cross-check.js').crossCheck>(
    '@superposition/analyses/cross-check#crossCheck',
    {
      codec: json(),
      runs: 'worker',
      externals: tensorFlow,
      typicalDuration: ({ comparedSteps, ...params }) =>
        typicalTfjsTraining({ ...params, training: { ...params.training, steps: comparedSteps } }),
    },
  ),
  compareQuantities: task<typeof import('./compare-quantities.js').compareQuantities>(
    '@superposition/analyses/compare-quantities#compareQuantities',
    { codec: json() },
  ),
} as const;
