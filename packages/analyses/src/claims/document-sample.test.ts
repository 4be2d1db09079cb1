import { forward } from '@superposition/core/internal/network/forward';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { complete } from '@superposition/core/internal/training/complete';
import { gapTable, openBatch } from '@superposition/core/internal/training/sparse-batch';
import { expect, test } from 'vitest';
import { evidence, over, reference, single, summaries } from '../../test/support/evidence.js';
import { claims } from './claims.js';
import { plainErrors } from './document-sample.js';
import { documentSampleSize, naiveSamplingError } from './document-sample-size.js';
import { judgeClaim } from './judge-claims.js';

/** What samples of the document's size give. */
const atSize = {
  'perFeature.mse.min': over(0.0671, 0.001),
  'perFeature.mse.max': over(0.0814, 0.001),
  'perFeature.mse.sd': over(0.00288, 0.0001),
};

const named = (id: string) => claims.find((each) => each.id === id)!;

test('the size is that at which noise raises our spread to the printed one', () => {
  // v = 0.02056 − 0.0745² − 0.002² = 0.015006; 0.99·v/(0.02·(0.0029² − 0.002²)) = 168,431.
  expect(documentSampleSize(summaries(reference))).toEqual({
    samples: 170_000,
    // With 0.00295² and 0.00285²: 157,937 and 180,192.
    range: [160_000, 180_000],
    spread: 0.002,
  });
});

test.each([
  [
    'a number is missing',
    { 'l4.active': summaries({})['l4.active'] },
    'it follows from l4.active, which has no value (not in this test)',
    false,
  ],
  [
    'our features differ more than the document’s',
    { 'perFeature.mse.sdTrue': over(0.004, 0.0001) },
    'our standard deviation over features is 0.00400 without noise, above the printed 0.0029, and noise only raises it',
    true,
  ],
  [
    'noise has almost nothing to explain',
    { 'perFeature.mse.sdTrue': over(0.00289, 0.0001) },
    'it would be more than 2\u202f000\u202f000',
    false,
  ],
])('the size is not known where %s', (_name, changes, reason, exceeds) => {
  const size = documentSampleSize(summaries({ ...reference, ...changes }));
  expect(size).toEqual({ samples: null, reason, exceeds });
});

test('where our spread alone rounds to the printed one, the size is open above', () => {
  const known = {
    ...reference,
    'perFeature.mse.sdTrue': over(0.00287, 0),
    'l4.active': over(0.0745 ** 2 + 0.00287 ** 2 + 0.0001, 0),
  };
  // 0.99·0.0001/(0.02·(0.0029² − 0.00287²)) = 28,596; with 0.00295² 10,634.
  const size = documentSampleSize(summaries(known));
  expect(size).toMatchObject({ samples: 29_000, range: [11_000, null] });
  const sample = { size, quantities: atSize };
  expect(
    judgeClaim(named('perFeature.sd'), { ...evidence(known), sample }, []).verdict.explanation,
  ).toContain('From 11\u202f000 on, noise would give a number that rounds to 0.0029.');
});

test('the plain errors are those of the forward pass on the same samples', () => {
  const shape = { features: 6, neurons: 3 };
  const weights = initialWeights({ ...shape, init: { kind: 'normal', scale: 0.5 } }, 5);
  const samples = 5000;
  const squares = new Float64Array(6);
  const counts = new Float64Array(6);
  for (const [index, size] of [4096, samples - 4096].entries()) {
    const batch = openBatch(6, gapTable(0.3), { seed: 9, label: 'document-sample', index });
    for (let sample = 0; sample < size; sample++) {
      const count = batch.next();
      const x = new Float64Array(6);
      for (let a = 0; a < count; a++) x[batch.active[a]!] = batch.values[a]!;
      const y = forward(weights, x);
      for (const i of batch.active.subarray(0, count)) {
        squares[i]! += (y[i]! - Math.max(0, x[i]!)) ** 2;
        counts[i]! += 1;
      }
    }
  }
  const errors = complete(plainErrors(weights, { activeProbability: 0.3, samples, seed: 9 }));
  for (const [i, error] of errors.entries()) expect(error).toBeCloseTo(squares[i]! / counts[i]!, 12);
});

