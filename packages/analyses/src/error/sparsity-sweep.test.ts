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

test('a rising line rises', () => {
  expect(monotone([1, 2, 3])).toEqual({
    rises: true,
    falls: [],
    statement: 'mse.active never falls as p′ grows.',
  });
});

test('a fall within the noise does not count, one beyond three standard errors does', () => {
  // The standard error of a difference is 0.01·√2. Three of them are 0.0424.
  expect(monotone([1, 0.96, 2]).rises).toBe(true);
  expect(monotone([1, 0.95, 2]).rises).toBe(false);
});

test('a descent goes from its highest to its lowest point, through small steps', () => {
  const { falls, statement } = monotone([1, 3, 2.97, 2.94, 2.91, 4, 3.5]);
  expect(falls).toEqual([
    {
      from: 0.2,
      to: 0.5,
      by: expect.closeTo(0.09, 9),
      standardErrors: expect.closeTo(0.09 / 0.01 / Math.SQRT2, 6),
    },
    { from: 0.6, to: 0.7, by: 0.5, standardErrors: expect.closeTo(0.5 / 0.01 / Math.SQRT2, 6) },
  ]);
  expect(statement).toBe(
    'mse.active is not monotone: it falls from 3.00 at p′ = 0.2 to 2.91 at p′ = 0.5 and from 4.00 at p′ = 0.6 to 3.50 at p′ = 0.7.',
  );
});

test('every later point is compared with every earlier one, not with the highest alone', () => {
  // The middle point is uncertain: it may lie below the first or the last. Those two are known well.
  const points = line([1, 3, 0.9]).map((point, index) => {
    const active = { ...point.active, standardError: index === 1 ? 1 : 0.001 };
    return { ...point, active };
  });
  const { rises, falls } = sparsitySweep({ points }).monotone.active;
  expect(rises).toBe(false);
  expect(falls).toMatchObject([{ from: 0.1, to: 0.3, by: expect.closeTo(0.1, 9) }]);
});

test('points without a value are passed over', () => {
  expect(monotone([null, 1, null, 0.5]).falls).toMatchObject([{ from: 0.2, to: 0.4, by: 0.5 }]);
  expect(monotone([null])).toEqual({
    rises: false,
    falls: [],
    statement: 'mse.active has no value at any p′.',
  });
});
