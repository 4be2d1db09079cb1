import { found } from '@superposition/analyses/internal/understanding/finding';
import { expect, test } from 'vitest';
import { crowdEvidence, crowdOfSquares, neuronsAreWorth } from './crowd.js';

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
    'Per active feature, |y − t|^2 differs from that of one alone by up to 3\u00a0%.',
  );
  // Without margins, the third would differ by 7 % and the fourth power of the last line by 20 %.
  const uncertain = { at: 3, value: 1.07, margin: 0.08 };
  expect(
    crowdOfSquares({
      ...evidence([1, 0.97], [1, 1.3]),
      squares: [...evidence([1, 0.97], []).squares, uncertain],
    }),
  ).toMatch(/up to 3\u00a0%/);
  expect(
    crowdOfSquares({ ...evidence([], [1, 1.3]), squares: [...evidence([1], []).squares, uncertain] }),
  ).toMatch(/cannot be told from that of one alone/);
  const noise = { at: 2, value: 1.2, margin: 0.3 };
  expect(crowdOfSquares({ ...evidence([1, 0.97], [1]), fourths: [noise] })).toBe('');
  expect(crowdOfSquares(evidence([1, 1.4], [1, 1.3]))).toBe('');
  expect(crowdOfSquares(evidence([1], [1, 1.3]))).toBe('');
});

test('compares neurons only where there are several', () => {
  const ablated = Object.fromEntries(
    ['mean', 'least', 'most'].map((id) => [`neurons.ablation.l4.${id}`, found(0.17)]),
  );
  const words = (neurons: number) =>
    neuronsAreWorth(crowdEvidence({ ...ablated, 'neurons.ablation.hurt': found(0.2) }, 'given'), neurons);
  expect(words(10)).toBe(
    'Without one neuron, |y − t|^4 rises by 17 %, and the squared error of no feature while active by more than 0.01. No neuron matters much more than another.',
  );
  expect(words(1)).toBe(
    'Without the neuron, |y − t|^4 rises by 17 %, and the squared error of no feature while active by more than 0.01.',
  );
});
