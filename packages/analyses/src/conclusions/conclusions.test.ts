import { expect, test } from 'vitest';
import type { Findings } from '../understanding/finding.js';
import {
  boundaryIsTwo,
  naiveStartsServeAll,
  servedDensities,
  servesAllAlongNeurons,
  servesAllOnSparserData,
} from './boundary.js';
import { allOf, conditionOn } from './condition.js';
import type { Explained } from './explained.js';
import {
  gainDescribesFeatures,
  gainIsUnfinished,
  isOneOfSeveral,
  keptLengths,
  theoryPredictsGain,
} from './gain.js';
import { isSideEffect } from './negative-inputs.js';
import {
  eachWinsItsOwn,
  gainRisesWithExponent,
  squaresAreUnequal,
  squaresGainIsLower,
  squaresGainIsShare,
  startsMeet,
} from './squares.js';

const explained = (converged: Readonly<Record<string, number | readonly [number, number]>>): Explained => {
  const findings: Findings = Object.fromEntries(
    Object.entries(converged).map(([id, value]) => [
      id,
      typeof value === 'number' ? { value } : { value: value[0], standardError: value[1] },
    ]),
  );
  return {
    features: 100,
    neurons: 10,
    activeProbability: 0.02,
    lossExponent: 4,
    steps: 1000,
    convergedSteps: 10_000,
    report: findings,
    converged: findings,
  };
};

test('a condition names the number that fails, or the finding that is not there', () => {
  const findings = { a: { value: 2 }, b: { value: null, reason: 'no pairs' } };
  expect(conditionOn(findings, (look) => (look('a').value > 1 ? undefined : 'a is small'))).toEqual({
    outcome: 'holds',
    because: '',
    evidence: ['a'],
  });
  const unknown = conditionOn(findings, (look) => String(look('b').value));
  expect(unknown).toEqual({ outcome: 'unknown', because: 'no pairs', evidence: ['b'] });
  const fails = conditionOn(findings, () => 'it is not so');
  expect(allOf(unknown, fails)).toEqual({ outcome: 'fails', because: 'it is not so', evidence: ['b'] });
});

test('a deviation over a mean of 0 decides nothing, and no phrase has NaN or Infinity in it', () => {
  for (const sd of [0, 0.1]) {
    const report = {
      'trained.report.outputMinusOne': 0,
      'trained.report.gain': 0,
      'trained.report.gain.sd': sd,
    };
    const squares = { 'trained.squares.gain': 0, 'trained.squares.gain.sd': sd };
    const because = 'the deviation of the gain over its mean has no value';
    expect(gainDescribesFeatures(explained(report))).toMatchObject({ outcome: 'unknown', because });
    expect(squaresAreUnequal(explained(squares))).toMatchObject({ outcome: 'unknown', because });
  }
});

test.each([
  [
    'a gain that still moves',
    gainIsUnfinished,
    { 'trained.report.gain': 0.396, 'trained.twins.gain': 0.3991 },
    true,
  ],
  [
    'a gain that moves by less than .003',
    gainIsUnfinished,
    { 'trained.report.gain': 0.3962, 'trained.twins.gain': 0.3991 },
    false,
  ],
  [
    'an error of 5 %',
    theoryPredictsGain,
    { ...point('activeProbability=0.02', 0.05), ...point('activeProbability=0.1', 0.6) },
    true,
  ],
  ['an error of 5.1 %', theoryPredictsGain, point('activeProbability=0.02', -0.051), false],
  ['a gain of m/n', squaresGainIsShare, { 'trained.squares.gain': 0.1049 }, true],
  ['a gain beyond m/n', squaresGainIsShare, { 'trained.squares.gain': 0.1051 }, false],
  ['a gain that is lower', squaresGainIsLower, lower(0.396), true],
  ['a gain that further steps could make as high', squaresGainIsLower, lower(0.3962), false],
  ['gains that rise', gainRisesWithExponent, rising(0.2, 0.2031, 0.4), true],
  ['gains that rise by less than further steps may', gainRisesWithExponent, rising(0.2, 0.2029, 0.4), false],
  ['unequal gains', squaresAreUnequal, squares(0.051, 0.11), true],
  ['a small deviation', squaresAreUnequal, squares(0.049, 0.11), false],
  ['few that are ignored', squaresAreUnequal, squares(0.051, 0.09), false],
  ['starts that meet', startsMeet, starts(0.18, 0.19, 0.84, 0.86), true],
  ['starts that differ in spread', startsMeet, starts(0.18, 0.2, 0.84, 0.86), false],
  ['starts that differ in shares', startsMeet, starts(0.18, 0.19, 0.84, 0.9), false],
  ['wins beyond chance', eachWinsItsOwn, wins(0.29, 0.001), true],
  ['wins within chance', eachWinsItsOwn, wins(0.151, 0.001), false],
  ['a side effect', isSideEffect, negative(-0.0049, 1.0066), true],
  ['an output that is worth something', isSideEffect, negative(-0.0051, 1.0066), false],
  ['weights that are worth what seeds differ by', isSideEffect, negative(-0.0001, 1.0023), false],
] as const)('%s', (_name, condition, numbers, holds) => {
  expect(condition(explained(numbers)).outcome).toBe(holds ? 'holds' : 'fails');
});

