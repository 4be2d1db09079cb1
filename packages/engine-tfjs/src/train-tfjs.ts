import type {
  TrainedModel,
  InnerEngine,
  TrainingRequest,
} from '@superposition/core/internal/training/engine';
import { learningRateAt } from '@superposition/core/internal/training/schedule';
import { type BatchReader, gapTable, openBatch } from '@superposition/core/internal/training/sparse-batch';
import { checkTrainingRequest } from '@superposition/core/internal/training/training-request';
import { startOf } from '@superposition/core/internal/training/start';
import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import type { TensorFlow } from './tensorflow.js';

/** The smallest normal float32. From here on the slope of √x is finite. */
const LEAST = 2 ** -126;

/**
 * The random numbers of a training: its first weights, and a function that writes a batch, samples × features
 * row-major.
 */
export type DrawNumbers = (request: TrainingRequest) => {
  readonly start: Weights;
  readonly fill: (dense: Float32Array, step: number) => void;
};

/** The random numbers that all our engines use. */
const sharedNumbers: DrawNumbers = ({ config, seed, initial }) => {
  const table = gapTable(config.data.activeProbability);
  const { features } = config.model;
  return {
    start: initial ?? initialWeights(config.model, seed),
    fill: (dense, step) =>
      fill(dense, features, openBatch(features, table, { seed, label: 'batch', index: step })),
  };
};

/**
 * The training as a user of TensorFlow.js writes it: matrix products on dense batches, automatic differentiation and
 * `tf.train.adam`. It starts from the same weights and sees the same batches as the reference engine, but computes
 * independently of it. The two agree up to float32 rounding. The bits of the result depend on the backend of `tf`. With
 * another `draw` it takes other random numbers, and agrees only in distribution.
 *
 * Yields after every step. After an abort it ends at the next step with the signal's reason. It throws a RangeError
 * before any work when the request is out of range. However it ends, no tensor is left in memory.
 */
export function trainTfjs(tf: TensorFlow, draw: DrawNumbers = sharedNumbers): InnerEngine {
  return function* train(request) {
    checkTrainingRequest(request);
    const { config, signal, checkpoints = [] } = request;
    const { features, neurons } = config.model;
    const { steps, batchSize, lossExponent } = config.training;
    const numbers = draw(request);
    const { start, bounds } = startOf({ ...request, initial: numbers.start });
    const isLinear = request.variant?.activation === 'identity';
    const { reportEvery = Math.ceil(steps / 100) } = request;
    const curve = { step: [] as number[], loss: [] as number[] };
    const saved = new Set(checkpoints);
    signal?.throwIfAborted();

    const dense = new Float32Array(batchSize * features);
    const variable = (entries: Float32Array, shape: [number, number]) =>
      tf.tidy(() => tf.variable(tf.tensor2d(entries.slice(), shape)));
    const input = variable(start.input, [neurons, features]);
    const output = variable(start.output, [features, neurons]);
    // We take the mean over samples and features by two products: the gradient of `tf.mean` would write three more
    // matrices.
    const shares = tf.fill([1, batchSize], 1 / (batchSize * features));
    const ones = tf.ones([features, 1]);
    const limits = bounds && {
      lower: tf.tensor2d(bounds.lower, [neurons, features]),
      upper: tf.tensor2d(bounds.upper, [neurons, features]),
    };
    const optimizer = tf.train.adam(config.training.learningRate, 0.9, 0.999, 1e-8);
    const weights = (): Weights => ({
      features,
      neurons,
      input: Float32Array.from(input.dataSync()),
      output: Float32Array.from(output.dataSync()),
    });
    /** One step of Adam. Returns the loss before the step, if it is reported. */
    const update = (reported: boolean): number | undefined =>
      tf.tidy(() => {
        const x = tf.tensor2d(dense, [batchSize, features]);
        const target = tf.relu(x);
        const batchLoss = (): Scalar => {
          const sums = tf.matMul(x, input, false, true);
          const hidden = isLinear ? sums : tf.relu(sums);
          const y = tf.matMul(hidden, output, false, true);
          const powers = absolutePower(tf, tf.sub(y, target), lossExponent);
          return tf.squeeze(tf.matMul(shares, tf.matMul(powers, ones)));
        };
        const loss = optimizer.minimize(batchLoss, reported, [input, output])?.dataSync()[0];
        if (limits !== undefined) input.assign(tf.maximum(tf.minimum(input, limits.upper), limits.lower));
        return loss;
      });

    try {
      if (saved.has(0)) {
        yield { step: 0, steps, loss: null, weights: weights() };
        signal?.throwIfAborted();
      }
      for (let step = 0; step < steps; step++) {
        numbers.fill(dense, step);
        // The optimiser reads its learning rate at every step, but has no public way to change it.
        Object.assign(optimizer, { learningRate: learningRateAt(step, config.training) });
        const loss = update(step % reportEvery === 0 || step === steps - 1) ?? null;
        if (loss !== null) {
          curve.step.push(step);
          curve.loss.push(loss);
        }
        yield {
          step: step + 1,
          steps,
          loss,
          ...(saved.has(step + 1) && { weights: weights() }),
        };
        signal?.throwIfAborted();
      }
      return { weights: weights(), curve } satisfies TrainedModel;
    } finally {
      optimizer.dispose();
      tf.dispose([input, output, shares, ones, limits]);
    }
  };
}

/** Writes a batch as a dense matrix, samples × features row-major. */
function fill(dense: Float32Array, features: number, batch: BatchReader): void {
  dense.fill(0);
  for (let row = 0; row < dense.length; row += features) {
    const count = batch.next();
    for (let entry = 0; entry < count; entry++) dense[row + batch.active[entry]!] = batch.values[entry]!;
  }
}

/** |e|^q for a multiple q of ½ of at least 1.5, by products and at most one root. `tf.pow` would take much longer. */
function absolutePower(tf: TensorFlow, errors: Tensor2D, q: number): Tensor2D {
  const factors: readonly (readonly [number, () => Tensor2D])[] = [
    [4, () => tf.square(tf.square(errors))],
    [2, () => tf.square(errors)],
    [1, () => tf.abs(errors)],
    [0.5, () => tf.sqrt(tf.maximum(tf.abs(errors), LEAST))],
  ];
  let power: Tensor2D | undefined;
  let rest = q;
  for (const [exponent, factor] of factors) {
    for (; rest >= exponent; rest -= exponent)
      power = power === undefined ? factor() : tf.mul(power, factor());
  }
  return power!;
}
