import { checkNumbers, checkObject, described } from '@superposition/core/internal/public/arguments';
import { checkWeights } from '@superposition/core/internal/public/weights';
import type { TrainedModel } from '@superposition/core/internal/training/engine';
import type { Weights } from '@superposition/core/internal/network/weights';
import { prepareNative } from '../find-backend.js';
import { type LayersModelFiles, layersModelFiles as filesOf } from '../layers-model.js';
import { writeLossSummaries as write } from '../loss-summaries.js';
import type { TensorFlow } from '../tensorflow.js';
import { checkTensorFlow } from './arguments.js';

/**
 * Weights as the two files of a LayersModel of TensorFlow.js, `model.json` and `weights.bin`, which `tf.loadLayersModel`
 * reads: two dense layers without bias, relu after the first. Kernels are transposed, as TensorFlow.js has them.
 *
 * @param tf the namespace of TensorFlow.js: `(await openBackend()).tf`
 * @throws (rejects with) TypeError or RangeError as `checkWeights` of `@superposition/core` throws them
 */
export async function layersModelFiles(tf: TensorFlow, weights: Weights): Promise<LayersModelFiles> {
  checkTensorFlow(tf);
  checkWeights(weights);
  return filesOf(tf, weights);
}

/**
 * Writes a loss curve for TensorBoard into a folder of its own, as scalars named `loss`. It replaces the events that an
 * earlier process wrote there. Call it once for each folder in a process, because libtensorflow keeps its file open. It
 * needs native TensorFlow.
 *
 * @param curve the `curve` of what `train` resolved to
 * @throws (rejects with) TypeError or RangeError for wrong arguments, Error when native TensorFlow does not load
 */
export async function writeLossSummaries(folder: string, curve: TrainedModel['curve']): Promise<void> {
  if (typeof folder !== 'string' || folder === '')
    throw new TypeError(`folder is ${described(folder)}: must be the path of a folder`);
  checkObject('curve', curve, 'the curve of a trained model: { step, loss }');
  checkNumbers('curve.step', curve.step);
  checkNumbers('curve.loss', curve.loss, curve.step.length, ', as many as curve.step');
  prepareNative();
  await write(folder, curve);
}