function lower(gain: number) {
  return { 'trained.squares.gain': gain, 'trained.twins.gain': 0.3991 };
}

function rising(...gains: readonly number[]) {
  return Object.fromEntries(
    gains.map((gain, index) => [`lines.sparse.lossExponent=${index + 2}.gain`, gain]),
  );
}

function point(name: string, error: number) {
  return {
    [`lines.${name}.gain`]: 0.4,
    [`lines.${name}.gain.sd`]: 0.02,
    [`lines.${name}.cubic.error`]: error,
  };
}

function squares(sd: number, share: number) {
  return {
    'trained.squares.gain': 0.1,
    'trained.squares.gain.sd': sd,
    'trained.squares.belowQuarter': share,
  };
}

function starts(sd: number, otherSd: number, share: number, otherShare: number) {
  return {
    'trained.squares.gain': 0.1,
    'trained.squares.steps=30000.gain': 0.1,
    'trained.squares.steps=30000.gain.sd': sd,
    'trained.squaresNaiveStart.steps=30000.gain.sd': otherSd,
    'trained.squares.steps=30000.belowQuarter': share,
    'trained.squaresNaiveStart.steps=30000.belowQuarter': otherShare,
  };
}

function wins(own: number, error: number) {
  return {
    'trained.squares.l2': [0.149, error],
    'trained.twins.l2': [own, error],
    'trained.squares.mse.active': 0.139,
    'trained.twins.mse.active': 0.071,
  } as const;
}

function negative(change: number, ratio: number) {
  return {
    'negative.remove.l4': change,
    'trained.nonNegative.ratio': [ratio, 0.0005],
    'trained.twins.ratio.sd': 0.0008,
  } as const;
}

test('all features are served only where each model of a line serves them, and a line without models is unknown', () => {
  const line = (least: number) => ({
    'lines.neurons=2.gain': 0.2,
    'lines.neurons=2.gain.least': 0.9,
    'lines.neurons=20.gain': 0.5,
    'lines.neurons=20.gain.least': least,
  });
  expect(servesAllAlongNeurons(explained(line(0.81))).outcome).toBe('holds');
  expect(servesAllAlongNeurons(explained(line(0.79)))).toMatchObject({
    outcome: 'fails',
    because: 'the least gain over the mean at m = 20 is 0.790, not above 0.8',
  });
  expect(servesAllAlongNeurons(explained({})).outcome).toBe('unknown');
});

