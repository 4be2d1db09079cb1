import {
  checkEvaluation,
  checkModelQuantities,
  checkResponseFacts,
} from '@superposition/core/internal/public/quantities';
import {
  checkInteger,
  checkNumber,
  checkNumbers,
  checkObject,
  checkOptions,
} from '@superposition/core/internal/public/arguments';
import { checkLossExponent } from '@superposition/core/internal/public/closed-forms';
import { limits } from '@superposition/core/internal/config/limits';
import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import { type ResponseFacts, responseFacts } from '@superposition/core/internal/network/response-facts';
import type { ModelQuantities } from '@superposition/core/internal/quantities/quantities';
import { type IsolatedAndTotal, isolatedAndTotal as isolatedParts } from '../error/isolated-and-total.js';
import { type PerFeatureMse, perFeatureMse as errorsByFeature } from '../error/per-feature-mse.js';
import { sparsityGrid } from '../error/sparsity-grid.js';
import { sparsityPoint } from '../error/sparsity-point.js';
import { type SparsitySweep, sparsitySweep as sweepOf } from '../error/sparsity-sweep.js';
import { type Geometry, geometry as geometryOf } from '../geometry/geometry.js';
import { type RandomFrames, randomFrames as framesOf } from '../geometry/random-frames.js';
import type { Model } from '../models/model.js';
import { type CrossGain, crossGain as crossGainOf } from '../responses/cross-gain.js';
import { type ResponseCurves, responseCurves as curvesOf } from '../responses/response-curves.js';
import { type SweepPoint, sweepPoint as pointOf } from '../sweeps/sweep-point.js';
import { type EffectiveMap, effectiveMap as mapOf } from '../weights/effective-map.js';
import { type FeatureOrders, featureOrders as ordersOf } from '../weights/feature-orders.js';
import { type InputWeights, inputWeights as inputOf } from '../weights/input-weights.js';
import { checkInputNames, checkModel, ordersFor } from './inputs.js';

/** A model, and the orders of its features in drawings: those of `featureOrders({ model })` when they are left out. */
export interface DrawnModel {
  readonly model: Model;
  readonly orders?: FeatureOrders | undefined;
}

/**
 * Two orders of the features that make heatmaps readable: by the set of neurons that a feature uses, and by angle in the
 * plane of the two leading right singular vectors of W_in. Each maps a drawn position to a feature.
 *
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`
 */
export function featureOrders(inputs: { readonly model: Model }): FeatureOrders {
  checkModel(inputs);
  return ordersOf({ model: inputs.model });
}

/**
 * W_in as a heatmap in both orders, and how many neurons each feature uses, as given and in the balanced gauge.
 *
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`
 */
export function inputWeights(inputs: DrawnModel): InputWeights {
  checkModel(inputs);
  const { model } = inputs;
  return inputOf({ model, orders: ordersFor(model, inputs.orders) });
}

/**
 * W_out and W_out·W_in as heatmaps in both orders, and the distribution of the entries of W_out·W_in on and off its
 * diagonal. Blocks for features² × neurons multiplications.
 *
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`
 */
export function effectiveMap(inputs: DrawnModel): EffectiveMap {
  checkModel(inputs);
  const { model } = inputs;
  return mapOf({ model, orders: ordersFor(model, inputs.orders) });
}

/**
 * The angles between the features' encodings, the columns of W_in, as given and in the balanced gauge, beside those of
 * random directions: density ∝ (1 − c²)^((m−3)/2) in m dimensions. Blocks for features² × neurons multiplications.
 *
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`
 */
export function geometry(inputs: DrawnModel): Geometry {
  checkModel(inputs);
  const { model } = inputs;
  return geometryOf({ model, orders: ordersFor(model, inputs.orders) });
}

/**
 * The encodings as a frame beside frames of as many random directions: mean cosine, mean |cosine|, root mean square, largest
 * |cosine|, mean fourth power and frame potential, each with what it is by chance, z and p; as given and in the balanced
 * gauge. Blocks for features² × neurons / 2 multiplications a frame. A large model takes fewer frames, so that 2,000
 * are about four seconds of work at most, and the result says how many.
 *
 * @param options `frames`: at most so many random frames, 1 … 10⁶; 2,000 by default
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`, and for wrong options
 */
export function randomFrames(
  inputs: { readonly model: Model },
  options: { readonly frames?: number | undefined } = {},
): RandomFrames {
  checkModel(inputs);
  checkOptions('options', options, 'frames');
  const { frames = 2000 } = options;
  checkInteger('frames', frames, { min: 1, max: 1e6 });
  return framesOf({ model: inputs.model }, { frames });
}

/**
 * R⁺ = W_out·relu(W_in) as a heatmap, the distribution of its entries off the diagonal, and what each output receives
 * from other features. Blocks for features² × neurons multiplications.
 *
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`
 */
export function crossGain(inputs: DrawnModel): CrossGain {
  checkModel(inputs);
  const { model } = inputs;
  return crossGainOf({ model, orders: ordersFor(model, inputs.orders) });
}

