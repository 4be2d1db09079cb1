import { initKinds, isLossExponent, limits, lossExponentRange, schedules } from '../config/limits.js';
import type { Weights } from '../network/weights.js';
import type { TrainingRequest } from './engine.js';
import { activations, inputConstraints } from './variant.js';

function checkInteger(
  name: string,
  value: number,
  { min, max }: { readonly min: number; readonly max: number },
) {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`${name} = ${value}: must be an integer ${min} … ${max}`);
}

function checkNumber(
  name: string,
  value: number,
  { min, max }: { readonly min: number; readonly max: number },
) {
  if (value >= min && value <= max) return;
  throw new RangeError(`${name} = ${value}: must be a number ${min} … ${max}`);
}

function checkOneOf(name: string, value: string, known: readonly string[]) {
  if (known.includes(value)) return;
  throw new RangeError(`${name} = ${value}: must be one of ${known.join(', ')}`);
}

/** Throws a RangeError unless both matrices have the sizes they say and only finite entries. */
export function checkWeights({ features, neurons, input, output }: Weights): void {
  checkInteger('weights.features', features, limits.features);
  checkInteger('weights.neurons', neurons, limits.neurons);
  for (const [name, matrix] of Object.entries({ input, output })) {
    if (matrix.length !== features * neurons) {
      const expected = `${features} features × ${neurons} neurons`;
      throw new RangeError(`weights.${name} has ${matrix.length} entries: must be ${expected}`);
    }
    const bad = matrix.findIndex((entry) => !Number.isFinite(entry));
    if (bad >= 0) throw new RangeError(`weights.${name}[${bad}] = ${matrix[bad]}: must be a finite number`);
  }
}

/**
 * Throws a RangeError, before any work, unless a request can be trained. The error names the setting, its value and the
 * allowed range. Engines check requests by themselves, for callers who did not use `parseConfig`.
 */
export function checkTrainingRequest(request: TrainingRequest): void {
  const { config, seed, initial, variant = {}, checkpoints = [], reportEvery = 1 } = request;
  const { model, data, training } = config;
  checkInteger('seed', seed, limits.seed);
  checkInteger('model.features', model.features, limits.features);
  checkInteger('model.neurons', model.neurons, limits.neurons);
  checkInteger('features × neurons', model.features * model.neurons, limits.weightEntries);
  checkOneOf('model.init.kind', model.init.kind, initKinds);
  checkNumber('model.init.scale', model.init.scale, limits.initScale);
  checkNumber('data.activeProbability', data.activeProbability, limits.activeProbability);
  checkInteger('training.steps', training.steps, limits.steps);
  checkInteger('training.batchSize', training.batchSize, limits.batchSize);
  checkInteger('batchSize × features', training.batchSize * model.features, limits.batchEntries);
  checkNumber('training.learningRate', training.learningRate, limits.learningRate);
  checkOneOf('training.schedule', training.schedule, schedules);
  if (!isLossExponent(training.lossExponent)) {
    throw new RangeError(`training.lossExponent = ${training.lossExponent}: must be ${lossExponentRange}`);
  }
  for (const step of checkpoints) checkInteger('checkpoint', step, { min: 0, max: training.steps });
  checkInteger('reportEvery', reportEvery, limits.steps);
  checkOneOf('variant.activation', variant.activation ?? 'relu', activations);
  checkOneOf('variant.inputConstraint', variant.inputConstraint ?? 'free', inputConstraints);
  if (initial === undefined) return;
  checkWeights(initial);
  if (initial.features !== model.features || initial.neurons !== model.neurons) {
    throw new RangeError(
      `initial weights of ${initial.features} features × ${initial.neurons} neurons: ` +
        `must be ${model.features} × ${model.neurons} as in the config`,
    );
  }
}