test('denser data than those of the report are named where a model ignores a feature, and decide nothing', () => {
  const line = (own: number, denser: number) =>
    explained({
      'lines.activeProbability=0.005.gain': 0.4,
      'lines.activeProbability=0.005.gain.least': 0.9,
      'lines.activeProbability=0.02.gain': 0.4,
      'lines.activeProbability=0.02.gain.least': own,
      'lines.activeProbability=0.3.gain': 0.1,
      'lines.activeProbability=0.3.gain.least': denser,
    });
  const placesOf = (found: ReturnType<typeof line>) => {
    const { served, others } = servedDensities(found);
    return [served, others].map((points) => points.map(({ at }) => at));
  };
  expect(servesAllOnSparserData(line(0.85, 0.27)).outcome).toBe('holds');
  expect(placesOf(line(0.85, 0.27))).toEqual([[0.005, 0.02], [0.3]]);
  expect(placesOf(line(0.85, 0.85))).toEqual([[0.005, 0.02, 0.3], []]);
  expect(servesAllOnSparserData(line(0.5, 0.9))).toMatchObject({
    outcome: 'fails',
    because: 'the least gain over the mean at p = 0.02 is 0.500, not above 0.8',
  });
});

test('naive starts are judged along the neurons, at the density of the report', () => {
  const starts = {
    'trained.naiveStart.gain.least': 0.95,
    'trained.naiveStart.neurons=2.gain.least': 0.9,
    'trained.naiveStart.activeProbability=0.2.gain.least': 0.7,
  };
  expect(naiveStartsServeAll(explained(starts)).outcome).toBe('holds');
  expect(
    naiveStartsServeAll(explained({ ...starts, 'trained.naiveStart.neurons=2.gain.least': 0.6 })).because,
  ).toBe('the least gain over the mean from the naive start with m = 2 is 0.600, not above 0.8');
});

test('the gain rises with the exponent from the square on, whatever it is below', () => {
  const gains = (last: number) => ({
    'lines.sparse.lossExponent=1.5.gain': 0.1,
    'lines.sparse.lossExponent=2.gain': 0.1,
    'lines.sparse.lossExponent=3.gain': last,
  });
  expect(gainRisesWithExponent(explained(gains(0.3))).outcome).toBe('holds');
  expect(gainRisesWithExponent(explained(gains(0.101))).outcome).toBe('fails');
});

test.each([
  ['kept, at about the loss', 2.1, 1.01, [2], ''],
  ['not kept', 2.6, 1.01, [], 'words of 2 neurons have 2.60 after the training from them'],
  ['kept, at a higher loss', 2, 1.04, [], 'the training from words of 2 neurons has 1.040 times the loss'],
] as const)('words of another length that are %s', (_name, end, ratio, lengths, because) => {
  const found = explained({
    'trained.twins.K.mean': 2.9,
    'trained.design.K=2.ratio': ratio,
    'trained.design.K=2.K.mean': end,
  });
  expect(keptLengths(found)).toEqual(lengths);
  expect(isOneOfSeveral(found)).toMatchObject({ because, outcome: because === '' ? 'holds' : 'fails' });
});

test('no theory of one gain predicts gains that differ', () => {
  const found = explained({
    ...point('activeProbability=0.02', 0.01),
    'lines.activeProbability=0.02.gain.sd': 0.11,
  });
  expect(theoryPredictsGain(found).because).toContain('is 0.275, not below 0.25');
});

test('what a report did not train is unknown, and said without an id', () => {
  expect(servesAllAlongNeurons(explained({}))).toEqual({
    outcome: 'unknown',
    because: 'this report has no sweep over the number of neurons',
    evidence: [],
  });
  expect(isOneOfSeveral(explained({ 'trained.twins.K.mean': 2.9 })).because).toBe(
    'this report has no training from designed words',
  );
});

test('the boundary is 2 only if every model above it loses less than the naive solution', () => {
  const sparse = (loss: number) => ({
    'lines.sparse.lossExponent=2.gain': 0.1,
    'lines.sparse.lossExponent=3.gain': 0.3,
    'lines.sparse.lossExponent=3.gain.least': 0.9,
    'lines.sparse.lossExponent=3.lossOverNaive': [loss, 0.001] as const,
  });
  expect(boundaryIsTwo(explained(sparse(0.99))).outcome).toBe('holds');
  expect(boundaryIsTwo(explained(sparse(0.998))).outcome).toBe('fails');
});
