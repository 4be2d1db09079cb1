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
    // Each sweep trains models of its own, one for each value and seed. `values: []` leaves a sweep out. Without values, the
    // depth of the report decides; these are the values of a standard report. Its maps need values, or depth: 'full'.
    // neurons: { values: [1, 2, 5, 10, 20, 50], seeds: 1, steps: 10_000 },
    // activeProbability: { values: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2], seeds: 1, steps: 10_000 },
    // lossExponent: { values: [1.5, 2, 2.5, 3, 4, 5, 6, 8], seeds: 1, steps: 10_000 },
    // lossExponentSparse: { values: [2, 2.5, 3, 4, 6], activeProbability: 0.002, seeds: 1, steps: 10_000 },
    // trainingSteps: { values: [100, 300, 1000, 3000, 10_000, 30_000], seeds: 1 },
    // exponentByProbability: { values: { lossExponent: [2, 3, 4], activeProbability: [0.01, 0.1] }, seeds: 1, steps: 10_000 },
    // neuronsByProbability: { values: { neurons: [5, 10, 20], activeProbability: [0.01, 0.1] }, seeds: 1, steps: 10_000 },
  },
  report: {
    // depth: 'standard',      or 'brief': no sweeps and no cross-check, in seconds; or 'full': also the maps, and more seeds
    // crossCheck: true,       TensorFlow.js computes the first 200 steps too, and the report compares them
    // crossCheckStatistics: false,   true: TensorFlow.js also trains as many models, with random numbers of its own
    // git: false,             true: the provenance names the commit, and says whether files differ from it
  },
  // engine: 'kernel',          or 'reference', which gives the same bits
});
