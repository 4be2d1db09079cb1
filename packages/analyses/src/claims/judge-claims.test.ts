import {
  type QuantityId,
  quantityDefinitions,
} from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { expect, test } from 'vitest';
import type { SparsitySweep } from '../error/sparsity-sweep.js';
import type { Claim } from './claim.js';
import { claims } from './claims.js';
import { apartInTheDocument } from './document-arithmetic.js';
import { naiveSamplingError } from './document-sampling.js';
import { type Evidence, judgeClaim, judgeClaims } from './judge-claims.js';

/** Ten seeds: t₀.₉₇₅,₉ = 2.2622, so another run lies within mean ± 2.3726·sd. */
const over = (mean: number, sd: number): QuantitySummary => ({
  mean,
  sd,
  ci95: [mean, mean],
  standardError: 0,
  seeds: Array.from({ length: 10 }, () => mean),
});

const summaries = (known: Partial<Record<QuantityId, QuantitySummary>>): QuantitySummaries => {
  const reason = 'not in this test';
  const none: QuantitySummary = { mean: null, sd: null, ci95: null, standardError: null, seeds: [], reason };
  const entries = Object.keys(quantityDefinitions).map((id) => [id, known[id as QuantityId] ?? none]);
  return Object.fromEntries(entries) as QuantitySummaries;
};

const line = (rises: boolean) => ({
  rises,
  overall: rises ? ('above' as const) : ('below' as const),
  downs: !rises,
  constant: false,
  ends: [
    { at: 0.1, value: 1 },
    { at: 0.2, value: rises ? 2 : 0.5 },
  ] as const,
});
const sweep = (active: boolean, all: boolean): SparsitySweep => ({
  points: [],
  monotone: { active: line(active), all: line(all), allPerActive: line(false) },
});

const evidence = (known: Partial<Record<QuantityId, QuantitySummary>>): Evidence => ({
  quantities: summaries(known),
  sweep: sweep(true, true),
});

const claim: Claim = {
  id: 'test',
  statement: 'A test.',
  section: '0',
  printed: '0.43',
  value: 0.43,
  lastDigit: 0.01,
  quantity: 'gain.positive',
  others: ['gain.effective'],
};

const kindOf = (changes: Partial<Claim>, known: Partial<Record<QuantityId, QuantitySummary>>) =>
  judgeClaim({ ...claim, ...changes }, evidence(known), []).verdict.kind;

test.each([
  ['inside the interval', 0.43, 0.001, 'agrees'],
  ['just inside: 0.42 is 2.37 deviations above', 0.39637, 0.01, 'agrees'],
  ['just outside: 0.42 is 2.38 deviations above', 0.3962, 0.01, 'disagrees'],
  ['just inside below', 0.4637, 0.01, 'agrees'],
  ['just outside below', 0.4639, 0.01, 'disagrees'],
])('a claim agrees when another run may give it: %s', (_name, mean, sd, kind) => {
  expect(kindOf({}, { 'gain.positive': over(mean, sd) })).toBe(kind);
});

test('a claim that fits another quantity is said to, by name', () => {
  const known = { 'gain.positive': over(0.381, 0.004), 'gain.effective': over(0.4335, 0.002) };
  const { ours, verdict } = judgeClaim(claim, evidence(known), []);
  expect(ours).toMatchObject({ quantity: 'gain.positive', mean: 0.381, basis: 'seeds' });
  expect(verdict).toMatchObject({
    kind: 'agrees with another quantity',
    other: { quantity: 'gain.effective', mean: 0.4335 },
  });
  expect(verdict.explanation).toBe(
    'Ours is 0.381, and another run is expected between 0.372 and 0.390; the number fits gain.effective, 0.433.',
  );
});

test('what breaks a bound is impossible even where it fits another quantity', () => {
  const impossible = { kind: 'at most', value: 0.1, because: 'there is no more' } as const;
  const known = { 'gain.positive': over(0.43, 0.01), 'gain.effective': over(0.43, 0.01) };
  expect(judgeClaim({ ...claim, impossible }, evidence(known), []).verdict).toMatchObject({
    kind: 'impossible',
    bound: impossible,
    other: { quantity: 'gain.effective' },
    explanation: 'There is no more. It fits gain.effective, 0.430.',
  });
});

test('a passage of the document that says otherwise comes before ours', () => {
  const contradictedBy = { section: '10', value: 0.86, passage: 'section 10 says otherwise' };
  const { verdict } = judgeClaim(
    { ...claim, contradictedBy },
    evidence({ 'gain.positive': over(0.43, 1) }),
    [],
  );
  expect(verdict).toEqual({
    kind: 'contradicted by the document itself',
    contradiction: contradictedBy,
    other: null,
    explanation: 'Section 10 says otherwise.',
  });
});

