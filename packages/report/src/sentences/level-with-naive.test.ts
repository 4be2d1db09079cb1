import { describe, expect, it } from 'vitest';
import { comparedWith, levelWithNaive, ratiosAtEnds } from './level-with-naive.js';

const naive = comparedWith(100, 10);

/** Points at which the errors over active and over all entries are these multiples of the naive solution's. */
const points = (margin: number, ...ratios: readonly (readonly [at: number, active: number, all: number])[]) =>
  ratios.map(([activeProbability, active, all]) => {
    const estimate = (ratio: number) => ({
      value: ratio * naive.error,
      standardError: (margin / 3) * naive.error,
    });
    return {
      activeProbability,
      samples: 100,
      active: estimate(active),
      all: { value: ratio(all) * activeProbability, standardError: 0 },
      allPerActive: estimate(all),
    };
  });
const ratio = (all: number) => all * naive.error;

describe('the headline of figure 6', () => {
  it('names where the line over active entries passes the naive solution, with its uncertainty', () => {
    const steep = points(0.01, [0.1, 0.25, 2], [0.2, 0.5, 2], [0.8, 2, 2], [1, 2.5, 2]);
    expect(levelWithNaive(steep, naive, null)).toMatch(
      /^Denser inputs cost the model its advantage: over active entries it is level with naive at p′ = 0\.40\d*\u00a0±\u00a00\.\d+\.$/,
    );
    const falling = points(0.01, [0.1, 2, 2], [0.2, 0.5, 2], [0.8, 0.5, 2]);
    expect(levelWithNaive(falling, naive, null)).toContain('Denser inputs give the model an advantage');
    expect(levelWithNaive(falling, naive, 7)).toContain('give the model of seed 7 an advantage');
    expect(levelWithNaive(points(0.01, [0.1, 0.5, 2], [0.2, 2, 2]), naive, null)).toContain(
      'level with naive at a p′ between 0.1 and 0.2.',
    );
  });

  it('names a standing that all points have, and nothing else', () => {
    expect(levelWithNaive(points(0.01, [0.1, 0.5, 2], [1, 0.6, 2]), naive, null)).toBe(
      'Over active entries, the model is better than naive at every p′ tried; over all entries it is worse than naive.',
    );
    expect(levelWithNaive(points(0.01, [0.1, 2, 2]), naive, null)).toBe(
      'Over active and over all entries, the model is worse than naive at every p′ tried.',
    );
    expect(levelWithNaive(points(0.01, [0.1, 0.5, 2], [1, 0.6, 0.99]), naive, null)).toBe(
      'Over active entries, the model is better than naive at every p′ tried.',
    );
    expect(levelWithNaive(points(0, [0.1, 1, 1]), naive, null)).toBe(
      'Over active and over all entries, the model is exactly as good as naive at every p′ tried.',
    );
    expect(levelWithNaive(points(0.01, [0.1, 0.5, 2], [1, 0.98, 2]), naive, null)).toBe('');
    expect(levelWithNaive(points(0.01, [0.1, 0.5, 2], [0.2, 2, 2], [1, 0.5, 2]), naive, null)).toBe('');
    expect(levelWithNaive([], naive, null)).toBe('');
  });

  it('compares with the output 0 where the naive solution makes no error', () => {
    const zero = comparedWith(4, 4);
    expect(zero).toEqual({ name: 'zero', error: 1 / 6 });
    expect(levelWithNaive(points(0.01, [0.1, 0.5, 2], [1, 0.6, 2]), zero, null)).toContain(
      'This model makes one at every p′ tried.',
    );
    expect(levelWithNaive(points(0, [0.1, 0, 0]), zero, null)).toBe('');
    expect(ratiosAtEnds(points(0, [0.1, 1, 1]), zero)).toBe(
      'Divided by the error of an output of 0, the error is 0.900 at p′ = 0.1 over active entries; 0.900 at p′ = 0.1 over all entries.',
    );
  });
});
