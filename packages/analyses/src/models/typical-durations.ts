import type { TrainingParams } from './training-steps.js';

// Milliseconds on a processor of 2024. The constants were fitted to the durations that `superposition cache ls --json` lists after
// the default report, which trains models of 1 … 90 neurons, at active probabilities of 0.001 … 0.3. They say what a machine
// takes for one thing in relation to another; how fast the machine is follows from what it has recorded.

const perSample = 13e-6;
const perActiveFeature = 7.3e-6;
const perOutput = 0.155e-6;
const perOutputWeight = 0.103e-6;
const perActiveInputWeight = 0.26e-6;
const perWeightUpdate = 15e-6;

/**
 * A training with the kernel. Its work follows the active features, so it takes longer for a larger active probability, and a
 * sample without any costs almost nothing.
 */
export function typicalKernelTraining({ model, data, training }: TrainingParams): number {
  const { features, neurons } = model;
  const { steps, batchSize } = training;
  const active = features * data.activeProbability;
  const isActive = 1 - (1 - data.activeProbability) ** features;
  const sample =
    perSample +
    active * (perActiveFeature + neurons * perActiveInputWeight) +
    isActive * features * (perOutput + neurons * perOutputWeight);
  return 20 + steps * (batchSize * sample + 2 * features * neurons * perWeightUpdate);
}

/** A training with the reference engine, which does the same work in plain TypeScript. */
export function typicalReferenceTraining(params: TrainingParams): number {
  return 30 * typicalKernelTraining(params);
}

/** A training with TensorFlow.js: it loads for a second, and multiplies whole matrices. */
export function typicalTfjsTraining({ model, training }: TrainingParams): number {
  return 1_000 + training.steps * training.batchSize * model.features * model.neurons * 3e-6;
}

/** An evaluation on so many samples, with the features and neurons of the document. */
export function typicalEvaluation({ samples }: { readonly samples: number }): number {
  return 5 + samples * 185e-6;
}
