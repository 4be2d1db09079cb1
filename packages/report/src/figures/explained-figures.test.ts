import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import { expect, test } from 'vitest';
import type { Figure, PlotPanel } from '../figure.js';
import { crowdFigure } from './crowd.js';
import { negativeInputsFigure } from './negative-inputs.js';
import { sparseExponentsFigure, withoutSparseExponents } from './sparse-exponents.js';
import { squaresFigure } from './squares.js';

const settings = {
  features: 100,
  neurons: 10,
  activeProbability: 0.02,
  lossExponent: 4,
  steps: 1000,
  convergedSteps: 10_000,
};
const own = { neurons: 10, activeProbability: 0.02, lossExponent: 4, steps: 10_000 };
const params = { seed: 0, settings, converged: own, convergenceFigure: null };

type Numbers = Readonly<Record<string, number | readonly [number, number]>>;

const findingsOf = (numbers: Numbers): Findings =>
  Object.fromEntries(
    Object.entries(numbers).map(([id, value]) => [
      id,
      typeof value === 'number' ? { value } : { value: value[0], standardError: value[1] },
    ]),
  );
const pairOf = (numbers: Numbers) => ({ report: findingsOf(numbers), converged: findingsOf(numbers) });
const textOf = ({ finding, caption }: Figure) => [finding, ...caption].join(' ').replaceAll('\u00a0', ' ');
const drawn = ({ panels }: Figure, panel: number, trace: number) => {
  const { x, y } = (panels[panel] as PlotPanel).traces[trace]!;
  return [x, y];
};

const sparse = (at: number, [gain, sd, predicted, ratio]: readonly [number, number, number, number]) => {
  const id = `lines.sparse.lossExponent=${at}`;
  return {
    [`${id}.gain`]: gain,
    [`${id}.gain.sd`]: sd,
    [`${id}.gain.least`]: 0.9,
    [`${id}.sparseLimit.gain`]: predicted,
    [`${id}.lossOverZero`]: [0.9 * ratio, 0.001] as const,
    [`${id}.lossOverNaive`]: [ratio, 0.001 / 0.9] as const,
    [`${id}.sparseLimit.lossOverNaive`]: ratio,
  };
};
const sparseLine = {
  ...sparse(2, [0.1, 0.09, 0.1, 1]),
  ...sparse(3, [0.34, 0.01, 0.347, 0.7]),
  ...sparse(6, [0.55, 0.01, 0.55, 0.2]),
};
const swept = [2, 3, 6].map((lossExponent) => ({ ...own, activeProbability: 0.002, lossExponent }));
const exponents = (numbers: Numbers) =>
  sparseExponentsFigure({ findings: pairOf(numbers) }, { ...params, points: swept });

test('sharing pays above q = 2 only where every model loses less, and serves all', () => {
  const figure = exponents(sparseLine);
  expect(figure.finding).toMatch(/pays above q = 2: at q = 2 the loss is 1\.0 times .* at q = 6 0\.20 times/);
  // The model at q = 2 has no one gain, so the theory is not held to it.
  expect(textOf(figure)).toMatch(/at q = 3 and 6, the theory misses it by at most 2\.1 % \(q = 3\)/);
  expect(drawn(figure, 0, 1)).toEqual([
    [2, 3, 6],
    [0.1, 0.34, 0.55],
  ]);
  expect(exponents({ ...sparseLine, ...sparse(3, [0.34, 0.01, 0.347, 0.997]) }).finding).toBe('');
  expect(exponents({ ...sparseLine, 'lines.sparse.lossExponent=6.gain.least': 0.7 }).finding).toBe('');
  expect(exponents({})).toEqual(withoutSparseExponents());
});

const negative: Numbers = {
  'negative.remove.l4': [-0.0002, 0.0001],
  'ladder.clip.ratio': [1.011, 0.001],
  'trained.nonNegative.ratio': [1.0066, 0.0002],
  'trained.twins.ratio.sd': 0.0006,
};

test('outputs for negative inputs are a side effect where they are worth nothing, and their weights are not', () => {
  const figure = negativeInputsFigure({ findings: pairOf(negative) }, params);
  expect(textOf(figure)).toMatch(
    /side effect: without it the loss changes by −0\.02\d* %.*are worth 0\.66 %/,
  );
  expect(drawn(figure, 0, 0)[0]).toEqual([-0.02, expect.closeTo(1.1), expect.closeTo(0.66)]);
  const worthSomething = { ...negative, 'negative.remove.l4': [0.006, 0.0001] as const };
  expect(negativeInputsFigure({ findings: pairOf(worthSomething) }, params).finding).toBe('');
  const asSeeds = { ...negative, 'trained.twins.ratio.sd': 0.003 };
  expect(negativeInputsFigure({ findings: pairOf(asSeeds) }, params).finding).toBe('');
});

