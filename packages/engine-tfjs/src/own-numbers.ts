import { type RandomStream, randomStream } from '@superposition/core/internal/numbers/random';
import type { TensorFlow } from './tensorflow.js';
import type { DrawNumbers } from './train-tfjs.js';

/**
 * Draws initial weights and batches with TensorFlow.js's own random number generators, seeded from the request's seed.
 * Throws a RangeError for an initialisation other than normal or uniform.
 */
export function ownNumbers(tf: TensorFlow): DrawNumbers {
  return ({ config, seed }) => {
    const { features, neurons, init } = config.model;
    const { batchSize } = config.training;
    const { activeProbability } = config.data;
    if (init.kind === 'naive') {
      throw new RangeError("model.init.kind = 'naive': a start by random numbers is 'normal' or uniform");
    }
    const xavier = Math.sqrt(6 / (features + neurons));
    const matrix = (shape: [number, number], stream: RandomStream) => {
      const bound = init.kind === 'xavier-uniform' ? xavier : 1 / Math.sqrt(shape[1]);
      const drawn =
        init.kind === 'normal'
          ? tf.randomNormal(shape, 0, init.scale, 'float32', stream.uint32())
          : tf.randomUniform(shape, -bound, bound, 'float32', stream.uint32());
      const entries = Float32Array.from(drawn.dataSync());
      drawn.dispose();
      return entries;
    };
    const weights = randomStream(seed, 'TensorFlow.js weights');
    return {
      start: {
        features,
        neurons,
        input: matrix([neurons, features], weights),
        output: matrix([features, neurons], weights),
      },
      fill: (dense: Float32Array, step: number) => {
        const stream = randomStream(seed, 'TensorFlow.js batch', step);
        const shape: [number, number] = [batchSize, features];
        const batch = tf.tidy(() => {
          const draw = tf.randomUniform(shape, 0, 1, 'float32', stream.uint32());
          const isActive = tf.cast(tf.less(draw, activeProbability), 'float32');
          return tf.mul(isActive, tf.randomUniform(shape, -1, 1, 'float32', stream.uint32()));
        });
        dense.set(batch.dataSync());
        batch.dispose();
      },
    };
  };
}
