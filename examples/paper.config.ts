import { defineConfig } from '@superposition/core/config';

// The setting that papers on computation in superposition often take, for `./superposition report --config examples/paper.config.ts`:
// more neurons, larger batches, a higher rate, and training until nothing changes. One seed takes many minutes; without the
// sweeps of a standard report, which would take days.
export default defineConfig({
  model: { features: 100, neurons: 50 },
  training: { steps: 100_000, batchSize: 8_192, learningRate: 0.01, seeds: 1 },
  report: { depth: 'brief' },
});
