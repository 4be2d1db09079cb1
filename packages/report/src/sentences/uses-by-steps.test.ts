import { expect, it } from 'vitest';
import { own, sweepOf } from '../../test/swept.js';
import { namedLengths, usedAfterSteps, usesOverSteps } from './uses-by-steps.js';

const over = (counts: readonly (readonly [steps: number, ...seeds: number[]])[]) =>
  usedAfterSteps(
    sweepOf(
      'neuronUsage.mean',
      counts.map(([steps, ...values]) => ({ at: { steps }, values })),
    ),
  );
const said = (counts: Parameters<typeof over>[0], seeds = [0]) =>
  usesOverSteps(over(counts), own.steps, seeds);

it('says that counts fall with more steps, from those of the report on', () => {
  expect(
    said([
      [100, 3],
      [1000, 4.23],
      [3000, 3.12],
      [10_000, 2.86],
      [30_000, 2.8],
    ]),
  ).toBe(
    'The count falls with more steps: with seed 0, it is 4.23, 2.86 and 2.80 after 1000, 10\u202f000 and 30\u202f000 steps.',
  );
});

it('says so of several seeds only where it is so of each', () => {
  const seeds = [0, 1];
  expect(
    said(
      [
        [1000, 4, 5],
        [3000, 3, 4],
      ],
      seeds,
    ),
  ).toContain('in the mean over 2 seeds, it is 4.50 and 3.50 after 1000 and 3000 steps');
  expect(
    said(
      [
        [1000, 4, 3],
        [3000, 3, 4],
      ],
      seeds,
    ),
  ).toBe('');
});

it('says that they rise, and nothing where they hardly change, go to and fro, or are not compared', () => {
  expect(
    said([
      [1000, 2],
      [3000, 2.5],
    ]),
  ).toContain('The count rises with more steps');
  expect(
    said([
      [1000, 4],
      [3000, 3.8],
    ]),
  ).toBe('');
  expect(
    said([
      [1000, 4],
      [3000, 3],
      [10_000, 3.2],
    ]),
  ).toBe('');
  expect(said([[1000, 4]])).toBe('');
  expect(
    said([
      [300, 4],
      [3000, 3],
    ]),
  ).toBe('');
});

it('names the length of the report and the two longest', () => {
  const counts = over([
    [100, 1],
    [1000, 1],
    [3000, 1],
    [10_000, 1],
    [30_000, 1],
  ]);
  expect(namedLengths(counts, 1000)).toEqual([1000, 10_000, 30_000]);
  expect(namedLengths(counts, 10_000)).toEqual([10_000, 30_000]);
});

it('knows nothing where a training diverged', () => {
  const diverged = sweepOf('neuronUsage.mean', [
    { at: { steps: 1000 }, values: [4] },
    { at: { steps: 3000 }, values: null },
  ]);
  expect(usedAfterSteps(diverged)).toEqual([]);
});