/**
 * The output of each feature when it alone is active at x: x·R⁺ᵢᵢ for x > 0 and |x|·R⁻ᵢᵢ for x < 0. As a check, up to 100
 * features are also computed by the forward pass.
 *
 * @param inputs `responses` as `measure` returns them; computed when left out
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`
 */
export function responseCurves(inputs: {
  readonly model: Model;
  readonly responses?: ResponseFacts | undefined;
}): ResponseCurves {
  checkModel(inputs);
  const { model, responses = responseFacts(model.weights) } = inputs;
  checkResponseFacts('responses', responses, model.weights.features);
  return curvesOf({ model, responses });
}

/**
 * The mean squared error of each feature while it is active, with its Monte-Carlo error, beside the naive solution (0 for
 * the first min(neurons, features) features, 1/6 for the others).
 *
 * @param inputs what `measure(weights)` returned
 * @throws TypeError or RangeError for anything else
 */
export function perFeatureMse(inputs: {
  readonly model: Model;
  readonly evaluation: Evaluation;
  readonly quantities: ModelQuantities;
}): PerFeatureMse {
  checkModel(inputs);
  const { model, evaluation, quantities } = inputs;
  checkEvaluation(evaluation, model.weights.features);
  checkModelQuantities('quantities', quantities);
  return errorsByFeature({ evaluation, quantities }, { neurons: model.weights.neurons });
}

/**
 * The part of each feature's active error that it has in isolation, (1−R⁺ᵢᵢ)²/6 + (R⁻ᵢᵢ)²/6, exact, and the rest, which is
 * interference from other features.
 *
 * @param inputs what `measure(weights)` returned
 * @throws TypeError or RangeError for anything else
 */
export function isolatedAndTotal(inputs: {
  readonly responses: ResponseFacts;
  readonly evaluation: Evaluation;
}): IsolatedAndTotal {
  checkObject('the first argument', inputs, 'what measure(weights) returned');
  checkInputNames(inputs);
  const { responses, evaluation } = inputs;
  checkEvaluation(evaluation);
  checkResponseFacts('responses', responses, evaluation.features);
  return isolatedParts({ responses, evaluation });
}

/** Options of `sparsitySweep`. */
export interface SparsitySweepOptions {
  /** The active probabilities, each 10⁻⁶ … 1; 13 of them from 0.001 to 1 by default. */
  readonly grid?: readonly number[] | undefined;
  /** The expected number of active entries in the samples of each point, 1 … 10⁹; 100,000 by default. */
  readonly activeEntries?: number | undefined;
  /** An integer 0 … 2³² − 1 that names the streams of the samples; 0 by default. */
  readonly seed?: number | undefined;
}

/**
 * The mean squared error of a model at other active probabilities than it was trained with, over active and over all
 * entries, and which of these lines rise throughout. Blocks for about 0.2 s with the defaults
 * and 100 features through 10 neurons.
 *
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`, and for wrong options
 */
export function sparsitySweep(
  inputs: { readonly model: Model },
  options: SparsitySweepOptions = {},
): SparsitySweep {
  checkModel(inputs);
  checkOptions('options', options, 'grid, activeEntries, seed');
  const { grid = sparsityGrid, activeEntries = 100_000, seed = 0 } = options;
  checkNumbers('grid', grid);
  for (const [index, p] of grid.entries()) checkNumber(`grid[${index}]`, p, limits.activeProbability);
  checkInteger('activeEntries', activeEntries, limits.samples);
  checkInteger('seed', seed, limits.seed);
  const { model } = inputs;
  const points = [...new Set(grid)].map((activeProbability) =>
    resultOf(sparsityPoint({ model }, { activeProbability, activeEntries, seed })),
  );
  return sweepOf({ points });
}

/** Options of `sweepPoint`. */
export interface SweepPointOptions extends Omit<SparsitySweepOptions, 'grid'> {
  /** The p that the model was trained with, 10⁻⁶ … 1. Weights do not say it: 0.02 is assumed by default. */
  readonly activeProbability?: number | undefined;
  /** The q that it was trained with, a multiple of 0.5 in 1.5 … 8; 4 by default. */
  readonly lossExponent?: number | undefined;
}

/**
 * The order parameters of a model, which tell one kind of solution from another; `orderParameters` defines them. It
 * evaluates on activeEntries/(n·p) samples, at least 32 and at most a million. Blocks while it does.
 *
 * @throws TypeError or RangeError unless the first argument is `{ model: { weights } }`, and for wrong options
 */
export function sweepPoint(inputs: { readonly model: Model }, options: SweepPointOptions = {}): SweepPoint {
  checkModel(inputs);
  checkOptions('options', options, 'activeProbability, lossExponent, activeEntries, seed');
  const { activeProbability = 0.02, lossExponent = 4, activeEntries = 100_000, seed = 0 } = options;
  checkNumber('activeProbability', activeProbability, limits.activeProbability);
  checkLossExponent(lossExponent);
  checkInteger('activeEntries', activeEntries, limits.samples);
  checkInteger('seed', seed, limits.seed);
  return resultOf(pointOf({ model: inputs.model }, { activeProbability, lossExponent, activeEntries, seed }));
}

/** Runs a generator to its end. */
export function resultOf<Result>(steps: Generator<unknown, Result, void>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
