import { adamStep, initialBetaPowers, initialMoments, nextBetaPowers } from './adam.js';
import type { TrainedModel, InnerProgress, TrainingRequest } from './engine.js';
import { lossSlopes, lossSum } from './loss.js';
import { backwardSample, beginBatch, forwardSample, openNetwork, weightsOf } from './sample-gradient.js';
import { learningRateAt } from './schedule.js';
import { gapTable, openBatch } from './sparse-batch.js';
import { checkTrainingRequest } from './training-request.js';
import { startOf } from './start.js';
import { clamp } from './variant.js';
import { transposed } from '../network/weights.js';

/** Multiplications between two looks at the abort signal: about 10 ms of work. */
const WORK_PER_TURN = 5_000_000;

/**
 * The reference engine: trains one model in plain TypeScript and defines, to the bit, what every faster engine
 * computes. All values are float32 and each operation is rounded by itself; products are rounded before they
 * are added.
 *
 * 1. Batch t is `openBatch(features, table, { seed, label: 'batch', index: t })`.
 * 2. h_k = Σ W_in[k,i]·x_i over active features ascending from +0. Neurons with h_k > 0 are active, and without the
 *    relu all of them;
 *    y_j = Σ W_out[j,k]·h_k over active neurons ascending from +0.
 * 3. e_j = y_j − t_j, t_j = relu(x_j); g_j = sign(e_j)·|e_j|^(q−1) as `lossSlopes` orders it.
 * 4. dW_out[j,k] += g_j·h_k, samples ascending, active neurons only.
 * 5. dh_k = (p₀ + p₁) + (p₂ + p₃), p_l = Σ g_j·W_out[j,k] over j ≡ l (mod 4) ascending from +0;
 *    dW_in[k,i] += dh_k·x_i for active i, samples ascending.
 * 6. Gradient = sum × fround(q/(B·n)), then `adamStep` on all of W_in and all of W_out at `learningRateAt(t)`, then
 *    `clamp` on W_in if the request bounds it. `startOf` says where a training starts.
 * 7. The loss, the mean of |e|^q over batch and features, is a float64 sum of the samples' `lossSum`s, ascending,
 *    taken before the update; only at t = 0, every `reportEvery` (⌈T/100⌉) steps and t = T − 1.
 *
 * A sum that starts at +0 never becomes −0, so leaving out terms that are zero changes no bit: samples without
 * an active feature and neurons that are not active are skipped.
 *
 * Yields at every reported step, at checkpoints, and after every 10 ms or so of work; throws the signal's
 * reason when it is aborted and a RangeError before any work when the request is out of range.
 */
export function* trainReference(request: TrainingRequest): Generator<InnerProgress, TrainedModel> {
  checkTrainingRequest(request);
  const { config, seed, signal, checkpoints = [] } = request;
  const { model, data, training } = config;
  const { steps, batchSize, lossExponent } = training;
  const { start, bounds } = startOf(request);
  const network = openNetwork(start, request.variant?.activation);
  const inputBounds = bounds && {
    lower: transposed(bounds.lower, model.neurons, model.features),
    upper: transposed(bounds.upper, model.neurons, model.features),
  };
  const inputMoments = initialMoments(network.input.length);
  const outputMoments = initialMoments(network.output.length);
  const table = gapTable(data.activeProbability);
  const gradientScale = lossExponent / (batchSize * model.features);
  const { reportEvery = Math.ceil(steps / 100) } = request;
  const curve = { step: [] as number[], loss: [] as number[] };
  const saved = new Set(checkpoints);
  let powers = initialBetaPowers;
  let work = 0;

  signal?.throwIfAborted();
  if (saved.has(0)) yield { step: 0, steps, loss: null, weights: weightsOf(network) };
  for (let step = 0; step < steps; step++) {
    const batch = openBatch(model.features, table, { seed, label: 'batch', index: step });
    const reported = step % reportEvery === 0 || step === steps - 1;
    let loss = 0;
    beginBatch(network);
    for (let sample = 0; sample < batchSize; sample++) {
      const count = batch.next();
      if (count === 0) continue;
      const activeCount = forwardSample(network, batch, count);
      if (reported) loss += lossSum(network.errors, model.features, lossExponent);
      lossSlopes(network.errors, network.slopes, model.features, lossExponent);
      backwardSample(network, batch, count, activeCount);
      work += 3 * model.features * (activeCount + 1) + 2 * count * model.neurons;
      if (work > WORK_PER_TURN && sample < batchSize - 1) {
        work = 0;
        yield { step, steps, loss: null };
        signal?.throwIfAborted();
      }
    }
    powers = nextBetaPowers(powers, request.betaPowers);
    const update = { rate: learningRateAt(step, training), powers, gradientScale };
    adamStep(network.input, network.inputGradient, inputMoments, update);
    adamStep(network.output, network.outputGradient, outputMoments, update);
    if (inputBounds !== undefined) clamp(network.input, inputBounds);
    work += 20 * (network.input.length + network.output.length);
    if (reported) {
      loss /= batchSize * model.features;
      curve.step.push(step);
      curve.loss.push(loss);
    }
    if (reported || saved.has(step + 1)) {
      const weights = saved.has(step + 1) ? { weights: weightsOf(network) } : {};
      yield { step: step + 1, steps, loss: reported ? loss : null, ...weights };
      signal?.throwIfAborted();
    }
  }
  return { weights: weightsOf(network), curve };
}
