import type { Network } from '@superposition/analyses/internal/conclusions/solution';
import { frameStatistics } from '@superposition/analyses/internal/geometry/frame-statistics';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import { expect, it } from 'vitest';
import { kindOfSolution } from './solution.js';

type Numbers = Readonly<Record<string, number | readonly [number, number]>>;

const uniform: Numbers = {
  'gain.mean': 0.4,
  'gain.sd': 0.01,
  'gain.least': 0.37,
  'gain.greatest': 0.43,
  'gain.nearOne': 0,
  'gain.nearZero': 0,
  'gain.negative': 0,
  'gain.belowQuarter': 0,
};

const words = Object.fromEntries(
  ['codewords', 'codewords.balanced'].flatMap((gauge) => [
    [`${gauge}.betweenEighthAndHalf`, 0.001],
    [`${gauge}.quarterRms.wordless`, 0],
    [`${gauge}.quarterRms.K.shortest`, 2],
    [`${gauge}.quarterRms.K.longest`, 5],
    [`${gauge}.quarterRms.load.sd.z`, -3],
    [`${gauge}.quarterRms.load.sd.p`, 0.009],
    [`${gauge}.quarterRms.overlapSquare.z`, -3],
    [`${gauge}.quarterRms.overlapSquare.p`, 0.011],
  ]),
);

function say(numbers: Numbers, settings: Partial<Network> = {}) {
  const findings: Findings = Object.fromEntries(
    Object.entries(numbers).map(([id, value]) => [
      id,
      typeof value === 'number' ? { value } : { value: value[0], standardError: value[1] },
    ]),
  );
  return kindOfSolution({
    features: 100,
    neurons: 10,
    activeProbability: 0.02,
    lossExponent: 4,
    ...settings,
    findings,
  }).sentences;
}

const text = (...given: Parameters<typeof say>) =>
  say(...given)
    .map((each) => each.text)
    .join(' ');

it.each([
  ['nothing', { 'gain.nearZero': 100 }, /It solves nothing/],
  [
    'ten relus',
    { 'gain.nearOne': 10, 'gain.nearZero': 90 },
    /naive-like\* in whom it serves: 10 of 100 features get a gain/,
  ],
  ['more relus than neurons', { 'gain.nearOne': 11, 'gain.nearZero': 89, 'gain.sd': 0.3 }, /\*mixed\*/],
  ['one that is between', { 'gain.nearOne': 9, 'gain.nearZero': 90, 'gain.sd': 0.3 }, /\*mixed\*/],
  ['one gain', {}, /\*uniform\*: all 100 features are served, with a gain of 0\.40/],
  [
    'a deviation of a quarter',
    { 'gain.sd': 0.1 },
    /\*mixed\*: gains run from 0\.37 to 0\.43, and no feature gets less/,
  ],
  ['a feature without a gain', { 'gain.nearZero': 1 }, /\*mixed\*/],
  [
    'gains below zero',
    { 'gain.sd': 0.3, 'gain.negative': 1 },
    /neither .* 1 of 100 features answers to \+1 with an output below −0\.05\./,
  ],
] as const)('tells the kind of solution by its gains: %s', (_name, change, expected) => {
  expect(text({ ...uniform, ...change })).toMatch(expected);
});

it('speaks of codewords only where weights are on or off, and both gauges agree', () => {
  expect(text({ ...uniform, ...words })).toMatch(
    /its features have codewords of two to five of ten neurons\. They load .* but do not certainly overlap less/,
  );
  expect(text({ ...uniform, ...words, 'codewords.balanced.betweenEighthAndHalf': 0.021 })).toMatch(
    /no codewords: 2\u00a0% of the input weights/,
  );
  const otherLengths = text({ ...uniform, ...words, 'codewords.balanced.quarterRms.K.longest': 6 });
  expect(otherLengths).toMatch(/depends on the gauge/);
  expect(otherLengths).not.toMatch(/random words/);
  // Forty-nine weights: none of them between on and off says nothing.
  expect(text({ ...uniform, ...words }, { features: 7, neurons: 7 })).not.toMatch(
    /on or off|codewords|gauge/,
  );
  const between = { ...words, 'codewords.betweenEighthAndHalf': 0.1 };
  expect(text({ ...uniform, ...between }, { features: 7, neurons: 7 })).toMatch(/no codewords: 10\u00a0%/);
});

