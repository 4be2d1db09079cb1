import type { Config } from './config-schema.js';
import { limits } from './limits.js';

type Depth = Config['report']['depth'];

/** The values of a default grid, by the depth of the report. */
interface Grid {
  readonly standard: readonly number[];
  readonly full: readonly number[];
}

const probabilities: Grid = {
  standard: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2],
  full: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
};

const lines = {
  neurons: { standard: [1, 2, 5, 10, 20, 50], full: [1, 2, 5, 10, 20, 30, 50, 70, 90] },
  activeProbability: probabilities,
  lossExponent: {
    standard: [1.5, 2, 2.5, 3, 4, 5, 6, 8],
    full: [1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8],
  },
  lossExponentSparse: { standard: [2, 2.5, 3, 4, 6], full: [1.5, 2, 2.5, 3, 4, 5, 6, 8] },
  trainingSteps: {
    standard: [100, 300, 1000, 3000, 10_000, 30_000],
    full: [100, 300, 1000, 3000, 10_000, 30_000, 100_000],
  },
} as const satisfies Record<string, Grid>;

const maps = {
  neurons: [1, 2, 5, 10, 15, 20, 40],
  activeProbability: probabilities.standard,
  lossExponent: [1.5, 2, 2.5, 3, 4, 6, 8],
} as const satisfies Record<string, readonly number[]>;

/** The default values of a line at a depth, without the config's own value. A brief report has no default sweeps. */
export function lineGrid(name: keyof typeof lines, depth: Depth): readonly number[] {
  return depth === 'brief' ? [] : lines[name][depth];
}

/** The default values of an axis of a map. */
export function mapGrid(setting: keyof typeof maps): readonly number[] {
  return maps[setting];
}

/**
 * The number of steps that sweeps train for, unless the config says it: 10 × training.steps and at least 10,000. At the
 * document's settings, models have converged by then; after its own 1,000 steps they have not.
 */
export function convergedSteps({ training: { steps } }: Pick<Config, 'training'>): number {
  return Math.min(limits.steps.max, Math.max(10 * steps, 10_000));
}

/** The longest training of the default sweep over steps: long enough to judge whether `convergedSteps` has converged. */
export function longestSteps(config: Pick<Config, 'training' | 'report'>): number {
  const factor = config.report.depth === 'full' ? 10 : 3;
  return Math.min(limits.steps.max, factor * convergedSteps(config));
}
