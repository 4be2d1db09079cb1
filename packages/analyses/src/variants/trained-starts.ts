import type { Model } from '../models/model.js';
import { codeOf, fitCode, fittingOn } from '../understanding/code-network.js';
import { codewordsOf } from '../understanding/codewords.js';
import { commonSample } from '../models/common-sample.js';
import { designedCode } from '../understanding/designed-code.js';
import type { UnderstandingParams } from '../understanding/understanding-params.js';

/** A model with the input weights outside of its words set to zero: a training of fixed support keeps them there. */
export function onWords({ model: { weights } }: { readonly model: Model }): Model {
  const { features, neurons, input } = weights;
  const within = new Float32Array(input.length);
  for (const [i, word] of codewordsOf(weights, 'quarterRms').entries())
    for (const k of word) within[k * features + i] = input[k * features + i]!;
  return { weights: { features, neurons, input: within, output: weights.output } };
}

export interface DesignParams extends UnderstandingParams {
  readonly features: number;
  readonly neurons: number;
  /** Neurons in each word. */
  readonly length: number;
}

/** The network of a code that is made without training, with its two numbers fitted. */
export function designStart(
  _inputs: object,
  { features, neurons, length, activeProbability, lossExponent }: DesignParams,
): Model {
  const sample = commonSample({ features, neurons, activeProbability });
  // The training mends a code of low rank, too.
  const code = codeOf(designedCode({ features, neurons, length }), neurons, 0)!;
  return { weights: fitCode(code, fittingOn(sample, features, lossExponent)).weights };
}
