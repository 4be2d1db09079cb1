import { expect, test } from 'vitest';
import type { SparsityPoint } from './sparsity-point.js';
import { sparsitySweep } from './sparsity-sweep.js';

const line = (values: readonly (number | null)[], standardError = 0.01): SparsityPoint[] =>
  values.map((value, index) => {
    const estimate = { value, standardError: value === null ? null : standardError };
    const activeProbability = (index + 1) / 10;
    return { activeProbability, samples: 100, active: estimate, all: estimate, allPerActive: estimate };
  });

const monotone = (values: readonly (number | null)[], standardError?: number) =>
  sparsitySweep({ points: line(values, standardError) }).monotone.active;

test('points come in ascending order whatever the order of the stages', () => {
  const { points } = sparsitySweep({ points: line([1, 2, 3]).reverse() });
  expect(points.map(({ activeProbability }) => activeProbability)).toEqual([0.1, 0.2, 0.3]);
});

test.each([
  ['rises', [1, 2, 3], { rises: true, overall: 'above', downs: false }],
  ['falls', [3, 2, 1], { rises: false, overall: 'below', downs: true }],
  ['rises, and falls on the way', [1, 3, 2], { rises: false, overall: 'above', downs: true }],
  ['ends where it began', [1, 3, 1], { rises: false, overall: 'alike', downs: true }],
  ['runs level', [1, 1.01, 1], { rises: false, overall: 'alike', downs: false }],
  ['falls by small steps', [4, 1, 0.97, 0.94, 0.9], { overall: 'below', downs: true }],
])('says that a line %s', (_, values, expected) => expect(monotone(values)).toMatchObject(expected));

test('a change counts beyond six standard errors of the difference', () => {
  // The standard error of a difference is 0.05·√2. Six of them are 0.424.
  expect(monotone([1, 0.58, 2], 0.05).rises).toBe(true);
  expect(monotone([1, 0.57, 2], 0.05).rises).toBe(false);
});

test('a change counts beyond a twentieth of the larger value, and between exact values always', () => {
  expect(monotone([1, 0.951, 2], 1e-6)).toMatchObject({ rises: true, downs: false });
  expect(monotone([1, 0.949, 2], 1e-6)).toMatchObject({ rises: false, downs: true });
  expect(monotone([1, 0.999, 2], 0)).toMatchObject({ rises: false, downs: true });
  expect(monotone([0, 0.001, 0.002], 0)).toMatchObject({ rises: true, overall: 'above' });
});

test('every later point is compared with every earlier one, not with the highest alone', () => {
  // The middle point is uncertain: it may lie below the first or the last. Those two are known well.
  const points = line([1, 3, 0.9]).map((point, index) => {
    const active = { ...point.active, standardError: index === 1 ? 1 : 0.001 };
    return { ...point, active };
  });
  expect(sparsitySweep({ points }).monotone.active).toMatchObject({
    rises: false,
    downs: true,
    overall: 'below',
  });
});

test('only a line without a sampling error is constant', () => {
  expect(monotone([1, 1, 1], 0).constant).toBe(true);
  expect(monotone([1, 1, 1]).constant).toBe(false);
  expect(monotone([1, 1.1, 1], 0).constant).toBe(false);
});

test('points without a value are passed over', () => {
  expect(monotone([null, 1, null, 0.5]).ends).toEqual([
    { at: 0.2, value: 1 },
    { at: 0.4, value: 0.5 },
  ]);
  expect(monotone([null])).toMatchObject({ rises: false, ends: null });
});
