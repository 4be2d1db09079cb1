import { describe, expect, it } from 'vitest';
import { converging, own, sweepOf } from '../../test/swept.js';
import { besideNaiveOnLine, gainsOfFeatures, neuronsUsed } from './sweep-findings.js';
import { isConcluded, notConverged, trainedOnSparserData, whetherConverged } from './sweep-setting.js';

const overNeurons = (...values: readonly number[]) =>
  sweepOf(
    'relative.mse.all',
    values.map((value, index) => ({ at: { neurons: [5, 10, 20, 30][index]! }, values: [value] })),
  );

it.each([
  [[1.5, 1.6, 1.7, 1.8], 'is above that of the naive solution at every m tried.'],
  [[0.5, 0.6, 0.7, 1.1], 'is below that of the naive solution at m = 5 to 20 and above it at m = 30.'],
  [[0.5, 1.6, 0.7, 0.8], 'is below that of the naive solution at m = 5, 20 and 30 and above it at m = 10.'],
  // Beyond three standard errors of 1.23 % of 1, and within six.
  [
    [1.5, 0.95, 1.05, 0.5],
    'is below that of the naive solution at m = 30, above it at m = 5 and not certainly apart from it at m = 10 and 20.',
  ],
])('places a loss beside the naive solution’s: %j', (values, words) => {
  expect(besideNaiveOnLine(overNeurons(...values), 'neurons')).toContain(
    `The mean squared error over all entries ${words}`,
  );
});

it('does not call a loss better that differs by next to nothing, however well it is known', () => {
  const sweep = overNeurons(0.9999, 0.5);
  const exact = {
    ...sweep,
    points: sweep.points.map((point) => ({
      ...point,
      parameters: {
        ...point.parameters,
        'relative.mse.all': { ...point.parameters['relative.mse.all'], standardError: 1e-6 },
      },
    })),
  };
  expect(besideNaiveOnLine(exact, 'neurons')).toContain(
    'below that of the naive solution at m = 10 and within 0.1\u00a0% of it at m = 5',
  );
});

it('names losses together that stand alike', () => {
  expect(besideNaiveOnLine(overNeurons(2, 2), 'neurons')).toBe(
    'The trained loss over active entries and the mean squared error over active entries are below those of the naive solution at every m tried. ' +
      'The mean squared error over all entries is above that of the naive solution at every m tried.',
  );
});

describe('what is said of the gain', () => {
  const groups = [...Array<number>(90).fill(1e-11), ...Array<number>(10).fill(1)];
  const tail = Array.from({ length: 100 }, (_, index) => (index / 100) ** 4);
  const even = Array.from({ length: 100 }, (_, index) => 0.35 + index / 2000);
  const words = (...all: readonly (readonly number[])[]) =>
    gainsOfFeatures(
      sweepOf(
        'gain.positive',
        all.map((gains, index) => ({
          at: { lossExponent: index + 2 },
          values: [gains.reduce((sum, gain) => sum + gain, 0) / gains.length],
          gains,
        })),
      ),
      ['lossExponent'],
    );

  it('is a mean only where that stands for the features', () => {
    expect(
      words(
        even,
        even.map((gain) => gain + 0.1),
      ),
    ).toBe(
      'At every point, the mean gain stands for the features (their standard deviation is at most a quarter of it): it is between 0.375 (q = 2) and 0.475 (q = 3).',
    );
    expect(words(groups, tail, even)).toBe(
      'At q = 4, the mean gain stands for the features (their standard deviation is at most a quarter of it): it is 0.375. ' +
        'At q = 2, the gain is 1.000 for 10 features and 0 for 90. ' +
        'At q = 3, the gain is between 0 and 0.961 (quartiles over features 0.004, 0.060 and 0.304).',
    );
    expect(words(groups)).toContain('The mean gain stands for the features at no point.');
  });

  it('counts the points where there are many', () => {
    expect(words(...Array<readonly number[]>(7).fill(groups))).toBe(
      'At 7 points, the mean gain does not stand for the features: they are served unequally.',
    );
  });
});

it('names the threshold of neurons used', () => {
  expect(neuronsUsed([overNeurons(1)], ['neurons'])).toBe(
    'On average over features, a feature uses 0.500 (m = 5) neurons: feature i uses neuron k where W_in[k,i] is more than a quarter of the root mean square of W_in. The balanced gauge gives the same numbers.',
  );
});

describe('what is said of convergence', () => {
  const of = (steps: number, convergence: typeof converging | undefined = converging) => {
    const sweep = sweepOf('lq.all', [{ at: { steps, neurons: 20 }, values: [1] }]);
    const evidence = { convergence, figure: convergence === undefined ? null : 13, own };
    return [notConverged(sweep, evidence), whetherConverged(sweep, evidence), isConcluded(sweep, evidence)];
  };

  it('depends on what was tested', () => {
    expect(of(3000)).toEqual([expect.stringContaining('3000 steps are too few (figure 13)'), '', false]);
    expect(of(10_000)).toEqual([
      '',
      expect.stringContaining('at the other settings this was not tested'),
      true,
    ]);
    expect(of(30_000)[1]).toContain('is not known: figure 13 does not compare trainings of this length');
    expect(of(7000)[1]).toContain('is not known: figure 13 does not compare trainings of this length');
  });

  it('is that nothing is known where no lengths of training were compared', () => {
    const sweep = sweepOf('lq.all', [{ at: {}, values: [1] }]);
    expect(whetherConverged(sweep, { convergence: undefined, figure: null, own })).toBe(
      'Whether 10\u202f000 steps are enough to converge is not known: this report has no sweep over training steps.',
    );
  });

  it('is said in full of sparser data that were trained for another time', () => {
    const [first, other] = [10_000, 5000].map((steps) =>
      sweepOf('lq.all', [{ at: { steps, activeProbability: 0.002 }, values: [1] }]),
    ) as [ReturnType<typeof sweepOf>, ReturnType<typeof sweepOf>];
    expect(trainedOnSparserData(other, first, ['lossExponent'])).toMatch(/for 5000 steps.*was not tested\.$/);
  });
});
