import { defineConfig } from '@superposition/core/config';

// What `pnpm report` runs. Everything left out has the default written beside it; change a line, run it again, and only
// what depends on it is computed again. Ranges and explanations: packages/core/README.md.
export default defineConfig({
  model: {
    // features: 100,
    // neurons: 10,
    // init: { kind: 'normal', scale: 0.01 },   or 'kaiming-uniform', 'xavier-uniform', 'naive'
  },
  data: {
    // activeProbability: 0.02,
  },
  training: {
    // steps: 1000,
    // batchSize: 2048,
    // learningRate: 0.003,
    // lossExponent: 4,        a multiple of 0.5 from 1.5 to 8
    // schedule: 'cosine',     or 'constant'
    // seeds: 10,              a count, or a list: [3, 14, 15]
  },
  evaluation: {
    // samples: 1_000_000,     for each model
  },
  // engine: 'reference',
});
