import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import { exactResponses, ownResponses } from '@superposition/core/internal/network/responses';
import { populationSd } from '@superposition/core/internal/numbers/statistics';
import type { Model } from '../models/model.js';
import { fourDesignKurtosis, uniformGain } from './gain-cubic.js';
import { responseShape } from './response-shape.js';

/** A model along a sweep, beside the theory of the gain. */
export interface GainPoint {
  readonly settings: SweptSettings;
  readonly features: number;
  /** The mean and the standard deviation over features of R⁺[i,i]; null if the training diverged. */
  readonly gain: number | null;
  readonly gainSd: number | null;
  /** The gain of least loss in the uniform family, with κ measured on the model; null without crosstalk. */
  readonly measured: number | null;
  /** The same with the κ of a 4-design, which nothing is measured for. */
  readonly fourDesign: number;
}

/** The theory of the gain along a line of models of one seed. Points with as many neurons as features are left out. */
export interface GainLine {
  readonly seed: number;
  readonly points: readonly GainPoint[];
}

export interface GainLineParams {
  /** The settings that each model was trained with, in the order of the inputs. All have the loss exponent 4. */
  readonly points: readonly SweptSettings[];
  readonly seed: number;
}

/** Compares the gain of each model with the theory. */
export function gainLine(
  { models }: { readonly models: readonly Model[] },
  { points, seed }: GainLineParams,
): GainLine {
  return {
    seed,
    points: points.flatMap((settings, index) => {
      const { weights } = models[index]!;
      return weights.neurons < weights.features ? [gainPoint({ weights }, settings)] : [];
    }),
  };
}

/** Compares the gain of one model, of fewer neurons than features, with the theory. */
export function gainOfModel(
  { model }: { readonly model: Model },
  { settings }: { readonly settings: SweptSettings },
): GainPoint {
  return gainPoint(model, settings);
}

function gainPoint({ weights }: Model, settings: SweptSettings): GainPoint {
  const { features, neurons } = weights;
  const family = { features, neurons, activeProbability: settings.activeProbability };
  const fourDesign = uniformGain({ ...family, kurtosis: fourDesignKurtosis(features, neurons) }).gain;
  const hasNumbers = [weights.input, weights.output].every((matrix) => matrix.every(Number.isFinite));
  if (!hasNumbers) return { settings, features, gain: null, gainSd: null, measured: null, fourDesign };
  const { gain, kurtosis } = responseShape(exactResponses(weights));
  return {
    settings,
    features,
    gain,
    gainSd: populationSd(ownResponses(weights).positive),
    measured: Number.isNaN(kurtosis) ? null : uniformGain({ ...family, kurtosis }).gain,
    fourDesign,
  };
}
