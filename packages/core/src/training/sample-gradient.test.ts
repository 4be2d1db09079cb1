import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forward } from '../network/forward.js';
import { initialWeights, transposed, type Weights } from '../network/weights.js';
import { absolutePower } from '../numbers/elementary.js';
import { lossSlopes, lossSum } from './loss.js';
import { backwardSample, beginBatch, forwardSample, openNetwork, type Sample } from './sample-gradient.js';

/** The loss Σ|y − relu(x)|^q of one dense input, in float64. */
function lossAt(weights: Weights, x: Float64Array, q: number): number {
  return forward(weights, x).reduce((sum, y, j) => sum + absolutePower(y - Math.max(0, x[j]!), q), 0);
}

function sampleOf(x: Float64Array): { sample: Sample; count: number } {
  const active = Uint32Array.from([...x.keys()].filter((i) => x[i] !== 0));
  return { sample: { active, values: Float32Array.from(active, (i) => x[i]!) }, count: active.length };
}

/** Sums of q·gradient over inputs, in the layout of `Weights`. */
function gradientOf(weights: Weights, inputs: Float64Array[], q: number): Weights {
  const network = openNetwork(weights);
  beginBatch(network);
  for (const x of inputs) {
    const { sample, count } = sampleOf(x);
    const activeCount = forwardSample(network, sample, count);
    lossSlopes(network.errors, network.slopes, network.features, q);
    backwardSample(network, sample, count, activeCount);
  }
  const { features, neurons } = weights;
  return {
    features,
    neurons,
    input: transposed(network.inputGradient, features, neurons).map((entry) => entry * q),
    output: transposed(network.outputGradient, neurons, features).map((entry) => entry * q),
  };
}

const shapes = [
  { features: 1, neurons: 1 },
  { features: 5, neurons: 3 },
  { features: 8, neurons: 2 },
  { features: 6, neurons: 9 },
  { features: 11, neurons: 1 },
];
const exponents = [1.5, 2, 2.5, 3, 4, 5.5, 8];

for (const { features, neurons } of shapes) {
  test.each(exponents)(`gradients of ${features}×${neurons} agree with central differences, q = %d`, (q) => {
    const model = { features, neurons, init: { kind: 'xavier-uniform', scale: 0 } } as const;
    const weights = initialWeights(model, 4);
    // The inputs are multiples of 1/8 so that float32 and float64 see the same ones.
    const inputs = Array.from({ length: 6 }, (_, s) =>
      Float64Array.from({ length: features }, (_, i) => ((s * 5 + i * 3) % 17) / 8 - 1),
    );
    const gradient = gradientOf(weights, inputs, q);
    const scale = Math.max(...gradient.input.map(Math.abs), ...gradient.output.map(Math.abs), 0.01);
    for (const matrix of ['input', 'output'] as const) {
      for (let entry = 0; entry < features * neurons; entry++) {
        const shifted = (by: number) => {
          const copy = weights[matrix].slice();
          copy[entry]! += by;
          const moved = { ...weights, [matrix]: copy };
          return { step: copy[entry]!, loss: inputs.reduce((sum, x) => sum + lossAt(moved, x, q), 0) };
        };
        const up = shifted(2e-4);
        const down = shifted(-2e-4);
        const slope = (up.loss - down.loss) / (up.step - down.step);
        expect(Math.abs(gradient[matrix][entry]! - slope) / scale).toBeLessThan(q < 2 ? 0.02 : 2e-3);
      }
    }
  });
}

test('the sparse forward pass agrees with the dense one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(1000),
      fc.array(fc.constantFrom(-1, -0.375, 0, 0, 0, 0.25, 0.875), { minLength: 12, maxLength: 12 }),
      (features, neurons, seed, values) => {
        const weights = initialWeights({ features, neurons, init: { kind: 'normal', scale: 1 } }, seed);
        const x = Float64Array.from(values.slice(0, features));
        const network = openNetwork(weights);
        beginBatch(network);
        const { sample, count } = sampleOf(x);
        forwardSample(network, sample, count);
        forward(weights, x).forEach((y, j) => {
          expect(Math.abs(network.errors[j]! - (y - Math.max(0, x[j]!)))).toBeLessThan(1e-4);
        });
        const loss = lossAt(weights, x, 2);
        expect(Math.abs(lossSum(network.errors, features, 2) - loss)).toBeLessThan(1e-5 * (1 + loss));
      },
    ),
  );
});

test('slopes are sign(e)·|e|^(q−1) for every exponent', () => {
  const errors = Float32Array.of(-1.5, -0.25, 0, 0.5, 3);
  for (let q = 1.5; q <= 8; q += 0.5) {
    const slopes = new Float64Array(errors.length);
    lossSlopes(errors, slopes, errors.length, q);
    slopes.forEach((slope, j) => {
      const expected = Math.sign(errors[j]!) * absolutePower(errors[j]!, q - 1);
      expect(Math.abs(slope - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected));
    });
  }
});