test('with another config no claim is comparable, and the paths that differ are named', () => {
  const judged = judgeClaims(evidence({}), { differingPaths: ['model.neurons', 'training.steps'] });
  expect(judged.length).toBe(claims.length);
  for (const { verdict } of judged) {
    expect(verdict).toEqual({
      kind: 'not comparable',
      paths: ['model.neurons', 'training.steps'],
      explanation: 'The config differs from the document’s experiment in model.neurons, training.steps.',
    });
  }
});

test('one seed has no deviation to judge by', () => {
  const single = {
    mean: 0.43,
    sd: null,
    ci95: null,
    standardError: 0,
    seeds: [0.43],
    reason: 'one model has no standard deviation',
  };
  expect(judgeClaim(claim, evidence({ 'gain.positive': single }), []).verdict).toEqual({
    kind: 'not comparable',
    paths: [],
    explanation:
      'Ours is 0.430, but nothing says where another run would lie: one model has no standard deviation.',
  });
  expect(judgeClaim(claim, evidence({}), []).verdict.explanation).toBe(
    'No number of ours to compare with: not in this test.',
  );
});

test.each([
  ['exactly, give or take a digit', 0.26, 0.2587, 'agrees'],
  ['not by two digits', 0.28, 0.2587, 'disagrees'],
])('an exact quantity has no interval: %s', (_name, value, exact, kind) => {
  const known = { 'cosine.random.meanAbs': over(exact, 0) };
  expect(kindOf({ value, quantity: 'cosine.random.meanAbs' }, known)).toBe(kind);
  expect(
    judgeClaim({ ...claim, quantity: 'cosine.random.meanAbs' }, evidence(known), []).verdict.explanation,
  ).toBe('Ours is 0.259 (exact).');
});

const atTheDefaults = {
  'l4.active': over(0.0205, 0.0005),
  'mse.active': over(0.0745, 0.001),
  'naive.mse.active': over(0.15, 0),
};

test('where ours is exact, the document’s own sampling error stands for the deviation', () => {
  // N ≥ (0.0205 − 0.0745²)/0.0029² = 1777 active entries a feature; √(0.9·(1/10 − 1/36)/(100·1777)) = 0.000605.
  expect(naiveSamplingError(summaries(atTheDefaults))).toBeCloseTo(0.000605, 6);
  const naive = claims.find(({ id }) => id === 'naive.mse')!;
  const { ours, verdict } = judgeClaim(naive, evidence(atTheDefaults), []);
  expect(ours).toMatchObject({ basis: 'sampling error of the document', mean: 0.15 });
  expect(ours?.expected[0]).toBeCloseTo(0.15 - 1.96 * 0.000605, 5);
  expect(verdict.kind).toBe('agrees');
  expect(judgeClaim({ ...naive, value: 0.1486 }, evidence(atTheDefaults), []).verdict.kind).toBe('disagrees');
});

test.each([
  ['the line itself rises', true, false, 'agrees'],
  ['another line rises', false, true, 'agrees with another quantity'],
  ['no line rises', false, false, 'disagrees'],
])('a monotone rise: %s', (_name, active, all, kind) => {
  const rising = { ...claim, quantity: null, value: null, rises: 'active' } as const;
  const { ours, verdict } = judgeClaim(rising, { quantities: summaries({}), sweep: sweep(active, all) }, []);
  expect(ours).toBeNull();
  expect(verdict.kind).toBe(kind);
  const words = (rises: boolean) =>
    rises
      ? 'rises: it is 1.00 at p′ = 0.1 and 2.00 at p′ = 0.2.'
      : 'ends lower than it begins: it is 1.00 at p′ = 0.1 and 0.500 at p′ = 0.2.';
  expect(verdict.explanation).toBe(
    `mse.active ${words(active)} mse.all ${words(all)} mse.all / p′ ${words(false)}`,
  );
});

