import { describe, expect, it } from 'vitest';
import { numberWords, tenths } from '../text/number-words.js';
import { whatGainsAddUpTo, whatKindOfModel, whatNaiveIs, whoIsServed } from './gains-by-exponent.js';
import { question } from './question.js';
import { gainsNote, sharing, sharingName, sharingWords } from './served.js';
import { costOfIgnored, leftOver, naiveTerm, withSquares } from './set-up.js';

const of = (...groups: readonly (readonly [count: number, gain: number])[]) =>
  groups.flatMap(([count, gain]) => Array.from({ length: count }, () => gain));
/** A few large gains and a tail. */
const tail = Array.from({ length: 100 }, (_, rank) => 0.9 / (1 + rank) ** 1);

describe('who is served', () => {
  it.each([
    [of([10, 0.4]), 'everyone', 'everyone, a little. Each feature keeps about four tenths of its value.'],
    [of([4, 1]), 'everyone', 'everyone. Each feature keeps at least nine tenths of its value.'],
    [of([1, 1], [9, 0]), 'chosen', '1 feature keeps its value, the other nine keep next to nothing.'],
    [of([10, 1], [90, 0]), 'chosen', '10 features keep their value, the other ninety keep next to nothing.'],
    [tail, 'unequal', /^3 of 100 features take \d+ % of the total gain\.$/],
    [of([7, 0]), 'nobody', 'nobody. No feature keeps more than a twentieth of its value.'],
    [[0.4], 'everyone', 'the feature keeps about four tenths of its value.'],
    [
      of([5, 0.4], [5, 0.2]),
      'everyone',
      /^everyone, a little\. Each feature keeps at least 20 % of its value, and none more than 40 %\.$/,
    ],
  ] as const)('of %#', (gains, kind, words) => {
    expect(sharing(gains)?.kind).toBe(kind);
    expect(sharingWords(gains).replaceAll('\u00a0', ' ')).toMatch(words);
  });

  it('is not said of gains that are no numbers, far beyond a relu, or below none', () => {
    for (const gains of [[], [Number.NaN, 1], [2, 0.1], [-0.3, 0.5]]) {
      expect(sharing(gains)).toBeUndefined();
      expect(sharingWords(gains)).toBe('');
    }
  });

  it('names the square only beside another exponent, and says first what has not converged', () => {
    const model = (lossExponent: number, gains: readonly number[]) => ({ lossExponent, gains, steps: 10 });
    const both = [model(2, of([10, 1], [90, 0])), model(4, of([100, 0.4]))];
    expect(whoIsServed(both, 4, null)).toBe(
      'Trained on the fourth power of the error: everyone, a little. Each feature keeps about four tenths of its value. ' +
        'Trained on the square of the error: 10 features keep their value, the other ninety keep next to nothing.',
    );
    expect(whoIsServed(both, 2, null)).toMatch(/^Trained on the square/);
    expect(whoIsServed(both, 2, null)).not.toContain('fourth');
    expect(whoIsServed(both, 3.5, null)).toMatch(/^Trained on the square/);
    expect(whoIsServed(both, 4, 10)).toMatch(/^After 10 steps, which are too few to converge: trained on/);
    expect(whoIsServed([model(4, [Number.NaN])], 4, null)).toBe('');
    expect(whatGainsAddUpTo(10, both)).toBe(
      'With q = 2 the gains add up to 10.0, about as the naive ones do (10); they add up to 40.0 with q = 4.',
    );
    expect(whatGainsAddUpTo(12, both)).not.toContain('naive');
    expect(whatNaiveIs(100, 10)).toContain(
      'each of 10 neurons serves one feature exactly, and the other 90 get 0',
    );
    expect(whatNaiveIs(2, 1)).toContain('the neuron serves one feature exactly, and the other one gets 0');
    expect(whatNaiveIs(4, 5)).toContain('each feature has a neuron of its own');
    expect(whatKindOfModel(both[0]!.gains)).toContain(
      'It is like the naive solution in whom it serves: 10 features',
    );
  });

  it('has a name for the place of a slider, and a note for a panel', () => {
    expect(sharingName(of([10, 1], [90, 0]))).toBe('few');
    expect(sharingName(of([60, 1], [40, 0]))).toBe('not all');
    expect(sharingName(of([3, 0.4]))).toBe('everyone, a little');
    expect(gainsNote(of([10, 1], [90, 0]))).toBe('10 at 1, 90 at 0');
    expect(gainsNote([0.38, 0.4, 0.416])).toBe('all between 0.380 and 0.416');
    // On this scale, the second group is as wide as its values.
    expect(gainsNote([1.4e-30, 0.35e-30, 0.12e-30, -0.11e-30])).toMatch(/^all between/);
    expect(gainsNote([])).toBe('the training diverged');
  });
});

describe('the question and the set-up', () => {
  it.each([
    [10, 100, 'Ten neurons, a hundred relus: who gets served?'],
    [1, 6, 'One neuron, six relus: who gets served?'],
    [50, 500, 'Fifty neurons, five hundred relus: who gets served?'],
    [64, 4096, 'Sixty-four neurons, 4096 relus: who gets served?'],
    [20, 4, 'Twenty neurons, four relus: is each served?'],
    [2, 1, 'Two neurons, one relu: is it served?'],
  ])('for %i neurons and %i features', (neurons, features, words) => {
    expect(question({ neurons, features })).toBe(words);
  });

  it('has counts in words where these are short', () => {
    expect([0, 19, 40, 77, 100, 300, 1000, 101, 250].map(numberWords)).toEqual([
      'zero',
      'nineteen',
      'forty',
      'seventy-seven',
      'a hundred',
      'three hundred',
      'a thousand',
      '101',
      '250',
    ]);
    expect([0.41, 0.09].map(tenths)).toEqual(['four tenths', 'one tenth']);
  });

  it('costs what the exponent says', () => {
    expect([4, 2, 3, 1.5, 8].map(costOfIgnored)).toEqual([
      'one tenth',
      'one sixth',
      'one eighth',
      '1/5',
      '1/18',
    ]);
    expect(leftOver(4)).toBeCloseTo(0.6 ** 4, 12);
    expect(leftOver(2.5)).toBeCloseTo(0.6 ** 2.5, 12);
    expect(withSquares(4)).toContain('saves 64\u00a0% and not 87\u00a0%');
    expect(withSquares(1.5)).toContain('saves 64\u00a0% and not 54\u00a0%');
    expect(withSquares(2)).toContain('Under the fourth power');
  });

  it('says what the naive solution serves', () => {
    expect(naiveTerm({ neurons: 10, features: 100 })).toBe(
      'ten features exact, one neuron each; the other ninety 0',
    );
    expect(naiveTerm({ neurons: 1, features: 2 })).toBe('one feature exact, with a neuron; the other one 0');
    expect(naiveTerm({ neurons: 4, features: 4 })).toBe('every feature exact, with a neuron of its own');
  });
});
