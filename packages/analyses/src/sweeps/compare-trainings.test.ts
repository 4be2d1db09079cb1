import { complete } from '@superposition/core/internal/training/complete';
import { modelQuantities } from '@superposition/core/internal/quantities/quantities';
import { evaluate } from '@superposition/core/internal/evaluation/evaluate';
import { initialWeights, naiveWeights } from '@superposition/core/internal/network/weights';
import { expect, test } from 'vitest';
import { compareTrainings } from './compare-trainings.js';

const params = { activeProbability: 0.1, lossExponent: 4 };
const random = (seed: number) =>
  initialWeights({ features: 12, neurons: 4, init: { kind: 'normal', scale: 0.5 } }, seed);
const compare = (weights: ReturnType<typeof random>, longest: ReturnType<typeof random>) =>
  compareTrainings({ model: { weights }, longest: { weights: longest } }, params);

test('differences are those of the quantities', () => {
  const [own, other] = [random(1), random(2)];
  const found = compare(own, other);
  const [a, b] = [own, other].map(
    (weights) =>
      JSON.parse(
        JSON.stringify(
          modelQuantities(weights, complete(evaluate({ ...params, weights, samples: 50, seed: 0 }))),
        ),
        // A quantity is a number, or has one in `value`.
        (_, part) => (part !== null && typeof part === 'object' && 'value' in part ? part.value : part),
      ) as Record<string, number>,
  );
  expect(found.gain).toBeCloseTo(a!['gain.positive']! - b!['gain.positive']!, 12);
  expect(found.outputMinusOne).toBeCloseTo(a!['output.minusOne']! - b!['output.minusOne']!, 12);
  expect(found.neuronUsage).toBeCloseTo(a!['neuronUsage.mean']! - b!['neuronUsage.mean']!, 12);
  expect(found.samples).toBe(500_000);
});

test('a model is as good as itself, exactly', () => {
  expect(compare(random(3), random(3))).toEqual({
    lossRatio: { ratio: 1, standardError: 0 },
    gain: 0,
    outputMinusOne: 0,
    neuronUsage: 0,
    samples: 500_000,
  });
});

test('what diverged, or has no loss to divide by, says so', () => {
  const broken = { ...random(1), input: new Float32Array(48).fill(Number.NaN) };
  expect(compare(broken, random(1))).toMatchObject({
    gain: null,
    reason: expect.stringContaining('diverged'),
  });
  const perfect = naiveWeights(4, 4);
  const beside = compare(perfect, perfect);
  expect(beside).toMatchObject({ lossRatio: null, gain: 0, reason: expect.stringContaining('is 0') });
});
