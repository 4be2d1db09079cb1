import { openInstance } from './instance.js';
import { addressOf, layOut, type Regions, regionBytes, setGlobals } from './layout.js';
import { readTransposed, writeTransposed } from './matrices.js';
import { commonRegions, type Gaps, type Plan, planOf, type Shape, writePlan } from './memory-plan.js';

/** A network to train and its data. */
export interface TrainingSetup extends Shape {
  /** W_in, neurons × features, row-major; copied. */
  readonly input: Float32Array;
  /** W_out, features × neurons, row-major; copied. */
  readonly output: Float32Array;
  /** A multiple of 0.5, at least 1.5. */
  readonly lossExponent: number;
  readonly gaps: Gaps;
  /** What the hidden neurons apply to their sums: `relu` by default; with `identity` the network is linear. */
  readonly activation?: 'relu' | 'identity' | undefined;
  /** After every update, each entry of W_in is moved into its bounds. Laid out like `input`, copied; none by default. */
  readonly inputBounds?: Bounds | undefined;
}

/** The least and the greatest value of each entry of a matrix; infinities leave an entry free. */
export interface Bounds {
  readonly lower: Float32Array;
  readonly upper: Float32Array;
}

/** The scalars of one Adam step; each is rounded to float32. */
export interface AdamScalars {
  /** The learning rate over 1 − β₁^t. */
  readonly rate: number;
  /** 1 over 1 − β₂^t. */
  readonly correction: number;
  /** The factor that turns the sum of the gradient over the batch into the gradient. */
  readonly scale: number;
}

/** A training in progress, in a WebAssembly memory of its own. */
export interface Training {
  /** The number of samples that are computed together. Calls of `accumulate` with multiples of it waste nothing. */
  readonly blockSamples: number;
  /** Starts a batch whose draws come from a xoshiro128** generator in the given state of four words. */
  readonly openBatch: (state: Uint32Array) => void;
  /**
   * Adds the gradient of the batch's next samples, and with `withLoss` also their loss. Returns the number of pairs of
   * a sample and a neuron active in it. The work is proportional to that number times the features.
   */
  readonly accumulate: (samples: number, withLoss: boolean) => number;
  /** Σ|e|^q over all outputs of the samples of the batch that were accumulated with their loss, float64. */
  readonly lossSum: () => number;
  /** One Adam step by the accumulated gradient, β 0.9 and 0.999, ε 10⁻⁸; then W_in is moved into its bounds. */
  readonly update: (scalars: AdamScalars) => void;
  /** Copies of the weights, laid out as in the setup. */
  readonly weights: () => { readonly input: Float32Array; readonly output: Float32Array };
}

function regionsOf(plan: Plan): Regions {
  const { features, neurons, neuronStride, featureStride, blockSamples } = plan;
  const inputBytes = features * neuronStride;
  const outputBytes = neurons * featureStride;
  const paddedNeurons = neuronStride / 4;
  return {
    ...commonRegions(plan),
    inputGradient: inputBytes,
    inputFirstMoments: inputBytes,
    inputSecondMoments: inputBytes,
    outputGradient: outputBytes,
    outputFirstMoments: outputBytes,
    outputSecondMoments: outputBytes,
    pairPlaces: 4 * blockSamples * neurons + 16,
    pairSums: 16 * blockSamples * neurons,
    neuronLists: paddedNeurons * listBytes(plan),
    neuronListEnds: 4 * paddedNeurons,
  };
}

const listBytes = ({ blockSamples }: Plan) => 8 * blockSamples + 32;

/** Bytes of WebAssembly memory that a training of this shape takes without bounds, besides 16 kB of tables. */
export function trainingBytes(shape: Shape): number {
  return regionBytes(regionsOf(planOf(shape, 4)));
}

/**
 * Prepares a training. The whole memory is laid out here; nothing is allocated later. Throws a RangeError when the
 * memory does not fit. The lengths of the arrays and the tables are not checked: the caller has to get them right.
 */
export function openTraining(setup: TrainingSetup): Training {
  const { features, neurons, lossExponent, gaps, activation, inputBounds } = setup;
  const plan = planOf(setup, 4);
  const kernel = openInstance();
  const inputBytes = features * plan.neuronStride;
  layOut(kernel, {
    ...regionsOf(plan),
    ...(inputBounds === undefined ? {} : { inputLower: inputBytes, inputUpper: inputBytes }),
  });
  writePlan(kernel, plan, lossExponent, gaps);
  setGlobals(kernel, { neuronListBytes: listBytes(plan), isLinear: activation === 'identity' ? 1 : 0 });
  const { buffer } = kernel.memory;
  const inputStride = plan.neuronStride / 4;
  const outputStride = plan.featureStride / 4;
  const likeInput = (name: string) =>
    new Float32Array(buffer, addressOf(kernel, name), features * inputStride);
  const input = likeInput('inputWeights');
  const output = new Float32Array(buffer, addressOf(kernel, 'outputWeights'), neurons * outputStride);
  writeTransposed(input, inputStride, setup.input, neurons, features);
  writeTransposed(output, outputStride, setup.output, features, neurons);
  if (inputBounds !== undefined) {
    writeTransposed(likeInput('inputLower'), inputStride, inputBounds.lower, neurons, features);
    writeTransposed(likeInput('inputUpper'), inputStride, inputBounds.upper, neurons, features);
  }
  return {
    blockSamples: plan.blockSamples,
    openBatch: ([word0, word1, word2, word3]) => kernel.openBatch(word0!, word1!, word2!, word3!),
    accumulate: kernel.accumulate,
    lossSum: kernel.lossSum,
    update: ({ rate, correction, scale }) => kernel.update(rate, correction, scale),
    weights: () => ({
      input: readTransposed(input, inputStride, neurons, features),
      output: readTransposed(output, outputStride, features, neurons),
    }),
  };
}
