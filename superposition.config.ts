import { defineConfig } from '@superposition/core/config';

// `pnpm report` runs this config. The comments below show the defaults. To change a setting, uncomment its line, change
// the value and run `pnpm report` again. Only the stages that depend on the setting run again. All settings and their
// ranges are explained in packages/core/README.md.
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
    // Each sweep trains models of its own, one for each value and seed. `values: []` leaves a sweep out.
    // `null` stands for the default grid, and `steps: null` for training.steps.
    // neurons: { values: [1, 2, 5, 10, 20, 30, 50, 70, 90], seeds: 3, steps: null },
    // activeProbability: { values: [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3], seeds: 3, steps: null },
    // lossExponent: { values: [1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8], seeds: 3, steps: null },
    // trainingSteps: { values: [100, 300, 1000, 3000, 10_000, 30_000], seeds: 3 },
    // exponentByProbability: { values: { lossExponent: null, activeProbability: null }, seeds: 1, steps: 500 },
    // neuronsByProbability: { values: { neurons: null, activeProbability: null }, seeds: 1, steps: 500 },
  },
  report: {
    // crossCheck: true,       TensorFlow.js computes the first 200 steps too, and the report compares them
    // crossCheckStatistics: false,   true: TensorFlow.js also trains as many models, with random numbers of its own
    // git: false,             true: the provenance names the commit, and says whether files differ from it
  },
  // engine: 'kernel',          or 'reference', which gives the same bits
});
