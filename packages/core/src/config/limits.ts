/**
 * The closed ranges of every number a training or an evaluation accepts. The config schema and the engines'
 * own checks both read them, so that a bound is written once.
 */
export const limits = {
  features: { min: 1, max: 4096 },
  neurons: { min: 1, max: 4096 },
  /** features × neurons, the entries of one weight matrix: eight such float32 arrays are alive in training. */
  weightEntries: { min: 1, max: 2 ** 22 },
  initScale: { min: 0, max: 10 },
  /** Below one in a million a batch of ordinary size is empty and the gap table's first threshold gets coarse. */
  activeProbability: { min: 1e-6, max: 1 },
  steps: { min: 1, max: 1_000_000 },
  batchSize: { min: 1, max: 2 ** 20 },
  /** batchSize × features, the entries a batch's walk passes over. */
  batchEntries: { min: 1, max: 2 ** 26 },
  learningRate: { min: 1e-8, max: 10 },
  lossExponent: { min: 1.5, max: 8 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  seedCount: { min: 1, max: 1000 },
  samples: { min: 1, max: 1_000_000_000 },
  /** Values of a sweep along one setting, and along each axis of one over two. */
  sweepValues: { min: 0, max: 100 },
  mapValues: { min: 0, max: 40 },
  titleLength: { min: 1, max: 200 },
} as const;

/** The words for the allowed loss exponents, for messages. */
export const lossExponentRange = `a multiple of 0.5 in ${limits.lossExponent.min} … ${limits.lossExponent.max}`;

/** True for the exponents that need only products and one square root: multiples of 0.5 in 1.5 … 8. */
export function isLossExponent(value: number): boolean {
  return Number.isInteger(2 * value) && value >= limits.lossExponent.min && value <= limits.lossExponent.max;
}

/** How the weights start; `initialWeights` defines each. */
export const initKinds = ['normal', 'kaiming-uniform', 'xavier-uniform', 'naive'] as const;

/** How the learning rate runs; `learningRateAt` defines each. */
export const schedules = ['cosine', 'constant'] as const;
