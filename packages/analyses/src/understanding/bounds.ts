import { exactResponses, type Responses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { Model } from '../models/model.js';
import { type CosineSums, cosineSums } from '../geometry/frame-statistics.js';
import { leastAngles } from '../geometry/least-angles.js';
import { directionsOf } from '../geometry/random-frames.js';
import { absent, type Finding, type Findings, found, prefixed } from './finding.js';
import { responseShape } from './response-shape.js';

/** Float32 rounding of the weights: a number beyond its bound by less than this share says nothing. */
const rounding = 1e-5;
const identityRounding = 1e-6;
const float64Rounding = 1e-12;

/**
 * The bounds that a network's weights keep, under the ids of the section.
 *
 * @throws RangeError as `bounds` does, so that the stage fails
 */
export function boundFindings({ model: { weights } }: { readonly model: Model }): Findings {
  return prefixed('bounds', bounds(weights, exactResponses(weights), anglesOf(weights)));
}

/** Sums over the pairs of directions. Columns of zeros have no direction. */
export type Angles = CosineSums & { readonly directions: number };

/** The angles between the columns of W_in, in the gauge of the given weights. */
export function anglesOf(weights: Weights): Angles {
  const { unit, directions } = directionsOf(weights);
  return { directions, ...cosineSums(unit, directions, weights.neurons) };
}

/**
 * Numbers that no weights can take beyond their bounds, with the slack that is left. They test the code that measures: a
 * number beyond its bound is an error.
 *
 * @throws RangeError that names the bound, where a number lies beyond it or W_out·W_in is not R⁺ − R⁻
 */
export function bounds(weights: Weights, responses: Responses, angles: Angles): Findings {
  checkIdentity(responses);
  const { features, neurons } = weights;
  const { directions } = angles;
  // Over ordered pairs, i = j included.
  const framePotential = directions + 2 * angles.sumSquares;
  const fourthPotential = directions + 2 * angles.sumFourths;
  const maxAbsCos = directions > 1 ? angles.maxAbs : Number.NaN;
  const { gain, squaredNorm } = responseShape(responses);
  const trace = features * gain;
  // The scale s = tr R⁺/‖R⁺‖² makes the distance least.
  const distance = squaredNorm === 0 ? features : features - (trace * trace) / squaredNorm;
  const bound = leastAngles(directions, neurons);
  const few = 'no more directions than neurons';
  const least = (id: string, value: number, limit: number | undefined, reason: string) =>
    limit === undefined || !(limit > 0)
      ? { [`${id}.value`]: valueFound(value), [`${id}.slack`]: absent(reason) }
      : sides(id, value, limit, value / limit - 1);
  const { total: dimensionality, most } = dimensionalities(weights);
  return {
    ...least('distanceToIdentity', distance, features - neurons, 'no more features than neurons'),
    ...least('framePotential', framePotential, bound.framePotential, few),
    ...least('fourthPotential', fourthPotential, bound.fourthPotential, few),
    ...sides('sumDimensionality', dimensionality, neurons, 1 - dimensionality / neurons),
    'sumDimensionality.most': found(most),
    ...least('maxCosine', maxAbsCos, bound.maxAbsCos, few),
    ...least('maxCosineLevenshtein', maxAbsCos, bound.maxAbsCosOfMany, 'no more than m(m+1)/2 directions'),
  };
}

function sides(id: string, value: number, bound: number, slack: number): Findings {
  if (slack < -rounding)
    throw new RangeError(`bound ${id}: ${value} lies beyond ${bound}, which no weights can; slack ${slack}`);
  return { [`${id}.value`]: valueFound(value), [`${id}.slack`]: found(slack) };
}

function valueFound(value: number): Finding {
  return Number.isNaN(value) ? absent('fewer than two directions') : found(value);
}

/**
 * D_i = ‖c_i‖⁴/Σ_j(c_i·c_j)², the dimensions that a feature takes up: at most m of all features together. Columns of zeros take up none.
 */
function dimensionalities({ features, neurons, input }: Weights): { total: number; most: number } {
  // Σ_j(c_i·c_j)² = c_iᵀ·(W_in·W_inᵀ)·c_i, which needs no pairs of features.
  const gram = new Float64Array(neurons * neurons);
  for (let k = 0; k < neurons; k++) {
    for (let l = 0; l <= k; l++) {
      let sum = 0;
      for (let i = 0; i < features; i++) sum += input[k * features + i]! * input[l * features + i]!;
      gram[k * neurons + l] = sum;
      gram[l * neurons + k] = sum;
    }
  }
  let [total, most] = [0, 0];
  for (let i = 0; i < features; i++) {
    let [norm, shared] = [0, 0];
    for (let k = 0; k < neurons; k++) {
      const weight = input[k * features + i]!;
      norm += weight * weight;
      let row = 0;
      for (let l = 0; l < neurons; l++) row += gram[k * neurons + l]! * input[l * features + i]!;
      shared += weight * row;
    }
    if (!(norm > 0)) continue;
    total += (norm * norm) / shared;
    most = Math.max(most, (norm * norm) / shared);
  }
  return { total, most };
}

function checkIdentity({ positive, negative, effective }: Responses): void {
  let [largest, part, difference] = [0, 0, 0];
  for (let index = 0; index < effective.length; index++) {
    largest = Math.max(largest, Math.abs(effective[index]!));
    part = Math.max(part, Math.abs(positive[index]!));
    difference = Math.max(difference, Math.abs(effective[index]! - (positive[index]! - negative[index]!)));
  }
  // Where both parts cancel, their own float64 rounding remains.
  if (difference > identityRounding * largest + float64Rounding * part)
    throw new RangeError(`W_out·W_in differs from R⁺ − R⁻ by ${difference}, more than rounding explains`);
}
