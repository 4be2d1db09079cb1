import type { FrameTest, RandomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import { frameStatistics } from '@superposition/analyses/internal/geometry/frame-statistics';
import { type Ladder, rungIds } from '@superposition/analyses/internal/understanding/ladder';
import type { GainPoint } from '@superposition/analyses/internal/understanding/gain-line';
import { found } from '@superposition/analyses/internal/understanding/finding';
import type { Words, WordsBesideChance } from '@superposition/analyses/internal/understanding/words';
import { expect, test } from 'vitest';
import { anglesTellLittle, whatDiffers } from './angles-beside-chance.js';
import { whatWords, type WordEvidence } from './codewords.js';
import {
  cubicPredicts,
  gainBesideTheory,
  isCancellation,
  onlyStationary,
  outsideDomain,
  type TheoryEvidence,
  toleranceOf,
  withoutOneGain,
} from './gain-theory.js';
import {
  betterThanReport,
  designedWordsLose,
  handWritten,
  hiddenReluIsWorth,
  type LadderEvidence,
  otherStart,
  randomWordsLose,
} from './loss-ladder.js';
import { clippedInputs } from './negative-inputs.js';
import { noUnderstanding, withoutUnderstanding } from './understanding.js';

const removedBy = (change: number) => ({ what: 'removed', change, margin: 0 }) as const;

const exact = (...values: readonly number[]) => values.map((ratio) => ({ ratio, standardError: 0.001 }));

function ladderOf(ratios: Partial<Record<(typeof rungIds)[number], readonly number[]>>): Ladder {
  const rungs = Object.fromEntries(
    rungIds.map((id) => [id, ratios[id] ? { ratios: exact(...ratios[id]) } : { ratios: [], reason: 'none' }]),
  );
  const none = { reason: 'none' };
  return {
    samples: 1000,
    rungs: rungs as unknown as Ladder['rungs'],
    threeScalars: { off: none },
    designed: { length: none, off: none },
    naiveOffset: { offset: none },
  };
}

const evidence = (
  ratios: Parameters<typeof ladderOf>[0],
  more: Partial<LadderEvidence> = {},
): LadderEvidence => ({ seed: 0, ladder: ladderOf(ratios), trained: new Map(), spread: 0.0006, ...more });

test.each([
  [{ designed: [1.008] }, 'comes within 1.1\u00a0% of the trained one.'],
  [{ designed: [1.07] }, 'loses 7.0\u00a0% more than the trained one.'],
  [{ designed: [2.5] }, 'loses 2.5 times as much as the trained one.'],
  [{ designed: [0.9] }, 'loses 10\u00a0% less than the trained one.'],
  // Only a loss of 0 is 100 % less.
  [{ designed: [0.0000144] }, 'loses 99.999\u00a0% less than the trained one.'],
  // Neither within 2 % nor certainly beyond.
  [{ designed: [1.019] }, 'loses 1.9\u00a0% more than the trained one.'],
  [{ designed: [] }, ''],
  [{ designed: [Number.NaN] }, ''],
])('says of the designed code only what three standard errors bear: %j', (ratios, words) => {
  expect(handWritten(evidence(ratios))).toBe(
    words === '' ? '' : `A network written by hand, two numbers and a list of words, ${words}`,
  );
});

test('says nothing of random directions whose draws disagree', () => {
  expect(handWritten(evidence({ gaussian: [1.68, 1.88, 1.7] }))).toBe(
    'Random directions cost 68 to 88\u00a0% more.',
  );
  expect(handWritten(evidence({ gaussian: [0.98, 1.2, 1.1] }))).toBe('');
  expect(handWritten(evidence({ gaussian: [0.5, 0.6, 0.7] }))).toBe(
    'Random directions lose 30 to 50\u00a0% less.',
  );
  expect(handWritten(evidence({ gaussian: [0.002, 0.0001] }))).toBe(
    'Random directions lose 99.8\u00a0% to 99.99\u00a0% less.',
  );
  // Less by a share that would print as 100 %.
  expect(handWritten(evidence({ designed: [2.4e-122], gaussian: [5e-122] }))).toMatch(
    /loses 2\.4\s×\s\S+ times as much as the trained one\. Random directions lose 5\.0\s×\s\S+ times as much\.$/,
  );
});

test('compares random words with designed ones in one construction', () => {
  const words = (random: number) => randomWordsLose(evidence({ designed: [1], random: [random] }));
  expect(words(1.2)).toBe('Random words of the same length lose 20\u00a0% more than the designed ones.');
  expect(words(2.3)).toBe('Random words of the same length lose 2.3 times as much as the designed ones.');
});

test('says of a change of the loss that it is 100 % only where the loss is 0', () => {
  const words = (change: number) => clippedInputs([removedBy(-0.02), { what: 'clipped', change, margin: 0 }]);
  expect(words(-0.99996)).toMatch('it falls by 99.996\u00a0%.');
  expect(words(-1)).toMatch('it falls by 100\u00a0%.');
  expect(clippedInputs([removedBy(-0.99996)])).toMatch('without it the loss falls by 99.996\u00a0%.');
});

test('compares separate trainings beyond the spread over seeds, too', () => {
  const shorter = (report: number, spread: number) =>
    betterThanReport(
      evidence({ designed: [1.008] }, { trained: new Map([['report', exact(report)]]), spread }),
      1000,
    );
  expect(shorter(1.05, 0.0006)).toContain('loses 4.0\u00a0% less than the model that the report trained');
  expect(shorter(1.05, 0.01)).toBe('');
  expect(shorter(1.009, 0.0006)).toBe('');
  const start = (ratio: number, spread: number | null) =>
    otherStart(evidence({}, { trained: new Map([['naiveStart', exact(ratio)]]), spread }));
  expect(start(1.001, 0.0006)).toContain('cannot be told apart');
  expect(start(0.71, 0.0006)).toContain('0.7100 times as large');
  // One seed tells nothing of how far trainings differ.
  expect(start(1.001, null)).toBe('');
});

test('says how much of what training gains needs no hidden relu, only between the trained and the naive loss', () => {
  const without = (linear: number, spread: number | null = 0.0006) =>
    hiddenReluIsWorth(evidence({ naive: [3.4] }, { trained: new Map([['linear', exact(linear)]]), spread }));
  expect(without(1.24)).toBe(
    'Trained without hidden relu, a network loses 24\u00a0% more: 90\u00a0% of what training gains over the naive solution needs no hidden relu.',
  );
  expect(without(1.001)).toBe('');
  expect(without(3.5)).toBe('');
  expect(without(1.24, 0.2)).toBe('');
});

test('reads how far the designed code is off, where a share tells it', () => {
  expect(designedWordsLose(evidence({ designed: [1.008] }))).toMatch(/loses 0\.8 ± \d\.\d\u00a0% more\.$/);
  expect(designedWordsLose(evidence({ designed: [0.9] }))).toContain('less.');
  expect(designedWordsLose(evidence({ designed: [2.5] }))).toBe('');
});

const words: Words = {
  features: 100,
  neurons: 10,
  lengths: [0, 1, 26, 60, 13],
  balancedLengths: [0, 1, 26, 60, 13],
  load: [28, 29, 30],
  distinct: 90,
  largestGroup: 2,
  between: 0.001,
};
const chanceOf = (pairs: number): WordsBesideChance => ({
  draws: 1000,
  lengths: [],
  sortedLoad: [],
  overlaps: [
    { pairs: 1776, chance: { mean: 1800, low: 1750, high: 1850 }, extremes: [1700, 1900] },
    { pairs, chance: { mean: 48, low: 36, high: 61 }, extremes: [30, 70] },
  ],
});
const wordEvidence = (p: number, change: Partial<Words> = {}, pairs = 8): WordEvidence => ({
  seed: 0,
  models: [{ ...words, ...change }],
  chance: chanceOf(pairs),
  findings: Object.fromEntries(
    ['codewords', 'codewords.balanced'].flatMap((gauge) =>
      ['load.sd', 'overlapSquare'].flatMap((id) => [
        [`${gauge}.quarterRms.${id}`, found(1)],
        [`${gauge}.quarterRms.${id}.random.mean`, found(2)],
        [`${gauge}.quarterRms.${id}.p`, found(p)],
      ]),
    ),
  ),
});

test('says each clause about words only where its own rule holds', () => {
  expect(whatWords(wordEvidence(0.002))).toBe(
    'Each feature is a word of one to four of ten neurons; loads are equal to within two features, and long overlaps are avoided: 8 pairs share one neuron where chance gives 48.',
  );
  expect(whatWords(wordEvidence(0.002, {}, 35))).toContain('and words overlap less than by chance.');
  expect(whatWords(wordEvidence(0.02))).toBe('Each feature is a word of one to four of ten neurons.');
  expect(whatWords(wordEvidence(0.002, { between: 0.03 }))).toBe('');
  expect(whatWords(wordEvidence(0.02, { balancedLengths: [0, 0, 3] }))).toBe(
    'Each feature is a word: its weights are either on or off.',
  );
  expect(whatWords(wordEvidence(0.02, { lengths: [1, 2], balancedLengths: [1, 2] }))).toBe(
    '1 of 100 features drives no neuron, and the others are words of one of ten neurons.',
  );
  const oneGauge = wordEvidence(0.002);
  const findings = { ...oneGauge.findings, 'codewords.balanced.quarterRms.load.sd.p': found(0.5) };
  expect(whatWords({ ...oneGauge, findings })).not.toContain('loads');
});

function frames(z: Partial<Record<(typeof frameStatistics)[number], number>>): RandomFrames {
  const test: FrameTest = {
    directions: 100,
    dimension: 10,
    frames: 2000,
    statistics: Object.fromEntries(
      frameStatistics.map((id) => [
        id,
        {
          value: 1 + (z[id] ?? 0) / 100,
          chance: { mean: 1, sd: 0.01, band95: [0.98, 1.02] as const, extremes: [0.96, 1.04] as const },
          z: z[id] ?? 0,
          p: z[id] === undefined ? 0.5 : 0.001,
        },
      ]),
    ) as NonNullable<FrameTest['statistics']>,
  };
  return { raw: test, balanced: test };
}

test('calls angles blind only where most of them are, and points at the loss only where it sees more', () => {
  const shown = { frames: frames({ meanCos: 40 }), steps: 1000, isOpen: true };
  expect(anglesTellLittle(shown, true)).toBe(
    'Angles tell little: only the mean cosine differs from random directions after 1000 steps. What has power is the loss of random directions, in Figure A.',
  );
  expect(anglesTellLittle(shown, false)).not.toContain('power');
  const seen = {
    frames: frames({ meanCos: 40, rmsCos: 9, framePotential: 9, meanCos4: 9 }),
    steps: null,
    isOpen: false,
  };
  expect(anglesTellLittle(seen, true)).toBe(
    'Four of six statistics of the angles differ from those of random directions in the given model.',
  );
  expect(whatDiffers(shown)).toBe('After 1000 steps, the mean cosine differs from chance.');
  const { raw } = frames({ meanCos: 40 });
  // One gauge alone decides nothing.
  expect(whatDiffers({ ...shown, frames: { raw, balanced: frames({}).raw } })).toBe('');
});

const own = { neurons: 10, activeProbability: 0.02, lossExponent: 4, steps: 10_000 };
const point = (change: Partial<typeof own>, error: number | null): GainPoint => ({
  settings: { ...own, ...change },
  features: 100,
  gain: 0.4,
  gainSd: 0.02,
  measured: error === null ? null : 0.4 * (1 + error),
  fourDesign: 0.4,
});
const theory = (neurons: readonly GainPoint[], more: Partial<TheoryEvidence> = {}): TheoryEvidence => ({
  features: 100,
  own,
  lines: neurons.length === 0 ? [] : [{ setting: 'neurons', line: { seed: 0, points: neurons } }],
  alone: point({}, 0.001),
  theory: {},
  losses: [],
  ...more,
});

test('promises of the theory no more than its worst point inside the domain', () => {
  const line = [point({ neurons: 2 }, 0.21), point({}, 0.0003), point({ neurons: 50 }, -0.041)];
  expect(toleranceOf(theory(line))).toBe(0.05);
  expect(cubicPredicts(theory(line))).toBe(
    'A cubic in one measured number gives the gain within 5\u00a0% for ten neurons or more and, on average, two active features or fewer. Elsewhere it fails, by up to 21\u00a0%.',
  );
  expect(outsideDomain(theory(line))).toBe('Outside of its domain the error is +21\u00a0% at m = 2.');
  expect(isCancellation(theory(line))).toContain(
    'is a cancellation and no better fit: it goes from +21\u00a0% at m = 2 to −4.1\u00a0% at m = 50.',
  );
  expect(isCancellation(theory(line.slice(0, 2)))).toBe('');
  expect(cubicPredicts(theory([point({}, 0.08)]))).toContain('The theory fails here');
  // 3 active features: outside of the domain, so nothing is promised.
  expect(cubicPredicts(theory([point({ activeProbability: 0.03 }, 0.01)]))).toContain(
    'misses the gain by up to',
  );
  expect(cubicPredicts(theory([], { alone: point({}, null) }))).toBe('');
});

test('compares no theory of one gain with features that have several', () => {
  const several = { ...point({ neurons: 2 }, 0.21), gainSd: 0.11 };
  const line = [several, point({}, 0.0003)];
  expect(withoutOneGain(theory(line))).toBe(
    'At m = 2, features have no one gain, so the theory is not compared with it.',
  );
  expect(withoutOneGain(theory(line.slice(1)))).toBe('');
  expect(outsideDomain(theory(line))).toBe('');
  const alone = theory([], { alone: several });
  expect(cubicPredicts(alone)).toBe('');
  expect(gainBesideTheory(alone, 'given')).toContain(
    'the mean is 0.400, with a standard deviation of 0.110.',
  );
  expect(onlyStationary(alone)).toBe('');
});

test('says why a report has no such section', () => {
  const settings = (neurons: number, depth: 'brief' | 'standard') =>
    withoutUnderstanding({
      model: { features: 4, neurons, init: { kind: 'normal', scale: 1 } },
      report: { depth },
    });
  expect([settings(2, 'standard'), settings(2, 'brief'), settings(4, 'standard')]).toEqual([
    undefined,
    'brief',
    'nothing to share',
  ]);
  expect(noUnderstanding('brief')).toContain('report.depth=standard');
  expect(noUnderstanding('nothing to share')).toContain('no superposition to explain');
});
