import type { SparsityPoint } from '@superposition/analyses/internal/error/sparsity-point';
import { sparsitySweep } from '@superposition/analyses/internal/error/sparsity-sweep';
import { describe, expect, it } from 'vitest';
import {
  besideNaiveByDensity,
  howLineRuns,
  linesDisagree,
  sparsityDefinitions,
} from './error-by-sparsity.js';

/** Points at p′ = 0.1, 0.2 … whose three lines are alike. */
const points = (values: readonly (number | null)[], standardError = 0.01): SparsityPoint[] =>
  values.map((value, index) => {
    const estimate = { value, standardError: value === null ? null : standardError };
    const activeProbability = (index + 1) / 10;
    return { activeProbability, samples: 100, active: estimate, all: estimate, allPerActive: estimate };
  });

const runs = (values: readonly (number | null)[], standardError = 0.001) => {
  const all = points(values, standardError);
  return howLineRuns('active', sparsitySweep({ points: all }).monotone.active, all);
};

describe('a line', () => {
  it.each([
    ['rises', [1, 2, 3], 'rises with p′: it is 1.00 at p′ = 0.1 and 3.00 at p′ = 0.3.'],
    ['falls', [3, 2, 1], 'ends lower than it begins: it is 3.00 at p′ = 0.1 and 1.00 at p′ = 0.3.'],
    [
      'goes up, not throughout',
      [1, 3, 2],
      'does not rise throughout: it is 1.00 at p′ = 0.1 and 2.00 at p′ = 0.3, but falls in between.',
    ],
    [
      'ends where it began',
      [1, 2, 1.03],
      'shows no certain change of more than 5\u00a0% from end to end: it is 1.00 at p′ = 0.1 and 1.03 at p′ = 0.3.',
    ],
    ['has one point', [null, 1], 'is 1.00 at p′ = 0.2, the only p′ tried.'],
    ['has no point', [null], 'has no value at any p′.'],
  ])('%s', (_, values, words) => expect(runs(values)).toBe(`The error over active entries ${words}`));

  it('is constant only without a sampling error', () => {
    expect(runs([0, 0, 0], 0)).toBe('The error over active entries is 0 at every p′, exactly.');
    expect(runs([1, 1, 1])).not.toContain('exactly');
  });
});

it('does not call ends alike that samples cannot tell apart', () => {
  expect(runs([1, 1.7], 0.3)).toBe(
    'Whether the error over active entries ends higher than it begins cannot be told: it is 1.00 at p′ = 0.1 and 1.70 at p′ = 0.2, and the samples are too few to show a change of 5\u00a0%.',
  );
});

describe('the lines', () => {
  type Values = readonly [values: readonly (number | null)[], standardError?: number];
  const rises: Values = [[1, 2, 3]];
  const falls: Values = [[3, 2, 1]];
  /** Points whose three lines run differently. */
  const words = (...lines: readonly [active: Values, all: Values, allPerActive: Values]) => {
    const [active, all, allPerActive] = lines.map((line) => points(...line)) as [
      SparsityPoint[],
      SparsityPoint[],
      SparsityPoint[],
    ];
    const together = active.map((point, index) => ({
      ...point,
      all: all[index]!.all,
      allPerActive: allPerActive[index]!.allPerActive,
    }));
    return linesDisagree(sparsitySweep({ points: together }).monotone, together);
  };

  it('disagree where one rises and another one does not end higher', () => {
    expect(words(rises, rises, falls)).toContain('whether the error grows');
    expect(words(rises, rises, [[1, 1, 1], 0])).toContain('whether the error grows');
    expect(words(rises, rises, [[1, 1, 1.01], 0.001])).toContain('how the error changes');
    expect(words(rises, rises, rises)).toBe('');
    expect(words(falls, falls, falls)).toBe('');
    expect(words(rises, rises, [[null, null, null]])).toBe('');
  });

  it('do not disagree where samples cannot tell whether one ends higher', () => {
    expect(words(rises, rises, [[1, 1.2, 1.7], 0.3])).toBe('');
  });
});

describe('beside the naive solution', () => {
  const beside = (values: readonly (number | null)[], naive = 1, standardError?: number) =>
    besideNaiveByDensity(points(values, standardError), naive, 0);

  it.each([
    ['better', [0.5, 0.6], 'better than the naive solution by more than 5\u00a0% at every p′ tried.'],
    ['worse', [1.5, 1.6], 'worse than the naive solution by more than 5\u00a0% at every p′ tried.'],
    [
      'better, undecided, worse',
      [0.5, 0.6, 1.01, 1.5],
      'better than the naive solution by more than 5\u00a0% from p′ = 0.1 to 0.2, not certainly 5\u00a0% away from it at p′ = 0.3 and worse than it by more than 5\u00a0% at p′ = 0.4, among the p′ tried.',
    ],
  ])('%s', (_, values, words) => expect(beside(values)).toContain(words));

  it('decides beyond six standard errors, on either side', () => {
    expect(beside([0.941])).toContain('not certainly');
    expect(beside([0.939])).toContain('better');
    expect(beside([1.059])).toContain('not certainly');
    expect(beside([1.064])).toContain('worse');
  });

  it('decides exact values by any difference', () => {
    expect(beside([0.99], 1, 0)).toContain('is better than the naive solution at every');
    expect(beside([1.01], 1, 0)).toContain('is worse than the naive solution at every');
  });

  it('names no percentage beside no error', () =>
    expect(beside([0.5], 0)).toContain('is worse than the naive solution at every'));

  it('is exactly as good where both are exact', () =>
    expect(beside([1, 1], 1, 0)).toContain('exactly as good as the naive solution'));
  it('speaks of both lines at once where they stand alike, and of each where they do not', () => {
    expect(beside([0.5])).toMatch(
      /^Over active entries, and over all entries too, the trained model is better/,
    );
    const apart = points([0.5]).map((point) => ({
      ...point,
      allPerActive: { value: 2, standardError: 0.01 },
    }));
    expect(besideNaiveByDensity(apart, 1, null)).toBe(
      'Over active entries, the given model is better than the naive solution by more than 5\u00a0% at every p′ tried. Over all entries, it is worse than the naive solution by more than 5\u00a0% at every p′ tried.',
    );
  });

  it('passes over points without a value', () =>
    expect(beside([null, 0.5])).toContain(
      'better than the naive solution by more than 5\u00a0% at every p′ tried',
    ));
  it('says nothing without any', () => expect(beside([null])).toBe(''));
});

it('says that an error of 0 cannot be drawn, where there is one', () => {
  const words = (naive: number, values: number[]) =>
    sparsityDefinitions({ seed: null, activeProbability: 0.02, naive, points: points(values) }).join(' ');
  expect(words(0.1, [1])).not.toContain('not drawn');
  expect(words(0, [1])).toContain('not drawn');
  expect(words(0.1, [0])).toContain('not drawn');
});
