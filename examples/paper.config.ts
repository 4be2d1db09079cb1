import { defineConfig } from '@superposition/core/config';

// The setting that papers on computation in superposition often take, for `./superposition report --config examples/paper.config.ts`:
// more neurons, larger batches, a higher rate, and training until nothing changes. One seed takes many minutes; without the
// sweeps, which would take days.
const off = { values: [] };

export default defineConfig({
  model: { features: 100, neurons: 50 },
  training: { steps: 100_000, batchSize: 8_192, learningRate: 0.01, seeds: 1 },
  sweeps: {
    neurons: off,
    activeProbability: off,
    lossExponent: off,
    trainingSteps: off,
    exponentByProbability: { values: { lossExponent: [], activeProbability: [] } },
    neuronsByProbability: { values: { neurons: [], activeProbability: [] } },
  },
});
