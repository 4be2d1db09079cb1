import {
  crossGain,
  effectiveMap,
  featureOrders,
  geometry,
  inputWeights,
  isolatedAndTotal,
  type Measured,
  measure,
  perFeatureMse,
  randomFrames,
  responseCurves,
  sparsitySweep,
} from '@superposition/analyses';
import { cosineDistributions } from '@superposition/analyses/internal/geometry/cosine-distributions';
import type { Model } from '@superposition/analyses/internal/models/model';
import { summariseQuantities } from '@superposition/analyses/internal/quantities/summarise-quantities';
import type { FeatureOrders } from '@superposition/analyses/internal/weights/feature-orders';
import { neuronUses } from '@superposition/analyses/internal/weights/neuron-uses';
import { checkInteger, checkOptions } from '@superposition/core/internal/public/arguments';
import { checkWeights } from '@superposition/core/internal/public/weights';
import { limits } from '@superposition/core/internal/config/limits';
import { responseFacts } from '@superposition/core/internal/network/response-facts';
import type { Weights } from '@superposition/core/internal/network/weights';
import type { Figure } from '../figure.js';
import { figure8 } from '../figures/cross-gain.js';
import { figure4 } from '../figures/effective-map.js';
import { figure6 } from '../figures/error-by-sparsity.js';
import { figure5 } from '../figures/geometry.js';
import { figure3 } from '../figures/input-weights.js';
import { figure9 } from '../figures/isolated-and-total.js';
import { figure1 } from '../figures/per-feature-error.js';
import { figure2 } from '../figures/response-curves.js';
import { statedProbability } from '../sentences/given-figures.js';
import type { Sentence } from '../sentences/rule.js';

/** Options of the figures. */
export interface FigureOptions {
  /**
   * The probability p that a feature is active in the data that the weights are evaluated on, 10⁻⁶ … 1. **Pass the p that
   * the weights were trained with**: weights do not say it, and 0.02 is assumed by default. The captions of the figures that
   * depend on p say which it was. Figures of the weights alone do not depend on it.
   */
  readonly activeProbability?: number | undefined;
  /** Monte-Carlo samples, 1 … 10⁹; 100,000 by default. */
  readonly samples?: number | undefined;
  /** An integer that names the streams of the samples; 0 by default. */
  readonly seed?: number | undefined;
  /** The seed of the model, for captions: “One model, seed 3”. null, the default: “The given model”. */
  readonly modelSeed?: number | null | undefined;
}

interface Drawn {
  readonly measured: Measured;
  readonly modelSeed: number | null;
  readonly activeProbability: number;
  readonly statedProbability: Sentence;
}

/** So few that drawing them takes a small part of a second for 100 features. */
const browserFrames = 200;

/** The p of the default config. */
const assumedProbability = 0.02;

/** Weights do not say how long they were trained, and there are no models of further seeds. */
const unknownTraining = { steps: null, otherSeeds: [] } as const;

const members = 'activeProbability, samples, seed, modelSeed';

function checked(weights: Weights, options: FigureOptions): { readonly modelSeed: number | null } {
  if (Array.isArray(weights)) throw new TypeError('weights is a list: draw one model at a time');
  checkWeights(weights);
  checkOptions('options', options, members);
  const { modelSeed = null } = options;
  if (modelSeed !== null) checkInteger('modelSeed', modelSeed, limits.seed);
  return { modelSeed };
}

function drawn(weights: Weights, options: FigureOptions): Drawn {
  const { modelSeed } = checked(weights, options);
  const { activeProbability = assumedProbability, samples = 100_000, seed = 0 } = options;
  return {
    measured: measure(weights, { activeProbability, samples, seed }),
    modelSeed,
    activeProbability,
    statedProbability: stated(options),
  };
}

/** A figure whose caption also says with which p it was made, and whether that was assumed. */
function statingProbability(figure: Figure, statement: string): Figure {
  return { ...figure, caption: [...figure.caption, statement] };
}

function stated({ activeProbability }: FigureOptions): Sentence {
  return statedProbability(activeProbability ?? assumedProbability, activeProbability === undefined);
}

/** What the figures of W_eff and of R⁺ draw. */
function ofResponses(model: { readonly model: Model; readonly orders: FeatureOrders }) {
  const responses = responseFacts(model.model.weights);
  return { map: effectiveMap(model), gains: crossGain(model), responses, others: [] };
}

/** What the figures of the weights alone need. */
function unmeasured(weights: Weights, options: FigureOptions) {
  const { modelSeed } = checked(weights, options);
  const model = { weights };
  return { model, modelSeed, orders: featureOrders({ model }) };
}