it('says which parts of the theory hold', () => {
  const at = (gain: number, settings = {}) =>
    text({ ...uniform, 'theory.cubic.measured.gain': gain }, settings);
  expect(at(0.42)).toMatch(/The theory of the gain holds: its cubic gives 0\.420/);
  expect(at(0.421)).toMatch(/The theory of the gain fails: its cubic/);
  expect(at(0.42, { activeProbability: 0.021 })).toMatch(/holds, outside of its domain/);
  expect(at(0.42, { lossExponent: 3 })).toMatch(/is for the loss exponent 4/);
  expect(text({ ...uniform, 'gain.sd': 0.2 })).toMatch(/one gain for all features, so it does not apply/);
  expect(text({ ...uniform, 'gain.nearZero': 100 })).toMatch(/features are served, so it does not apply/);
  const sparse = { ...uniform, 'theory.sparseLimit.gain': 0.41 };
  expect(text(sparse, { activeProbability: 0.002 })).toMatch(/at most one active feature holds/);
  expect(text(sparse, { activeProbability: 0.0021 })).not.toMatch(/one active feature/);
});

it('compares losses only beyond three standard errors', () => {
  const decoded = (ratio: number, error: number) =>
    text({ ...uniform, 'ladder.pinvRelu.ratio': [ratio, error] });
  expect(decoded(1.01, 0.003)).toMatch(/as good as .* 1\.010 times/);
  expect(decoded(1.03, 0.001)).toMatch(/is better than/);
  expect(decoded(0.97, 0.001)).toMatch(/could be better/);
  expect(decoded(1.03, 0.011)).not.toMatch(/decoder/);
  expect(text({ ...uniform, 'ladder.naive.ratio': [3.3, 0.1] })).toMatch(
    /that of the naive solution is 3\.30 times as high/,
  );
  expect(text({ ...uniform, 'ladder.naive.ratio': [1.2, 0.07] })).not.toMatch(/naive solution/);
  expect(text({ ...uniform, 'scale.best': [1.005, 0.001] })).toMatch(/have the scale of least loss/);
  expect(text({ ...uniform, 'scale.best': [1.02, 0.001] })).toMatch(/the factor 1\.02 on them/);
  expect(text({ ...uniform, 'scale.best': [1.01, 0.001] })).not.toMatch(/scale/);
});

it('calls directions random only where both gauges do', () => {
  const angles = (raw: number, balanced: number) =>
    text({
      ...uniform,
      ...Object.fromEntries(
        frameStatistics.flatMap((id) => [
          [`geometry.raw.${id}.p`, raw],
          [`geometry.balanced.${id}.p`, balanced],
          [`geometry.raw.${id}.z`, 5],
          [`geometry.balanced.${id}.z`, 3],
        ]),
      ),
    });
  expect(angles(0.2, 0.2)).toMatch(/cannot be told from random ones/);
  expect(angles(0.001, 0.001)).toMatch(/its directions are not random/);
  expect(angles(0.001, 0.013)).toMatch(
    /Whether its directions are random by their angles depends on the gauge/,
  );
});

it('names the findings that it looked at, and the figure that shows them', () => {
  const said = say({ ...uniform, ...words, 'theory.cubic.measured.gain': 0.4 });
  expect(said.map(({ figure }) => figure)).toEqual([undefined, 'B', 'B', 'D']);
  expect(said[0]!.evidence).toContain('gain.nearOne');
  expect(said[1]!.evidence).toContain('codewords.balanced.quarterRms.K.longest');
  expect(said[3]!.evidence).toContain('theory.cubic.measured.gain');
});