test.each(['theory.mse', 'theory.isolated'])(
  '%s is arithmetic on the stated gain: true, with the gain that it belongs to',
  (id) => {
    const theory = claims.find((each) => each.id === id)!;
    const known = {
      'gain.effective': over(0.4335, 0.002),
      'gain.positive': over(0.381, 0.004),
      'attenuation.positive': over(0.0638, 0.0006),
    };
    const { ours, verdict } = judgeClaim(theory, evidence(known), []);
    expect(ours).toBeNull();
    expect(verdict).toEqual({
      kind: 'agrees',
      explanation:
        '(1 − 0.43)²/6 = 0.0542. But 0.43 is the diagonal of W_out·W_in, gain.effective (0.433). The gain for positive inputs is gain.positive (0.381), and the MSE of that attenuation is attenuation.positive (0.0638).',
    });
    expect(judgeClaim({ ...theory, value: 0.0638 }, evidence(known), []).verdict.kind).toBe('disagrees');
    expect(judgeClaim(theory, evidence({}), []).verdict.explanation).toContain('attenuation.positive (n/a)');
  },
);

test('a remark stands beside every verdict on our numbers', () => {
  const min = claims.find(({ id }) => id === 'perFeature.min')!;
  for (const mean of [0.0671, 0.08])
    expect(
      judgeClaim(min, evidence({ 'perFeature.mse.min': over(mean, 0.0001) }), []).verdict.explanation,
    ).toContain('at our sample size');
});

test('a gap that is the same for every feature varies by less than its last digit', () => {
  const gap = claims.find(({ id }) => id === 'interference.consistent')!;
  const judged = (sd: number) =>
    judgeClaim(
      gap,
      evidence({
        'perFeature.interference.sdTrue': over(sd, 0.0001),
        'mse.interference': over(0.0102, 0.0004),
      }),
      [],
    ).verdict;
  expect(judged(0.002)).toMatchObject({
    kind: 'agrees',
    explanation: expect.stringContaining('which is 0.0102 on average'),
  });
  expect(judged(0.008).kind).toBe('disagrees');
});

test('every claim can be judged: known quantities, one id each, a printed number that is its value', () => {
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  for (const { id, quantity, others = [], printed, value, lastDigit, rises } of claims) {
    for (const each of [quantity, ...others])
      expect(each === null || each in quantityDefinitions, id).toBe(true);
    if (value === null) {
      expect(rises, id).toBeDefined();
      continue;
    }
    const percent = printed.endsWith('%');
    expect(Number.parseFloat(printed.replace('−', '-')) / (percent ? 100 : 1), id).toBeCloseTo(value, 12);
    const digits = printed.replace(/[ %]/g, '').split('.')[1]?.length ?? 0;
    // A bare 0 stands for words. It counts with the two digits that the document prints elsewhere.
    if (printed !== '0') expect(lastDigit, id).toBeCloseTo(10 ** -(digits + (percent ? 2 : 0)), 12);
  }
});

test('what is called impossible breaks its bound, and what is called contradicted differs, by more than a digit', () => {
  const bounded = claims.flatMap(({ impossible, ...rest }) => (impossible ? [{ ...rest, impossible }] : []));
  // Only these two are impossible for all weights. A bound that needs a number of the document is a contradiction.
  expect(bounded.map(({ id }) => id)).toEqual(['naive.l4', 'ignored.l4']);
  for (const { id, value, lastDigit, impossible } of bounded) {
    const excess = impossible.kind === 'at most' ? value! - impossible.value : impossible.value - value!;
    expect(excess, id).toBeGreaterThan(lastDigit);
  }
  for (const { id, value, lastDigit, contradictedBy } of claims) {
    if (contradictedBy) expect(Math.abs(value! - contradictedBy.value), id).toBeGreaterThan(lastDigit);
  }
});

test('the mean cross-gain is contradicted by arithmetic that a reader can repeat', () => {
  const { value, passage } = apartInTheDocument.leastMeanCrossGain;
  // ‖G‖² ≥ (tr G)²/10 with tr G = 42.5. The part off the diagonal has 9,900 entries of at most 0.155.
  const meanSquare = (42.5 ** 2 / 10 - 100 * (0.425 ** 2 + 0.015 ** 2)) / 9900;
  expect(value).toBeCloseTo(meanSquare / 0.155, 12);
  for (const words of [
    'section 9',
    '(100 × 0.425)²/10 = 180.6',
    '100 × (0.425² + 0.015²) = 18.1',
    'at least 0.0164, ',
    'at least 0.0164/0.155 = 0.106',
  ])
    expect(passage).toContain(words);
  const printed = (180.6 - 18.1) / 9900;
  expect(printed.toPrecision(3)).toBe('0.0164');
  expect((0.0164 / 0.155).toPrecision(3)).toBe('0.106');
});

test('the two ratios of section 8 that stand apart are ratios of the same thing', () => {
  const { value, passage } = apartInTheDocument.ignoredToAttenuated;
  expect(value * 0.9).toBeCloseTo(8.5, 12);
  expect(passage).toContain(`8.5/0.9 = ${value.toPrecision(2)}`);
});
