import { forward } from '@superposition/core/internal/network/forward';
import type { ResponseFacts } from '@superposition/core/internal/network/response-facts';
import { mean } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { evenlySpaced } from '../numbers/evenly-spaced.js';

/** The data of figure 2: the output of each feature when it alone is active at x. */
export interface ResponseCurves {
  readonly features: number;
  /** R⁺ᵢᵢ by feature: the output is x·R⁺ᵢᵢ for x > 0. */
  readonly positive: readonly number[];
  /** R⁻ᵢᵢ by feature: the output is |x|·R⁻ᵢᵢ for x < 0. */
  readonly negative: readonly number[];
  readonly positiveMean: number;
  readonly negativeMean: number;
  /** The features that have a panel of their own: all, or 100 evenly spaced ones. */
  readonly shown: readonly number[];
  /** The same curves, computed by the forward pass. */
  readonly check: {
    readonly inputs: readonly number[];
    /** The number of features that were computed this way: those shown. */
    readonly features: number;
    /** Largest |forward pass − exact response| over features and inputs. */
    readonly maximumDifference: number;
  };
}

/** The inputs of the check: x = −1, −0.9 … 1. */
const sweptInputs = Array.from({ length: 21 }, (_, step) => (step - 10) / 10);

/** Takes the curves from the exact responses. As a check, it also computes the shown features by the forward pass. */
export function responseCurves({
  model,
  responses,
}: {
  readonly model: Model;
  readonly responses: ResponseFacts;
}): ResponseCurves {
  const { features } = model.weights;
  const { positive, negative } = responses;
  const shown = evenlySpaced(features);
  const input = new Float64Array(features);
  let maximumDifference = 0;
  for (const feature of shown) {
    for (const x of sweptInputs) {
      input[feature] = x;
      const exact = x > 0 ? x * positive[feature]! : -x * negative[feature]!;
      const difference = Math.abs(forward(model.weights, input)[feature]! - exact);
      if (difference > maximumDifference) maximumDifference = difference;
    }
    input[feature] = 0;
  }
  return {
    features,
    positive: [...positive],
    negative: [...negative],
    positiveMean: mean(positive),
    negativeMean: mean(negative),
    shown,
    check: { inputs: sweptInputs, features: shown.length, maximumDifference },
  };
}
