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
  sweeps: {
    // Each trains models of its own. `values: []` leaves one out, null is the default grid; a value more trains one model a seed.
    // neurons: { values: [1, 2, 5, 10, 20, 30, 50, 70, 90], seeds: 3, steps: null },          steps null: training.steps
    // activeProbability: { values: [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3], seeds: 3, steps: null },
    // lossExponent: { values: [1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8], seeds: 3, steps: null },
    // trainingSteps: { values: [100, 300, 1000, 3000, 10_000, 30_000], seeds: 3 },
    // exponentByProbability: { values: { lossExponent: null, activeProbability: null }, seeds: 1, steps: 500 },
    // neuronsByProbability: { values: { neurons: null, activeProbability: null }, seeds: 1, steps: 500 },
  },
  report: {
    // crossCheck: true,       the first 200 steps by TensorFlow.js as well, compared
    // crossCheckStatistics: false,   as many whole trainings by TensorFlow.js with random numbers of its own
  },
  // engine: 'kernel',          or 'reference', which gives the same bits
});
