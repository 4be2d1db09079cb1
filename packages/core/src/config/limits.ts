/**
 * The closed range of each number that a training or an evaluation accepts. The config schema and the engines' own
 * checks both read these ranges, so each bound is written once.
 */
export const limits = {
  features: { min: 1, max: 4096 },
  neurons: { min: 1, max: 4096 },
  /** features × neurons, the entries of one weight matrix. A training holds eight float32 arrays of this size. */
  weightEntries: { min: 1, max: 2 ** 22 },
  initScale: { min: 0, max: 10 },
  /** Below 10⁻⁶, a batch of ordinary size is empty, and the first threshold of the gap table becomes coarse. */
  activeProbability: { min: 1e-6, max: 1 },
  steps: { min: 1, max: 1_000_000 },
  batchSize: { min: 1, max: 2 ** 20 },
  /** batchSize × features. The walk that draws a batch passes over this many entries. */
  batchEntries: { min: 1, max: 2 ** 26 },
  learningRate: { min: 1e-8, max: 10 },
  lossExponent: { min: 1.5, max: 8 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  seedCount: { min: 1, max: 1000 },
  samples: { min: 1, max: 1_000_000_000 },
  /** The number of values of a sweep over one setting, or on each axis of a sweep over two. */
  sweepValues: { min: 0, max: 100 },
  mapValues: { min: 0, max: 40 },
  titleLength: { min: 1, max: 200 },
} as const;

/** The allowed loss exponents in words, for messages. */
export const lossExponentRange = `a multiple of 0.5 in ${limits.lossExponent.min} … ${limits.lossExponent.max}`;

/** True for the exponents that need only products and one square root: multiples of 0.5 in 1.5 … 8. */
export function isLossExponent(value: number): boolean {
  return Number.isInteger(2 * value) && value >= limits.lossExponent.min && value <= limits.lossExponent.max;
}

/** How the weights start; `initialWeights` defines each. */
export const initKinds = ['normal', 'kaiming-uniform', 'xavier-uniform', 'naive'] as const;

/** How the learning rate runs; `learningRateAt` defines each. */
export const schedules = ['cosine', 'constant'] as const;

/** How much a report shows; `sweepsOf` and `hasCrossCheck` say what each has. */
export const depths = ['brief', 'standard', 'full'] as const;
