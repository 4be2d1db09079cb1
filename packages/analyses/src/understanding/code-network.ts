import type { BlockedSample } from '@superposition/core/internal/evaluation/evaluate-blocks';
import type { Weights } from '@superposition/core/internal/network/weights';
import { goldenSection } from '../numbers/golden-section.js';
import { pseudoInverse } from '../numbers/pseudo-inverse.js';
import { bestScale, scaled } from './best-scale.js';
import type { Codewords } from './codewords.js';
import { firstPart, mostFeatures } from '../models/common-sample.js';

/** A code M (neurons × features): 1 where a feature's word has the neuron, else 0. */
export interface Code {
  readonly features: number;
  readonly neurons: number;
  /** M, row-major. */
  readonly matrix: Float32Array;
  /** pinv(M), features × neurons. */
  readonly decoder: Float32Array;
}

/** The code of words; `undefined` when the rank of M is below the least allowed one, by default m. */
export function codeOf(words: Codewords, neurons: number, leastRank = neurons): Code | undefined {
  const features = words.length;
  const matrix = new Float32Array(neurons * features);
  for (const [i, word] of words.entries()) for (const k of word) matrix[k * features + i] = 1;
  const inverse = pseudoInverse(matrix, neurons, features);
  if (inverse.rank < leastRank) return undefined;
  return { features, neurons, matrix, decoder: Float32Array.from(inverse.matrix) };
}

/** The samples that a code's two numbers are fitted on, and the exponent of the loss. */
export interface Fitting {
  /** For r. The loss is flat at its minimum, so a few samples find an r that loses hardly more. */
  readonly search: BlockedSample;
  /** For the scale. */
  readonly quarter: BlockedSample;
  readonly lossExponent: number;
}

/** Parts of the common sample to fit on. */
export function fittingOn(sample: BlockedSample, features: number, lossExponent: number): Fitting {
  // Fewer where a scale takes many evaluations, and more of a small sample.
  const ofWholeSample = lossExponent === 4 ? 64 : 256;
  const share = features <= mostFeatures ? ofWholeSample : ofWholeSample / 4;
  return { search: firstPart(sample, share), quarter: firstPart(sample, 4), lossExponent };
}

/** W_in = M + r(1−M), W_out = c·pinv(M). */
export interface FittedCode {
  readonly weights: Weights;
  /** r, the weight from a feature to the neurons outside its word. */
  readonly off: number;
  /** On the quarter sample. */
  readonly loss: number;
}

/** The network of a code with the r of least loss in [−0.4, 0.1], and with its best scale c. */
export function fitCode(code: Code, fitting: Fitting): FittedCode {
  const lossAt = (off: number) => bestScale(unscaled(code, off), fitting.search, fitting.lossExponent).loss;
  return scaleCode(code, goldenSection(lossAt, -0.4, 0.1, 0.01).x, fitting);
}

/** The network of a code with a given r, and with its best scale c. */
export function scaleCode(code: Code, off: number, { quarter, lossExponent }: Fitting): FittedCode {
  const weights = unscaled(code, off);
  const { scale, loss } = bestScale(weights, quarter, lossExponent);
  return { weights: scaled(weights, scale), off, loss };
}

function unscaled({ features, neurons, matrix, decoder }: Code, off: number): Weights {
  return { features, neurons, input: matrix.map((one) => one + off * (1 - one)), output: decoder };
}
