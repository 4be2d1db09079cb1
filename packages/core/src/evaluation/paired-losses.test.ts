import { expect, test } from 'vitest';
import { initialWeights, type Weights } from '../network/weights.js';
import { forward } from '../network/forward.js';
import { gapTable, openBatch } from '../training/sparse-batch.js';
import { complete } from '../training/complete.js';
import { type PairedSums, pairedLosses, pairedRatio } from './paired-losses.js';

const random = (seed: number, features = 9) =>
  initialWeights({ features, neurons: 3, init: { kind: 'normal', scale: 0.5 } }, seed);

const sample = { activeProbability: 0.2, samples: 5000, lossExponent: 4 };

/** The loss of each sample, input by input through the forward pass. */
function losses(weights: Weights, q: number, samples = sample.samples): number[] {
  const table = gapTable(sample.activeProbability);
  const found: number[] = [];
  for (let chunk = 0; found.length < samples; chunk++) {
    const batch = openBatch(weights.features, table, { seed: 0, label: 'understanding', index: chunk });
    for (let place = 0; place < 4096 && found.length < samples; place++) {
      const x = new Float32Array(weights.features);
      const count = batch.next();
      for (let a = 0; a < count; a++) x[batch.active[a]!] = batch.values[a]!;
      const y = forward(weights, x);
      found.push(x.reduce((sum, value, i) => sum + Math.abs(y[i]! - Math.max(0, value)) ** q, 0));
    }
  }
  return found;
}

test.each([1.5, 2, 3, 4])(
  'sums the losses of the same inputs, as the forward pass gives them, q = %d',
  (q) => {
    const models = [random(1), random(2)];
    const found = complete(pairedLosses(models, { ...sample, lossExponent: q }));
    const [a, b] = models.map((weights) => losses(weights, q)) as [number[], number[]];
    const sum = (values: number[]) => values.reduce((left, right) => left + right, 0);
    expect(found.sums[0]! / sum(a)).toBeCloseTo(1, 5);
    expect(found.products[0]![1]! / sum(a.map((value, index) => value * b[index]!))).toBeCloseTo(1, 5);
    expect(found.products[1]![0]).toBe(found.products[0]![1]);
  },
);

test('the sample of fewer inputs is the beginning of that of more', () => {
  const sums = (samples: number) => complete(pairedLosses([random(1)], { ...sample, samples })).sums[0]!;
  expect(sums(10)).toBeLessThan(sums(11) + 1e-12);
  expect(complete(pairedLosses([random(1), random(2)], sample)).sums[0]).toBe(sums(sample.samples));
});

test('the standard error of a ratio is how much it varies from sample to sample', () => {
  // Parts of one sample, as if each were a sample of its own.
  const [size, count] = [500, 200];
  const [own, other] = [random(1), random(2)].map((weights) => losses(weights, 2, size * count)) as [
    number[],
    number[],
  ];
  const ratios: number[] = [];
  const errors: number[] = [];
  for (let first = 0; first < size * count; first += size) {
    const [a, b] = [own, other].map((values) => values.slice(first, first + size)) as [number[], number[]];
    const dot = (x: number[], y: number[]) => x.reduce((sum, value, index) => sum + value * y[index]!, 0);
    const ones = a.map(() => 1);
    const sums: PairedSums = {
      samples: size,
      sums: [dot(a, ones), dot(b, ones)],
      products: [
        [dot(a, a), dot(a, b)],
        [dot(a, b), dot(b, b)],
      ],
    };
    const found = pairedRatio(sums, 0, 1)!;
    ratios.push(found.value);
    errors.push(found.standardError!);
  }
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const centre = mean(ratios);
  const spread = Math.sqrt(mean(ratios.map((value) => (value - centre) ** 2)));
  // The spread over 200 parts is known within 5 %.
  const stated = Math.sqrt(mean(errors.map((error) => error * error)));
  expect(stated / spread).toBeGreaterThan(0.85);
  expect(stated / spread).toBeLessThan(1.15);
});

test('a ratio to nothing has no value, and one sample no error', () => {
  const sums = {
    samples: 1,
    sums: [2, 0],
    products: [
      [4, 0],
      [0, 0],
    ],
  };
  expect(pairedRatio(sums, 0, 1)).toBeNull();
  expect(pairedRatio(sums, 0, 0)).toEqual({ value: 1, standardError: null });
});
