import type { ConfigProblem } from './config-problems.js';
import type { Config, Engine } from './config-schema.js';
import { limits } from './limits.js';
import { configAt, type SweepAxis, sweepsOf, sweptPaths } from './sweeps.js';

/** A limit across settings. */
interface Limit {
  /** The settings that the limit involves. We check the limit only when each of these settings is valid by itself. */
  readonly paths: readonly string[];
  readonly check: (config: Config, installed: readonly Engine[]) => ConfigProblem | undefined;
}

/** The largest value of one factor when the other factor is given and their product is bounded. */
const share = (product: number, other: number, max: number) => Math.min(max, Math.floor(product / other));

/** The limits on one training. */
const trainingLimits: readonly Limit[] = [
  {
    paths: ['model.features', 'model.neurons', 'model.init.kind'],
    check: ({ model }) =>
      model.init.kind === 'naive' && model.neurons > model.features
        ? {
            path: 'model.neurons',
            value: model.neurons,
            message:
              `must be an integer 1 … ${model.features} (model.features) when model.init.kind is 'naive', ` +
              'where neuron k serves feature k',
          }
        : undefined,
  },
  {
    paths: ['model.features', 'model.neurons'],
    check: ({ model }) =>
      model.features * model.neurons > limits.weightEntries.max
        ? {
            path: 'model.neurons',
            value: model.neurons,
            message:
              `must be an integer 1 … ${share(limits.weightEntries.max, model.features, limits.neurons.max)} with ` +
              `model.features ${model.features}: a weight matrix has at most ${limits.weightEntries.max} entries`,
          }
        : undefined,
  },
  {
    paths: ['model.features', 'training.batchSize'],
    check: ({ model, training }) =>
      model.features * training.batchSize > limits.batchEntries.max
        ? {
            path: 'training.batchSize',
            value: training.batchSize,
            message:
              `must be an integer 1 … ${share(limits.batchEntries.max, model.features, limits.batchSize.max)} with ` +
              `model.features ${model.features}: batchSize × features is at most ${limits.batchEntries.max}`,
          }
        : undefined,
  },
];

/** Every point of every sweep is a training like the config’s own, with the same limits. */
const sweepLimit: Limit = {
  paths: ['sweeps', ...Object.values(sweptPaths), ...trainingLimits.flatMap(({ paths }) => paths)],
  check: (config) => {
    // If the config itself breaks a limit, we report that once, and not again for each point of each sweep.
    const limitsKept = trainingLimits.filter(({ check }) => check(config, []) === undefined);
    for (const { axes, points } of sweepsOf(config)) {
      for (const point of points) {
        const at = configAt(config, point);
        const problem = limitsKept.flatMap(({ check }) => check(at, []) ?? [])[0];
        if (problem === undefined) continue;
        const all: readonly SweepAxis[] = axes;
        const { path, setting } = all.find((axis) => sweptPaths[axis.setting] === problem.path) ?? axes[0];
        const reason = `${problem.path} ${problem.message}`;
        return { path, value: point[setting], message: `is not a value to train with: ${reason}` };
      }
    }
    return undefined;
  },
};

/** The limits that involve several settings or the installed engines. */
export const crossFieldLimits: readonly Limit[] = [
  ...trainingLimits,
  sweepLimit,
  {
    paths: ['engine'],
    check: ({ engine }, installed) =>
      installed.includes(engine)
        ? undefined
        : {
            path: 'engine',
            value: engine,
            message: `is not installed; must be one of ${installed.map((name) => `'${name}'`).join(', ')}`,
          },
  },
];
