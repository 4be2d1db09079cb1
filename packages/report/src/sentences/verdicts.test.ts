import type { JudgedClaim, Verdict } from '@superposition/analyses/internal/claims/verdict';
import { expect, it } from 'vitest';
import { verdicts } from './verdicts.js';

const explanation = '';
const taken = {
  quantity: 'gain.positive',
  mean: 0,
  expected: [0, 0],
  standardError: 0,
  basis: 'seeds',
} as const;
const each: readonly Verdict[] = [
  { kind: 'not yet judged', explanation },
  { kind: 'not comparable', paths: [], explanation },
  {
    kind: 'contradicted by the document itself',
    contradiction: { section: '1', value: 0, passage: '' },
    other: null,
    explanation,
  },
  { kind: 'impossible', bound: { kind: 'at most', value: 0, because: '' }, other: null, explanation },
  { kind: 'disagrees', explanation },
  { kind: 'right arithmetic, wrong premise', premise: { taken, is: null }, explanation },
  { kind: 'agrees with another quantity', other: null, explanation },
  { kind: 'agrees', explanation },
];

const judged = (verdicts: readonly Verdict[]): readonly JudgedClaim[] =>
  verdicts.map((verdict, index) => ({
    claim: {
      id: `c${index}`,
      statement: '',
      section: '1',
      printed: '',
      value: null,
      lastDigit: 0,
      quantity: null,
    },
    ours: null,
    distance: null,
    verdict,
  }));

it('counts every claim under its verdict, one and several', () => {
  expect(verdicts(judged(each))).toBe(
    'Of 8 claims of the starting document, 1 agrees, 1 agrees with another quantity than the one named, 1 is worked out correctly from a number that is something else, 1 disagrees, 1 is impossible, 1 is contradicted by the document itself, 1 cannot be compared and 1 is not yet judged.',
  );
  expect(verdicts(judged([...each, ...each]))).toBe(
    'Of 16 claims of the starting document, 2 agree, 2 agree with another quantity than the one named, 2 are worked out correctly from a number that is something else, 2 disagree, 2 are impossible, 2 are contradicted by the document itself, 2 cannot be compared and 2 are not yet judged.',
  );
});

it('leaves out a verdict that no claim has', () => {
  expect(verdicts(judged(each.slice(0, 2)))).toBe(
    'Of 2 claims of the starting document, 1 cannot be compared and 1 is not yet judged.',
  );
});

it('counts nothing where the settings differ', () => {
  const differs: Verdict = { kind: 'not comparable', paths: ['model.neurons'], explanation };
  expect(verdicts(judged([differs, differs]))).toBe(
    'The settings differ from those of the starting document, so its claims are not compared with these models.',
  );
});