test('of a given network, outputs for negative inputs are judged beyond three standard errors', () => {
  const given = (removed: readonly [number, number], clipped: readonly [number, number]) =>
    textOf(
      negativeInputsFigure(
        { findings: findingsOf({ 'negative.remove.l4': removed, 'ladder.clip.ratio': clipped }) },
        { ...params, seed: null },
      ),
    );
  expect(given([0.001, 0.0001], [1.2, 0.01])).toMatch(/next to nothing.* it rises by 20\.0 %/);
  expect(given([0.3, 0.01], [1.02, 0.01])).toMatch(
    /^The output for negative inputs lowers the loss: .* rises by 30\.0 %\. B/,
  );
  expect(given([-0.3, 0.01], [1.2, 0.01])).toMatch(/^The output for negative inputs raises the loss/);
  expect(given([0.006, 0.003], [1.2, 0.01])).toMatch(/^ Beside the given model/);
});

const squares: Numbers = {
  'trained.squares.gain': 0.102,
  'trained.squares.gain.sd': 0.15,
  'trained.squares.belowQuarter': 0.85,
  'trained.squares.steps=30000.gain': 0.102,
  'trained.squares.steps=30000.gain.sd': 0.177,
  'trained.squares.steps=30000.belowQuarter': 0.84,
  'trained.squaresNaiveStart.steps=30000.gain.sd': 0.177,
  'trained.squaresNaiveStart.steps=30000.belowQuarter': 0.82,
  'trained.twins.gain': 0.4,
  'trained.twins.gain.sd': 0.01,
};

test('L2 is said to have a gain of m/n, and not to share it, where both hold', () => {
  const of = (numbers: Numbers, lossExponent = 4) =>
    squaresFigure({ findings: pairOf(numbers) }, { ...params, settings: { ...settings, lossExponent } });
  expect(textOf(of(squares))).toMatch(
    /about m\/n, 0\.102, and not shared equally: after 10\u202f000 steps, 85 %/,
  );
  expect(textOf(of(squares))).toMatch(/Both starts drift to one kind of solution: after 30\u202f000 steps/);
  expect(of({ ...squares, 'trained.squares.gain': 0.12 }).finding).toMatch(
    /^Under L2 the gain is not shared/,
  );
  expect(of({ ...squares, 'trained.squares.belowQuarter': 0.09 }).finding).toMatch(/about m\/n, 0\.102\.$/);
  expect(textOf(of({ ...squares, 'trained.squares.steps=30000.gain.sd': 0.1 }))).toMatch(/do not certainly/);
  expect(drawn(of(squares), 0, 0)).toEqual([
    [10_000, 30_000],
    [0.15, 0.177],
  ]);
  expect(of(squares, 2).panels).toEqual([]);
});

test('a crowd costs more than as many features alone only beyond chance', () => {
  const crowd = (last: readonly [number, number], more: Numbers = {}) =>
    crowdFigure(
      {
        crowd: findingsOf({
          'crowd.l4.1': [0.001, 0.00001],
          'crowd.l4.2': [0.003, 0.00001],
          'crowd.l4.3': last,
          'crowd.additive.1': 1,
          'crowd.additive.2': [0.88, 0.01],
          'crowd.additive.3': [0.82, 0.01],
        }),
        participation: findingsOf({ 'neurons.participation': 2.7 }),
        ablation: findingsOf(more),
      },
      params,
    );
  const figure = crowd([0.006, 0.00001]);
  expect(figure.finding).toMatch(/disturb each other: with 3 features active, .* 2\.0 times/);
  expect(drawn(figure, 0, 0)).toEqual([
    [1, 2, 3],
    [1, 1.5, expect.closeTo(2)],
  ]);
  expect(textOf(figure)).toMatch(/88 % of \|y − t\|\^4 with 2 active and 82 % .* with 3 active/);
  expect(crowd([0.0031, 0.0001]).finding).toBe('');
  expect(crowd([0.002, 0.00001]).finding).toMatch(/cost less than alone/);
  const ablation = (most: number) =>
    textOf(
      crowd([0.006, 0.00001], {
        'neurons.ablation.l4.mean': 0.17,
        'neurons.ablation.l4.least': 0.16,
        'neurons.ablation.l4.most': most,
        'neurons.ablation.hurt': 28,
      }),
    );
  expect(ablation(0.19)).toMatch(/rises by 16 to 19 %, .* 28 features .*\. No neuron matters much more/);
  expect(ablation(0.21)).not.toMatch(/No neuron/);
});
