import { sparsitySweep } from '@superposition/analyses';
import { configSchema } from '@superposition/core/internal/config/config';
import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { expect, it } from 'vitest';
import { figure6 } from '../src/figures/error-by-sparsity.js';

const random = (features: number, neurons: number): Weights =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.4 } }, 1);

/** A model of 40 features and 8 neurons, trained for 500 steps. */
function trained(lossExponent: number): Weights {
  const config = configSchema.parse({
    model: { features: 40, neurons: 8 },
    training: { steps: 500, batchSize: 512, learningRate: 0.01, lossExponent },
  });
  const steps = trainKernel({ config, seed: 0 });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value.weights;
  }
}

const grid = [0.001, 0.01, 0.05, 0.2, 0.5, 1];
const half = naiveWeights(20, 10);

// Sweeps of the report have a million entries a point. A point whose difference is nearly 5 % needs more than the others.
it.each<[string, Weights, activeEntries?: number]>([
  ['one feature', { ...naiveWeights(1, 1), output: Float32Array.of(0.4) }],
  ['half of the features', half],
  ['none of the features', { ...half, output: half.output.map(() => 0) }],
  ['nothing it has learned', random(20, 4)],
  ['fewer features than neurons', random(4, 10)],
  ['what it learned under L4', trained(4)],
  ['what it learned under L2', trained(2), 200_000],
])(
  'the samples do not decide what figure 6 says of a model that serves %s',
  (_, weights, activeEntries = 30_000) => {
    const captions = Array.from({ length: 20 }, (_unused, seed) => {
      const sweep = sparsitySweep({ model: { weights } }, { grid, activeEntries, seed });
      const { features, neurons } = weights;
      const { caption } = figure6(
        { sweep, convergence: [] },
        { seed: null, features, neurons, activeProbability: 0.02 },
      );
      // The values at the ends are estimates; which p′ are named, and what is said of them, is not.
      return caption
        .join('\n')
        .replace(/\S+ at p′/g, '# at p′')
        .replace(/p′ = \S+\u00a0±\u00a0\S+/g, 'p′ = #');
    });
    expect(new Set(captions).size, [...new Set(captions)].join('\n\n')).toBe(1);
    expect(captions[0]).toContain('p′');
  },
);
