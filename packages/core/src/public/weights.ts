import type { Config } from '../config/config-schema.js';
import { initKinds, limits } from '../config/limits.js';
import { initialWeights as initial, naiveWeights as naive, type Weights } from '../network/weights.js';
import { checkInteger, checkNumber, checkObject, described, tagOf } from './arguments.js';

const shape = '{ features, neurons, input, output }';

/**
 * Checks that a value is the weights of a network: `features` and `neurons` are integers 1 … 4,096, both matrices are
 * Float32Arrays of features × neurons entries (at most 2²²), and every entry is finite. Every function that takes weights
 * does this first. The work is proportional to the number of entries.
 *
 * @param name the argument in messages, `weights` by default
 * @throws TypeError for what is no weights, such as a list of rows; RangeError for wrong numbers: a shape beyond the
 *   limits, a matrix of another length, NaN or an infinity (`weights.input[4] is NaN`)
 */
export function checkWeights(weights: unknown, name = 'weights'): asserts weights is Weights {
  if (typeof name !== 'string') throw new TypeError(`name is ${described(name)}: must be a text`);
  checkObject(name, weights, `weights: ${shape}`);
  if (weights['input'] === undefined && typeof weights['weights'] === 'object') {
    throw new TypeError(`${name} is a model: pass its weights, model.weights`);
  }
  for (const member of ['features', 'neurons', 'input', 'output'] as const) {
    if (weights[member] === undefined) {
      throw new TypeError(`${name}.${member} is missing: weights are ${shape}`);
    }
  }
  const { features, neurons } = weights;
  checkInteger(`${name}.features`, features, limits.features);
  checkInteger(`${name}.neurons`, neurons, limits.neurons);
  checkInteger(`${name}.features × ${name}.neurons`, features * neurons, limits.weightEntries);
  for (const member of ['input', 'output'] as const)
    checkMatrix(`${name}.${member}`, weights[member], features, neurons);
}

function checkMatrix(name: string, matrix: unknown, features: number, neurons: number): void {
  if (tagOf(matrix) !== 'Float32Array') {
    const hint = Array.isArray(matrix)
      ? `: Float32Array.from(${Array.isArray(matrix[0]) ? 'rows.flat()' : 'numbers'}), row by row`
      : ', row by row';
    throw new TypeError(`${name} is ${described(matrix)}: must be a Float32Array${hint}`);
  }
  const entries = matrix as Float32Array;
  if (entries.length !== features * neurons) {
    throw new RangeError(
      `${name} has ${entries.length} entries: must be ${features * neurons} ` +
        `(${features} features × ${neurons} neurons)`,
    );
  }
  const bad = entries.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) throw new RangeError(`${name}[${bad}] is ${entries[bad]}: must be a finite number`);
}

/**
 * The weights that training starts from, a pure function of model and seed (streams 'init input' and 'init output').
 * By `model.init.kind`:
 * `normal`: every entry normal with standard deviation `init.scale`;
 * `kaiming-uniform`: PyTorch's nn.Linear default, uniform ±1/√fan_in (features for W_in, neurons for W_out);
 * `xavier-uniform`: uniform ±√(6/(features + neurons)) (Glorot and Bengio 2010);
 * `naive`: neuron k serves feature k with weights 1 in and out, plus normal noise of `init.scale` on every entry.
 *
 * @param model the group `model` of a config, whole: `defaultConfig.model` is one
 * @param seed an integer 0 … 2³² − 1; 0 by default
 * @throws TypeError for a missing member; RangeError for a value outside of its range
 */
export function initialWeights(model: Config['model'], seed = 0): Weights {
  checkObject('model', model, 'the group model of a config: { features, neurons, init: { kind, scale } }');
  checkShape(model.features, model.neurons, 'model.');
  checkObject('model.init', model.init, 'an object: { kind, scale }');
  const { kind, scale } = model.init;
  if (!(initKinds as readonly unknown[]).includes(kind)) {
    const known = initKinds.map((each) => `'${each}'`).join(', ');
    throw new RangeError(`model.init.kind is ${described(kind)}: must be one of ${known}`);
  }
  checkNumber('model.init.scale', scale, limits.initScale);
  checkInteger('seed', seed, limits.seed);
  return initial(model, seed);
}

/**
 * The naive solution: neuron k serves feature k alone, with weights 1 in and out, so min(features, neurons) features are
 * computed exactly and the others answer 0.
 *
 * @throws TypeError or RangeError unless both are integers 1 … 4,096 whose product is at most 2²²
 */
export function naiveWeights(features: number, neurons: number): Weights {
  checkShape(features, neurons, '');
  return naive(features, neurons);
}

/** @throws TypeError or RangeError unless a network may have this shape */
export function checkShape(features: unknown, neurons: unknown, prefix: string): void {
  checkInteger(`${prefix}features`, features, limits.features);
  checkInteger(`${prefix}neurons`, neurons, limits.neurons);
  checkInteger(`${prefix}features × ${prefix}neurons`, features * neurons, limits.weightEntries);
}
