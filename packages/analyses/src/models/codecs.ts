import type { TrainedModel } from '@superposition/core/internal/training/engine';
import type { Evaluation } from '@superposition/core/internal/evaluation/evaluate';
import type { Weights } from '@superposition/core/internal/network/weights';
import { float32, float64, json, record } from '@superposition/pipeline/internal/values/codec';
import type { Model } from './model.js';

const weights = record<Weights>({ features: json(), neurons: json(), input: float32, output: float32 });

/** Weights as float32, and the loss curve. */
export const trainedModel = record<TrainedModel>({ weights, curve: json() });

/** Weights as float32, for a model that has no loss curve. */
export const givenModel = record<Model>({ weights });

/** Losses as JSON, sums per feature as float64. */
export const evaluation = record<Evaluation>({
  features: json(),
  samples: json(),
  activeProbability: json(),
  lossExponent: json(),
  losses: json(),
  isolated: float64,
  interference: json(),
  activeCount: float64,
  squaredDifference: float64,
  squaredDifferenceSquare: float64,
  fourthDifference: float64,
  powerDifference: float64,
  positiveCount: float64,
  positiveDifference: float64,
  allSquared: float64,
  allFourth: float64,
  allPower: float64,
});
