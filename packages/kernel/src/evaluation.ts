import { openInstance } from './instance.js';
import { addressOf, layOut, type Regions } from './layout.js';
import { writeTransposed } from './matrices.js';
import { commonRegions, type Gaps, type Plan, planOf, type Shape, writePlan } from './memory-plan.js';

/** A network to evaluate and its data. */
export interface EvaluationSetup extends Shape {
  /** W_in, neurons × features, row-major; copied. */
  readonly input: Float32Array;
  /** W_out, features × neurons, row-major; copied. */
  readonly output: Float32Array;
  /** The exponent q of the losses `lq`: a multiple of 0.5, at least 1.5. */
  readonly lossExponent: number;
  readonly gaps: Gaps;
}

/** The rows of sums by feature, in the order in which `featureSums` has them. */
export const featureSumRows = [
  'activeCount',
  'squaredDifference',
  'squaredDifferenceSquare',
  'fourthDifference',
  'powerDifference',
  'positiveCount',
  'positiveDifference',
  'allSquared',
  'allFourth',
  'allPower',
] as const;

/** An evaluation in progress, in a WebAssembly memory of its own. */
export interface KernelEvaluation {
  /** The number of samples that are computed together. Calls of `evaluate` with multiples of it waste nothing. */
  readonly blockSamples: number;
  /** Starts a chunk whose draws come from a xoshiro128** generator in the given state of four words. */
  readonly openChunk: (state: Uint32Array) => void;
  /** Adds the chunk's next samples. Returns the number of pairs of a sample and a neuron active in it. */
  readonly evaluate: (samples: number) => number;
  /** Sums by feature over all samples so far, float64; 'allPower' stays 0 for the exponents 2 and 4. */
  readonly featureSums: () => Readonly<Record<(typeof featureSumRows)[number], Float64Array>>;
  /**
   * Sums over samples, where a is the loss in a sample and c its number of entries: {Σa, Σa², Σa·c} of mse.active,
   * mse.positive, mse.all, l4.active, l4.all, lq.active, lq.all (the last is 0 for the exponents 2 and 4), then {Σc,
   * Σc²} of active and of positive entries.
   */
  readonly tallies: () => Float64Array;
}

const TALLIES = 7 * 3 + 2 * 2;

function regionsOf(plan: Plan): Regions {
  return {
    ...commonRegions(plan),
    pairSums: 0,
    ownOutputs: plan.features * plan.neuronStride,
    featureSums: featureSumRows.length * plan.featureStride,
    sampleTallies: 8 * TALLIES,
  };
}

/**
 * Prepares an evaluation and lays out its whole memory. Throws a RangeError when the memory does not fit. The lengths
 * of the arrays and the tables are not checked: the caller has to get them right.
 */
export function openEvaluation(setup: EvaluationSetup): KernelEvaluation {
  const { features, neurons, lossExponent, gaps } = setup;
  const plan = planOf(setup, 8);
  const kernel = openInstance();
  layOut(kernel, regionsOf(plan));
  writePlan(kernel, plan, lossExponent, gaps);
  const { buffer } = kernel.memory;
  const inputStride = plan.neuronStride / 8;
  const outputStride = plan.featureStride / 8;
  const input = new Float64Array(buffer, addressOf(kernel, 'inputWeights'), features * inputStride);
  const output = new Float64Array(buffer, addressOf(kernel, 'outputWeights'), neurons * outputStride);
  writeTransposed(input, inputStride, setup.input, neurons, features);
  writeTransposed(output, outputStride, setup.output, features, neurons);
  const own = new Float64Array(buffer, addressOf(kernel, 'ownOutputs'), features * inputStride);
  for (let i = 0; i < features; i++)
    own.set(setup.output.subarray(i * neurons, (i + 1) * neurons), i * inputStride);
  const row = (index: number) => {
    const address = addressOf(kernel, 'featureSums') + index * plan.featureStride;
    return new Float64Array(buffer, address, features).slice();
  };
  return {
    blockSamples: plan.blockSamples,
    openChunk: ([word0, word1, word2, word3]) => kernel.openChunk(word0!, word1!, word2!, word3!),
    evaluate: kernel.evaluate,
    featureSums: () => {
      const rows = featureSumRows.map((name, index) => [name, row(index)]);
      return Object.fromEntries(rows) as ReturnType<KernelEvaluation['featureSums']>;
    },
    tallies: () => new Float64Array(buffer, addressOf(kernel, 'sampleTallies'), TALLIES).slice(),
  };
}
