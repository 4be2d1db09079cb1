import { expect, test } from 'vitest';
import {
  evidence,
  type Known,
  lines,
  over,
  reference,
  single,
  summaries,
} from '../../test/support/evidence.js';
import { defaultConfig } from '@superposition/core/config';
import { explainedSettings, ownId } from '../conclusions/explained.js';
import { convergenceLimits } from '../sweeps/convergence.js';
import type { Claim } from './claim.js';
import { claims } from './claims.js';
import { judgeClaim, judgeClaims } from './judge-claims.js';

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

const named = (id: string) => claims.find((each) => each.id === id)!;

const kindOf = (changes: Partial<Claim>, known: Known) =>
  judgeClaim({ ...claim, ...changes }, evidence(known), []).verdict.kind;

test.each([
  ['inside the interval', 0.43, 0.001, 'agrees'],
  ['just inside: 0.425 is 2.37 deviations above', 0.4013, 0.01, 'agrees'],
  ['just outside: 0.425 is 2.38 deviations above', 0.4012, 0.01, 'disagrees'],
  ['just inside below', 0.4587, 0.01, 'agrees'],
  ['just outside below', 0.4588, 0.01, 'disagrees'],
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
  const known = { 'gain.positive': over(0.43, 1) };
  expect(judgeClaim({ ...claim, contradictedBy }, evidence(known), []).verdict).toEqual({
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
      explanation: 'The config differs from the document’s experiment in model.neurons and training.steps.',
    });
  }
});

