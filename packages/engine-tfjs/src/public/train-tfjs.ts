import { engineOf, type TrainingEngine } from '@superposition/core/internal/public/engines';
import type { TensorFlow } from '../tensorflow.js';
import { trainTfjs as engine } from '../train-tfjs.js';
import { checkTensorFlow } from './arguments.js';

/**
 * A training engine for `train` of `@superposition/core`, written as a user of TensorFlow.js writes it: matrix products on
 * dense batches, automatic differentiation and `tf.train.adam`. It starts from the same weights and sees the same batches
 * as the reference engine, and agrees with it up to float32 rounding. The bits of the result depend on the backend.
 *
 * The engine yields after every step, and each step blocks. However it ends, it leaves no tensor in memory.
 *
 * @param tf the namespace of TensorFlow.js, with its backend chosen: `(await openBackend()).tf`
 * @throws TypeError for anything else; the engine throws ConfigError, TypeError or RangeError before any work
 */
export function trainTfjs(tf: TensorFlow): TrainingEngine {
  checkTensorFlow(tf);
  return engineOf(engine(tf));
}
