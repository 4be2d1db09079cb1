import { openEvaluation } from '@superposition/kernel/internal/evaluation';
import {
  checkEvaluationRequest,
  type Evaluation,
  type EvaluationProgress,
  type EvaluationRequest,
  evaluationOf,
  SAMPLES_PER_CHUNK,
  type SampledLoss,
  sampledLosses,
} from './evaluate.js';
import type { LossTally } from './loss-tally.js';
import { streamState } from '../numbers/random.js';
import { gapTable } from '../training/sparse-batch.js';

/** The evaluation looks at the abort signal after this many multiplications, which are 5 to 10 ms of work. */
const WORK_PER_TURN = 20_000_000;

/**
 * The evaluation that `evaluate` defines, bit for bit, in WebAssembly. The same request gives the same estimates, sums
 * and errors, about ten times faster. Yields progress after about every 10 ms of work.
 */
export function* evaluateKernel(request: EvaluationRequest): Generator<EvaluationProgress, Evaluation> {
  checkEvaluationRequest(request);
  const { weights, activeProbability, samples, lossExponent, seed, signal } = request;
  const { features, neurons } = weights;
  const kernel = openEvaluation({ ...weights, lossExponent, gaps: gapTable(activeProbability) });
  // In the worst case every feature and every neuron of a sample is active. Even then a call fits into one turn.
  const blocks = WORK_PER_TURN / (features * (3 * neurons + 3) * kernel.blockSamples);
  const samplesPerCall = Math.max(1, Math.floor(blocks)) * kernel.blockSamples;
  let work = 0;
  signal?.throwIfAborted();
  for (let first = 0, chunk = 0; first < samples; first += SAMPLES_PER_CHUNK, chunk++) {
    kernel.openChunk(streamState(seed, 'evaluation', chunk));
    const end = Math.min(SAMPLES_PER_CHUNK, samples - first);
    for (let done = 0; done < end; done += samplesPerCall) {
      if (work > WORK_PER_TURN) {
        work = 0;
        yield { samples: first + done, total: samples };
        signal?.throwIfAborted();
      }
      const count = Math.min(samplesPerCall, end - done);
      work += features * (kernel.evaluate(count) + 3 * count);
    }
  }
  const numbers = kernel.tallies();
  const tallies = sampledLosses.map((id, index): [SampledLoss, LossTally] => {
    const [loss, lossSquare, lossTimesCount] = numbers.subarray(3 * index) as unknown as [
      number,
      number,
      number,
    ];
    return [id, { loss, lossSquare, lossTimesCount }];
  });
  const [actives, activesSquare, positives, positivesSquare] = numbers.subarray(
    3 * sampledLosses.length,
  ) as unknown as [number, number, number, number];
  return evaluationOf(request, {
    sums: kernel.featureSums(),
    tallies: Object.fromEntries(tallies) as Record<SampledLoss, LossTally>,
    actives: { count: actives, countSquare: activesSquare },
    positives: { count: positives, countSquare: positivesSquare },
  });
}