test('one seed has no deviation to judge by', () => {
  expect(judgeClaim(claim, evidence({ 'gain.positive': single(0.43) }), []).verdict).toEqual({
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
  ['it rounds to the printed number', 0.26, 0.2587, 'agrees'],
  ['it rounds to another, though less than a digit off', 0.25, 0.2587, 'disagrees'],
])('an exact quantity has no interval: %s', (_name, value, exact, kind) => {
  const known = { 'cosine.random.meanAbs': over(exact, 0) };
  expect(kindOf({ value, quantity: 'cosine.random.meanAbs' }, known)).toBe(kind);
  const { verdict } = judgeClaim({ ...claim, quantity: 'cosine.random.meanAbs' }, evidence(known), []);
  expect(verdict.explanation).toBe('Ours is 0.259 (exact).');
});

test.each([
  ['the line itself rises', true, false, 'agrees'],
  ['another line rises', false, true, 'agrees with another quantity'],
  ['no line rises', false, false, 'disagrees'],
])('a monotone rise: %s', (_name, active, all, kind) => {
  const rising = { ...claim, quantity: null, value: null, rises: 'active' } as const;
  const { ours, verdict } = judgeClaim(rising, { quantities: summaries({}), sweep: lines(active, all) }, []);
  expect(ours).toBeNull();
  expect(verdict.kind).toBe(kind);
  const words = (rises: boolean) =>
    rises
      ? 'rises: it is 1.00 at p′ = 0.1 and 2.00 at p′ = 0.2.'
      : 'ends lower than it begins: it is 1.00 at p′ = 0.1 and 0.500 at p′ = 0.2.';
  expect(verdict.explanation).toBe(
    `mse.active ${words(active)} mse.all ${words(all)} mse.all / p′ ${words(false)} These are the lines of figure 6, of one model.`,
  );
});

test.each(['theory.mse', 'theory.isolated'])('%s is right arithmetic on a number that is another', (id) => {
  const { ours, verdict } = judgeClaim(named(id), evidence(reference), []);
  expect(ours).toMatchObject({ quantity: 'attenuation.positive', mean: 0.0638 });
  expect(verdict).toMatchObject({
    kind: 'right arithmetic, wrong premise',
    premise: {
      taken: { quantity: 'gain.positive', mean: 0.381 },
      is: { quantity: 'gain.effective', mean: 0.4335 },
    },
    explanation:
      '(1 − 0.43)²/6 = 0.0542. But 0.43 is not gain.positive. Our gain.positive is 0.381, and another run is expected between 0.379 and 0.383; 0.43 fits gain.effective, 0.433. With the right number for each feature, the formula gives attenuation.positive, 0.0638.',
  });
});

test('a formula is judged by its arithmetic, then by what its number is', () => {
  const theory = named('theory.isolated');
  const kind = (known: Known, changes: Partial<Claim> = {}) =>
    judgeClaim({ ...theory, ...changes }, evidence(known), []).verdict;
  expect(kind(reference, { value: 0.0638 })).toEqual({
    kind: 'disagrees',
    explanation: '(1 − 0.43)²/6 = 0.0542.',
  });
  expect(kind({ 'gain.positive': over(0.4264, 0.001) })).toMatchObject({
    kind: 'agrees',
    explanation: expect.stringContaining('and 0.43 fits gain.positive. Our gain.positive is 0.426'),
  });
  const unknown = kind({ ...reference, 'gain.effective': over(0.5, 0.001) });
  expect(unknown).toMatchObject({ kind: 'right arithmetic, wrong premise', premise: { is: null } });
  expect(unknown.explanation).not.toContain('0.43 fits');
  expect(kind({ 'gain.positive': single(0.381) })).toMatchObject({
    kind: 'not comparable',
    explanation: expect.stringContaining(
      'But nothing says whether 0.43 is gain.positive. Our gain.positive is 0.381, but',
    ),
  });
});

test('without findings an idea is not judged, and the verdict says what can judge it', () => {
  for (const idea of claims.filter(({ judgedBy }) => judgedBy !== undefined)) {
    expect(judgeClaim(idea, evidence(reference), [])).toEqual({
      claim: idea,
      ours: null,
      distance: null,
      verdict: {
        kind: 'not yet judged',
        explanation: `${idea.judgedBy} This report has no such findings.`,
      },
    });
  }
});

test('of models that are known not to have converged no idea is judged', () => {
  const settings = explainedSettings(defaultConfig);
  const certain = (value: number) => ({ value, standardError: 0.001 });
  const own = (id: string, value: number) => ({ [ownId(settings, id)]: certain(value) });
  const findings = {
    'ladder.gaussian.ratio': certain(1.5),
    'ladder.random.ratio': certain(1.5),
    'trained.squares.gain': certain(0.5),
    'trained.twins.gain': certain(0.4),
    'trained.twins.gain.least': certain(0),
    ...own('K.least', 1),
    ...own('K.mean', 3),
    ...own('off.mean', 0.1),
    ...own('off.meanAbs', 0.1),
    ...own('received.cv', 1),
  };
  const verdictsAfter = (converged: boolean | null) => {
    const judged = judgeClaims(
      {
        ...evidence(reference),
        understanding: { status: 'value', value: { report: findings, converged: findings } },
        convergence: {
          status: 'value',
          value: {
            limits: convergenceLimits,
            seeds: [0],
            points: [{ steps: 10_000, converged, comparisons: [] }],
            from: null,
          },
        },
      },
      { differingPaths: [], settings },
    );
    const decided = [
      'idea.geometry.random',
      'idea.l2.gain',
      'idea.uniformity',
      'idea.encoding.distributed',
      'idea.interference.cancels',
      'idea.interference.uniform',
    ];
    return judged.filter(({ claim: { id } }) => decided.includes(id)).map(({ verdict }) => verdict);
  };
  const kindsAfter = (converged: boolean | null) => verdictsAfter(converged).map(({ kind }) => kind);
  expect(kindsAfter(true)).toEqual(['agrees', ...Array.from({ length: 5 }, () => 'disagrees')]);
  expect(kindsAfter(null)).toEqual(kindsAfter(true));
  for (const verdict of verdictsAfter(false))
    expect(verdict).toMatchObject({
      kind: 'not yet judged',
      explanation: expect.stringMatching(/trainings of 10.000 steps have not converged/),
    });
});

test('−0.04 does not round from what another run gives at x = −1', () => {
  expect(judgeClaim(named('output.minusOne'), evidence(reference), []).verdict).toEqual({
    kind: 'disagrees',
    explanation: 'Ours is −0.0521, and another run is expected between −0.0552 and −0.0490.',
  });
});

test('a gap that is the same for every feature varies by less than half of its last digit', () => {
  const judged = (sd: number) => {
    const known = {
      'perFeature.interference.sdTrue': over(sd, 0.0001),
      'mse.interference': over(0.0102, 0.0004),
    };
    return judgeClaim(named('interference.consistent'), evidence(known), []).verdict;
  };
  expect(judged(0.002)).toMatchObject({
    kind: 'agrees',
    explanation: expect.stringContaining('which is 0.0102 on average'),
  });
  expect(judged(0.008).kind).toBe('disagrees');
});

test('a claim has its distance from ours in standard errors of another run, where there are any', () => {
  const distanceOf = (known: Known, changes: Partial<Claim> = {}) =>
    judgeClaim({ ...claim, ...changes }, evidence(known), []).distance;
  const ten = over(0.4, 0.01);
  const standardError = 0.01 * Math.sqrt(1 + 1 / ten.seeds.length);
  const distance = distanceOf({ 'gain.positive': ten })!;
  expect(distance.standardErrors).toBeCloseTo(0.03 / standardError, 9);
  expect(distance.rounding).toBeCloseTo(0.005 / standardError, 9);
  const { ours } = judgeClaim(claim, evidence({ 'gain.positive': ten }), []);
  expect(0.4 + distance.expected * standardError).toBeCloseTo(ours!.expected[1], 9);
  expect(distanceOf({ 'gain.positive': ten }, { value: 0.37 })!.standardErrors).toBeLessThan(0);
  expect(distanceOf({ 'gain.positive': over(0.4, 0) })).toBeNull();
  expect(distanceOf({ 'gain.positive': single(0.4) })).toBeNull();
  expect(distanceOf({ 'gain.positive': ten }, { value: null })).toBeNull();
  expect(judgeClaim(claim, evidence({ 'gain.positive': ten }), ['model.neurons']).distance).toBeNull();
});
