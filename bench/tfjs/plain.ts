import type { ExperimentSettings } from '@superposition/core';
import type { TensorFlow } from '@superposition/engine-tfjs';

/** The document's training as one writes it first: random batches by TensorFlow.js, tf.pow, and nothing reused. */
export function plainTraining(tf: TensorFlow, { model, data, training }: ExperimentSettings): number {
  const { features, neurons, init } = model;
  const { steps, batchSize, learningRate, lossExponent } = training;
  const input = tf.variable(tf.randomNormal([features, neurons], 0, init.scale));
  const output = tf.variable(tf.randomNormal([neurons, features], 0, init.scale));
  const optimizer = tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  let last = Number.NaN;
  for (let step = 0; step < steps; step++) {
    // The optimiser reads it at every step, but has no public way to change it.
    Object.assign(optimizer, { learningRate: learningRate * 0.5 * (1 + Math.cos((Math.PI * step) / steps)) });
    tf.tidy(() => {
      const shape: [number, number] = [batchSize, features];
      const isActive = tf.less(tf.randomUniform(shape), data.activeProbability);
      const x = tf.mul(tf.cast(isActive, 'float32'), tf.randomUniform(shape, -1, 1));
      const loss = optimizer.minimize(() => {
        const y = tf.matMul(tf.relu(tf.matMul(x, input)), output);
        return tf.mean(tf.pow(tf.sub(y, tf.relu(x)), lossExponent));
      }, true)!;
      last = loss.dataSync()[0]!;
    });
  }
  optimizer.dispose();
  tf.dispose([input, output]);
  return last;
}
