import { quantityDefinitions } from '@superposition/core/internal/quantities/quantity-definitions';
import { expect, test } from 'vitest';
import type { Claim } from './claim.js';
import { claims } from './claims.js';
import { apartInTheDocument } from './document-arithmetic.js';

test('every claim can be judged: known quantities, one id each, a printed number that is its value', () => {
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  for (const each of claims) {
    const { id, quantity, others = [], value, rises, judgedBy } = each;
    for (const of of [quantity, ...others]) expect(of === null || of in quantityDefinitions, id).toBe(true);
    if (value === null) expect([rises, judgedBy].filter((way) => way !== undefined).length, id).toBe(1);
    else expectPrinted(each, value);
  }
});

function expectPrinted({ id, printed, lastDigit }: Claim, value: number): void {
  const percent = printed.endsWith('%');
  expect(Number.parseFloat(printed.replace('−', '-')) / (percent ? 100 : 1), id).toBeCloseTo(value, 12);
  const digits = printed.replace(/[ %]/g, '').split('.')[1]?.length ?? 0;
  // A bare 0 stands for words. It counts with the two digits that the document prints elsewhere.
  const unit = printed === '0' ? 0.01 : 10 ** -(digits + (percent ? 2 : 0));
  expect(lastDigit, id).toBeCloseTo(unit, 12);
}

test('an idea says what can judge it in sentences of its own, and has no number', () => {
  const ideas = claims.filter(({ judgedBy }) => judgedBy !== undefined);
  expect(ideas.length).toBeGreaterThan(10);
  for (const { id, statement, judgedBy, printed, quantity } of ideas) {
    expect(id).toMatch(/^idea\./);
    expect(
      [statement, judgedBy].every((words) => /^[A-Z].*\.$/.test(words!)),
      id,
    ).toBe(true);
    expect([printed, quantity], id).toEqual(['', null]);
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
