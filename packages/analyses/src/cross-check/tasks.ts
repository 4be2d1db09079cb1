import { json } from '@superposition/pipeline/codec';
import { task } from '@superposition/pipeline/task';
import { trainedModel } from '../models/codecs.js';
import { tensorFlow } from '../models/tensorflow-packages.js';

/** The tasks that compare our trainings with those by TensorFlow.js. */
export const crossCheckTasks = {
  trainTfjsAlone: task<typeof import('../models/train-tfjs.js').trainTfjsAlone>(
    '@superposition/analyses/train-tfjs#trainTfjsAlone',
    { codec: trainedModel, runs: 'worker', externals: tensorFlow },
  ),
  crossCheck: task<typeof import('./cross-check.js').crossCheck>(
    '@superposition/analyses/cross-check#crossCheck',
    { codec: json(), runs: 'worker', externals: tensorFlow },
  ),
  compareQuantities: task<typeof import('./compare-quantities.js').compareQuantities>(
    '@superposition/analyses/compare-quantities#compareQuantities',
    { codec: json() },
  ),
} as const;
