import { found } from '@superposition/analyses/internal/understanding/finding';
import { expect, test } from 'vitest';
import { crowdEvidence, crowdOfSquares } from './crowd.js';

const evidence = (squares: readonly number[], fourths: readonly number[]) =>
  crowdEvidence(
    Object.fromEntries([
      ...squares.map((value, index) => [`crowd.l2.${index + 1}`, found(value * (index + 1))]),
      ...fourths.map((value, index) => [`crowd.l4.${index + 1}`, found(value * (index + 1))]),
    ]),
    'trained',
  );

test('says how little the square tells of a crowd, only beside a fourth power that tells more', () => {
  expect(crowdOfSquares(evidence([1, 0.97, 1.02], [1, 1.3, 1.6]))).toBe(
    'Per active feature, |y − t|^2 differs from that of one alone by at most 3\u00a0%.',
  );
  expect(crowdOfSquares(evidence([1, 1.4], [1, 1.3]))).toBe('');
  expect(crowdOfSquares(evidence([1], [1, 1.3]))).toBe('');
});