/**
 * The mean squared error of each feature while it is active, beside the naive solution (figure 1 of the report). Blocks
 * while it evaluates the samples, as `measure` of analyses.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function perFeatureErrorFigure(weights: Weights, options: FigureOptions = {}): Figure {
  return ofErrors(drawn(weights, options));
}

function ofErrors({ measured, modelSeed: seed, activeProbability, statedProbability }: Drawn): Figure {
  const figure = figure1(
    { errors: perFeatureMse(measured), others: [] },
    { seed, activeProbability, ...unknownTraining },
  );
  return statingProbability(figure, statedProbability);
}

/**
 * The output of each feature when it alone is active (figure 2 of the report); exact.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function responseCurvesFigure(weights: Weights, options: FigureOptions = {}): Figure {
  const { model, modelSeed } = unmeasured(weights, options);
  return figure2(
    { curves: responseCurves({ model }), others: [], exponents: [] },
    { seed: modelSeed, lossExponent: null, ...unknownTraining },
  );
}

/**
 * W_in as a heatmap in two orders, and how many neurons each feature uses (figure 3 of the report); exact.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function inputWeightsFigure(weights: Weights, options: FigureOptions = {}): Figure {
  const { modelSeed, ...model } = unmeasured(weights, options);
  const inputs = {
    weights: inputWeights(model),
    uses: neuronUses({ model: model.model, others: [] }),
    lengths: [],
    convergence: [],
  };
  return figure3(inputs, { seed: modelSeed, steps: null });
}

/**
 * W_out and W_out·W_in as heatmaps, with the entries on and off the diagonal (figure 4 of the report); exact.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function effectiveMapFigure(weights: Weights, options: FigureOptions = {}): Figure {
  const { modelSeed, ...model } = unmeasured(weights, options);
  return figure4(ofResponses(model), { seed: modelSeed, steps: null, otherSeeds: [] });
}

/**
 * The angles between the encodings, beside those of random directions (figure 5 of the report). Blocks while it draws 200
 * random frames, where the report draws 2,000; the definitions say how many.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function geometryFigure(weights: Weights, options: FigureOptions = {}): Figure {
  const { modelSeed, ...model } = unmeasured(weights, options);
  const frames = randomFrames({ model: model.model }, { frames: browserFrames });
  const distributions = cosineDistributions({ model: model.model, others: [] }, { frames: browserFrames });
  return figure5({ geometry: geometry(model), frames, distributions }, { seed: modelSeed, steps: null });
}

/**
 * The mean squared error at other active probabilities (figure 6 of the report), each with about as many active entries as
 * `samples`. Blocks for about 0.2 s with the default samples
 * and 100 features through 10 neurons.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function errorBySparsityFigure(weights: Weights, options: FigureOptions = {}): Figure {
  const { modelSeed } = checked(weights, options);
  const { activeProbability = assumedProbability, samples = 100_000, seed = 0 } = options;
  const { features, neurons } = weights;
  const sweep = sparsitySweep({ model: { weights } }, { activeEntries: samples, seed });
  const figure = figure6(
    { sweep, convergence: [] },
    { seed: modelSeed, features, neurons, activeProbability },
  );
  return statingProbability(figure, stated(options));
}

/**
 * The response of every output to every feature, R⁺, and the interference that each output receives (figure 8 of the
 * report); exact.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function crossGainFigure(weights: Weights, options: FigureOptions = {}): Figure {
  const { modelSeed, ...model } = unmeasured(weights, options);
  return figure8(ofResponses(model), { seed: modelSeed, steps: null, otherSeeds: [] });
}

/**
 * The part of each feature's error that it has in isolation, and the part from other features (figure 9 of the report).
 * Blocks while it evaluates the samples.
 *
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 */
export function isolatedAndTotalFigure(weights: Weights, options: FigureOptions = {}): Figure {
  return ofParts(drawn(weights, options));
}

function ofParts({ measured, modelSeed: seed, activeProbability, statedProbability }: Drawn): Figure {
  const figure = figure9(
    {
      parts: isolatedAndTotal(measured),
      quantities: summariseQuantities({ models: [measured.quantities] }),
      others: [],
    },
    { seed, activeProbability, steps: null, lossExponent: measured.evaluation.lossExponent },
  );
  return statingProbability(figure, statedProbability);
}

/**
 * All figures that one model has, in the order of the report, numbered from 1: errors by feature, response curves, input
 * weights, effective map, geometry, error by sparsity, cross-gain, isolated and total error. A figure is plain JSON. The
 * captions say “The given model”, or the seed that `modelSeed` gives. Blocks for about half a second with
 * the defaults and 100 features through 10 neurons.
 *
 * Weights do not say with which p they were trained. Pass it as `activeProbability`; 0.02 is assumed otherwise, and the
 * captions say so.
 *
 * @param weights W_in (`input`) is neurons × features, W_out (`output`) features × neurons, both row by row
 * @throws TypeError or RangeError for what is no weights and for wrong options; they name the place
 *   (`weights.input[4] is NaN`)
 */
export function figuresOf(weights: Weights, options: FigureOptions = {}): readonly Figure[] {
  const measured = drawn(weights, options);
  return [
    ofErrors(measured),
    responseCurvesFigure(weights, options),
    inputWeightsFigure(weights, options),
    effectiveMapFigure(weights, options),
    geometryFigure(weights, options),
    errorBySparsityFigure(weights, options),
    crossGainFigure(weights, options),
    ofParts(measured),
  ].map((figure, index) => ({ ...figure, id: `figure-${index + 1}`, number: index + 1 }));
}