test('the noise of the naive solution at a size is that of its ignored features', () => {
  // √(0.9·(1/10 − 1/36)/(100·0.02·170,000)) = 0.000437
  expect(naiveSamplingError(0.15, 170_000)).toBeCloseTo(0.000437, 6);
  const naive = named('naive.mse');
  const { ours, verdict } = judgeClaim(naive, evidence(reference), []);
  expect(ours).toMatchObject({ basis: 'sampling error of the document', mean: 0.15, samples: 170_000 });
  expect(ours?.expected[0]).toBeCloseTo(0.15 - 1.96 * 0.000437, 5);
  expect(verdict).toMatchObject({
    kind: 'agrees',
    explanation: expect.stringContaining('the mean of 170\u202f000 samples is expected between'),
  });
  expect(judgeClaim({ ...naive, value: 0.149 }, evidence(reference), []).verdict.kind).toBe('disagrees');
  const without = { ...reference, 'perFeature.mse.sdTrue': over(0.004, 0.0001) };
  expect(judgeClaim(naive, evidence(without), []).verdict).toMatchObject({
    kind: 'not comparable',
    explanation: expect.stringContaining('we cannot solve for its number of samples: our standard deviation'),
  });
});

test('a number that depends on the size of the sample is compared at the document’s', () => {
  const quantities = summaries(reference);
  const sample = {
    size: documentSampleSize(quantities),
    quantities: atSize,
  };
  const judged = (id: string, changes: Partial<typeof sample.quantities> = {}) => {
    const at = { ...sample, quantities: { ...sample.quantities, ...changes } };
    return judgeClaim(named(id), { ...evidence(reference), sample: at }, []);
  };
  const origin =
    'The document does not state its number of samples. This one explains its standard deviation of 0.0029 over features: without sampling noise, ours is 0.00200.';
  expect(judged('perFeature.max')).toMatchObject({
    ours: { quantity: 'perFeature.mse.max', mean: 0.0814, samples: 170_000 },
    verdict: {
      kind: 'agrees',
      explanation: `At 170\u202f000 samples ours is 0.0814, and another run is expected between 0.0790 and 0.0838. ${origin}`,
    },
  });
  expect(judged('perFeature.max', { 'perFeature.mse.max': over(0.078, 0.001) }).verdict.kind).toBe(
    'disagrees',
  );
  expect(judged('perFeature.min').verdict.kind).toBe('agrees');
  expect(judged('perFeature.sd').verdict).toMatchObject({
    kind: 'agrees',
    explanation: expect.stringContaining(
      `${origin} From 160\u202f000 to 180\u202f000, noise would give a number that rounds to 0.0029. The size follows from this number,`,
    ),
  });
  expect(judged('perFeature.sd', { 'perFeature.mse.sd': single(0.0029) }).verdict).toMatchObject({
    kind: 'not comparable',
    explanation:
      'At 170\u202f000 samples ours is 0.00290, but nothing says where another run would lie: one model has no standard deviation.',
  });
});

test('without a sample of the document’s size, its spread is compared only where noise cannot explain it', () => {
  const known = { ...reference, 'perFeature.mse.sdTrue': over(0.004, 0.0001) };
  const sample = { size: documentSampleSize(summaries(known)) };
  const judged = (id: string) => judgeClaim(named(id), { ...evidence(known), sample }, []);
  expect(judged('perFeature.sd')).toMatchObject({
    ours: { quantity: 'perFeature.mse.sdTrue' },
    verdict: {
      kind: 'disagrees',
      explanation: 'Ours is 0.00400, and another run is expected between 0.00376 and 0.00424.',
    },
  });
  expect(judged('perFeature.max')).toMatchObject({
    ours: null,
    verdict: {
      kind: 'not comparable',
      explanation: expect.stringContaining('we cannot solve for it: our standard deviation'),
    },
  });
  expect(judgeClaim(named('perFeature.sd'), evidence(reference), []).verdict.explanation).toBe(
    'The number depends on the size of the sample, and no sample of the document’s size was drawn.',
  );
});
