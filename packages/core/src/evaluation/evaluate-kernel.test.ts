import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialWeights } from '../network/weights.js';
import { complete } from '../training/complete.js';
import { type EvaluationRequest, evaluate } from './evaluate.js';
import { evaluateKernel } from './evaluate-kernel.js';

const random = (features: number, neurons: number, seed = 0) =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.5 } }, seed);

test('the kernel’s evaluation is the plain one to the bit', () => {
  const upTo = (...limits: number[]) => fc.oneof(...limits.map((max) => fc.integer({ min: 1, max })));
  fc.assert(
    fc.property(
      upTo(5, 60, 130),
      upTo(4, 30),
      fc.constantFrom(1e-6, 0.001, 0.02, 0.3, 1),
      upTo(3, 100, 9000),
      fc.integer({ min: 3, max: 16 }),
      fc.nat(),
      (features, neurons, activeProbability, samples, halves, seed) => {
        const weights = random(features, neurons, seed);
        const lossExponent = halves / 2;
        // At worst about a million entries.
        const few = Math.min(samples, Math.ceil(1e6 / (features * (1 + neurons * activeProbability))));
        const request = { weights, activeProbability, samples: few, lossExponent, seed };
        expect(complete(evaluateKernel(request))).toEqual(complete(evaluate(request)));
      },
    ),
    { numRuns: 100 },
  );
});

test('golden sums: the bits of every machine', () => {
  const request = { activeProbability: 0.1, samples: 10_000, lossExponent: 2.5, seed: 3 };
  const { losses, squaredDifference } = complete(evaluateKernel({ weights: random(7, 3), ...request }));
  expect([losses['mse.all'], losses['lq.active'], squaredDifference[0]]).toMatchInlineSnapshot(`
    [
      {
        "mean": 0.02523393265657574,
        "standardError": 0.000182968470160495,
      },
      {
        "mean": 0.17508197748242282,
        "standardError": 0.0008985757328014301,
      },
      4.998774111566388,
    ]
  `);
});

test('the evaluation reports progress, and stops when aborted', () => {
  const stop = new AbortController();
  const request = { activeProbability: 1, samples: 1_000_000, lossExponent: 4, seed: 0 };
  const running = evaluateKernel({ weights: random(50, 20), ...request, signal: stop.signal });
  const { value } = running.next();
  expect(value).toMatchObject({ total: 1_000_000 });
  stop.abort(new Error('enough'));
  expect(() => running.next()).toThrow('enough');
});

test('requests out of range are refused before any work', () => {
  const weights = random(2, 2);
  const run = (changes: Partial<EvaluationRequest>) => () =>
    evaluateKernel({
      weights,
      activeProbability: 0.1,
      samples: 10,
      lossExponent: 4,
      seed: 0,
      ...changes,
    }).next();
  expect(run({ samples: 0 })).toThrow(/samples = 0: must be an integer 1/);
  expect(run({ lossExponent: 3.3 })).toThrow(/multiple of 0.5/);
  expect(run({ activeProbability: 0 })).toThrow(/active probability/);
  expect(run({ weights: { ...weights, input: weights.input.with(0, Number.NaN) } })).toThrow(/finite/);
});
