import { openTraining } from '@superposition/kernel/internal/training';
import { initialBetaPowers, nextBetaPowers } from './adam.js';
import type { TrainedModel, InnerProgress, TrainingRequest } from './engine.js';
import { streamState } from '../numbers/random.js';
import { learningRateAt } from './schedule.js';
import { gapTable } from './sparse-batch.js';
import { checkTrainingRequest } from './training-request.js';
import { startOf } from './start.js';
import type { Weights } from '../network/weights.js';

/** The engine looks at the abort signal after this many multiplications, which are 5 to 10 ms of work. */
const WORK_PER_TURN = 30_000_000;

/**
 * The fast engine: the training that `trainReference` defines, bit for bit, in WebAssembly. The same request gives the
 * same weights, curve, progress and errors, about twenty times faster.
 *
 * Yields at every reported step, at checkpoints, and after about every 10 ms of work.
 *
 * @throws RangeError before any work when the request is out of range or its memory does not fit; the signal's reason
 *   when it is aborted
 */
export function* trainKernel(request: TrainingRequest): Generator<InnerProgress, TrainedModel> {
  checkTrainingRequest(request);
  const { config, seed, signal, checkpoints = [] } = request;
  const { model, data, training } = config;
  const { features, neurons } = model;
  const { steps, batchSize, lossExponent } = training;
  const gaps = gapTable(data.activeProbability);
  const { start, bounds } = startOf(request);
  const { activation } = request.variant ?? {};
  const kernel = openTraining({ ...start, lossExponent, gaps, activation, inputBounds: bounds });
  const scale = lossExponent / (batchSize * features);
  const { reportEvery = Math.ceil(steps / 100) } = request;
  const curve = { step: [] as number[], loss: [] as number[] };
  const saved = new Set(checkpoints);
  // In the worst case every feature and every neuron of a sample is active. Even then a call fits into one turn.
  const blocks = WORK_PER_TURN / (5 * features * (neurons + 1) * kernel.blockSamples);
  const samplesPerCall = Math.max(1, Math.floor(blocks)) * kernel.blockSamples;
  const weights = (): Weights => ({ features, neurons, ...kernel.weights() });
  let powers = initialBetaPowers;
  let work = 0;

  signal?.throwIfAborted();
  if (saved.has(0)) yield { step: 0, steps, loss: null, weights: weights() };
  for (let step = 0; step < steps; step++) {
    const reported = step % reportEvery === 0 || step === steps - 1;
    kernel.openBatch(streamState(seed, 'batch', step));
    for (let done = 0; done < batchSize; done += samplesPerCall) {
      if (work > WORK_PER_TURN) {
        work = 0;
        yield { step, steps, loss: null };
        signal?.throwIfAborted();
      }
      const samples = Math.min(samplesPerCall, batchSize - done);
      const pairs = kernel.accumulate(samples, reported);
      work += 3 * features * (pairs + samples) + 20 * samples;
    }
    powers = nextBetaPowers(powers, request.betaPowers);
    kernel.update({
      rate: learningRateAt(step, training) / (1 - powers.first),
      correction: 1 / (1 - powers.second),
      scale,
    });
    work += 40 * features * neurons;
    const loss = reported ? kernel.lossSum() / (batchSize * features) : null;
    if (loss !== null) {
      curve.step.push(step);
      curve.loss.push(loss);
    }
    if (reported || saved.has(step + 1)) {
      work = 0;
      yield { step: step + 1, steps, loss, ...(saved.has(step + 1) ? { weights: weights() } : {}) };
      signal?.throwIfAborted();
    }
  }
  return { weights: weights(), curve };
}
