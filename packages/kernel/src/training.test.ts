import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf, type Shape } from './memory-plan.js';
import { type Bounds, openTraining, trainingBytes } from './training.js';

/** Gaps of one: every feature is active in every sample. */
const everyFeature = {
  thresholds: Uint32Array.of(2 ** 32 - 1),
  guide: new Uint16Array(1024),
};

function setupOf({ features, neurons }: Shape) {
  const entries = features * neurons;
  return {
    features,
    neurons,
    input: Float32Array.from({ length: entries }, (_, index) => (index % 7) - 3),
    output: Float32Array.from({ length: entries }, (_, index) => (index % 5) - 2),
    lossExponent: 2,
    gaps: everyFeature,
  };
}

const adam = { rate: 0.1, correction: 1000, scale: 1 };

test('weights come out as they went in, whatever the shape', () => {
  const size = fc.integer({ min: 1, max: 150 });
  fc.assert(
    fc.property(size, size, (features, neurons) => {
      const setup = setupOf({ features, neurons });
      const { input, output } = openTraining(setup).weights();
      expect([input, output]).toEqual([setup.input, setup.output]);
    }),
    { numRuns: 30 },
  );
});

test('one sample of one feature by one neuron, by hand', () => {
  const weights = { input: Float32Array.of(0.5), output: Float32Array.of(3) };
  const state = Uint32Array.of(1, 2, 3, 4);
  // The generator's third value is drawn second, for the value: state and outputs as published.
  const [gap, draw] = xoshiro(state);
  expect(gap).toBeGreaterThan(0);
  const x = ((draw! >>> 8) * 2 + 1 - 2 ** 24) * 2 ** -24;
  const sign = x > 0 ? 1 : -1;
  const training = openTraining({
    ...setupOf({ features: 1, neurons: 1 }),
    input: weights.input.map((weight) => weight * sign),
    output: weights.output,
  });
  training.openBatch(state);
  expect(training.accumulate(1, true)).toBe(1);
  const h = Math.fround(0.5 * Math.abs(x));
  const error = Math.fround(Math.fround(3 * h) - Math.max(0, x));
  expect(training.lossSum()).toBe(error * error);
  // The first step of Adam moves by the rate, against the gradient's sign, whatever its size.
  training.update({ rate: 0.1 / (1 - 0.9), correction: 1 / (1 - 0.999), scale: 1 });
  const { input, output } = training.weights();
  expect(output[0]).toBeCloseTo(3 - 0.1 * Math.sign(error * h), 6);
  expect(input[0]).toBeCloseTo(0.5 * sign - 0.1 * Math.sign(error * 3 * x), 6);
});

/** The first two outputs of xoshiro128** (Blackman and Vigna 2018). */
function xoshiro(state: Uint32Array): number[] {
  const words = state.slice();
  const rotated = (word: number, bits: number) => ((word << bits) | (word >>> (32 - bits))) >>> 0;
  return [0, 1].map(() => {
    const result = Math.imul(rotated(Math.imul(words[1]!, 5), 7), 9) >>> 0;
    const shifted = words[1]! << 9;
    words[2]! ^= words[0]!;
    words[3]! ^= words[1]!;
    words[1]! ^= words[2]!;
    words[0]! ^= words[3]!;
    words[2]! ^= shifted;
    words[3] = rotated(words[3]!, 11);
    return result;
  });
}

test('a batch in parts is the same batch', () => {
  const gaps = { thresholds: Uint32Array.of(2 ** 31 - 1, 2 ** 32 - 1), guide: guideOf(2 ** 31 - 1) };
  const run = (parts: readonly number[]) => {
    const training = openTraining({ ...setupOf({ features: 9, neurons: 6 }), gaps });
    training.openBatch(Uint32Array.of(5, 6, 7, 8));
    for (const samples of parts) training.accumulate(samples, true);
    training.update(adam);
    return { ...training.weights(), loss: training.lossSum() };
  };
  expect(run([1000])).toEqual(run([1, 2, 3, 994]));
});

/** The guide to two thresholds, the first of them given. */
const guideOf = (threshold: number) =>
  Uint16Array.from({ length: 1024 }, (_, top) => (top * 2 ** 22 > threshold ? 1 : 0));

test('an instance does not see what another computes', () => {
  const setup = setupOf({ features: 12, neurons: 3 });
  const one = openTraining(setup);
  const other = openTraining(setup);
  other.openBatch(Uint32Array.of(1, 2, 3, 4));
  other.accumulate(10, false);
  other.update(adam);
  expect(one.weights().input).toEqual(setup.input);
  expect(other.weights().input).not.toEqual(setup.input);
});

test('an update leaves W_in in its bounds, and the rest of it as it would be without', () => {
  const setup = setupOf({ features: 7, neurons: 5 });
  const after = (inputBounds?: Bounds) => {
    const training = openTraining({ ...setup, inputBounds });
    training.openBatch(Uint32Array.of(1, 2, 3, 4));
    training.accumulate(10, false);
    training.update(adam);
    return training.weights();
  };
  const free = after();
  const lower = setup.input.map((_, index) => (index % 2 === 0 ? -Infinity : -1));
  const upper = setup.input.map((_, index) => (index % 3 === 0 ? Infinity : 1.5));
  const expected = free.input.map((weight, index) =>
    Math.min(Math.max(weight, lower[index]!), upper[index]!),
  );
  expect(expected).not.toEqual(free.input);
  expect(after({ lower, upper })).toEqual({ input: expected, output: free.output });
});

test('blocks are bounded: in memory, in work, and from below by what shares a gradient', () => {
  expect(planOf({ features: 100, neurons: 10 }, 4).blockSamples).toBe(120);
  expect(planOf({ features: 1, neurons: 1 }, 4).blockSamples).toBe(512);
  expect(planOf({ features: 1000, neurons: 10 }, 4).blockSamples).toBe(64);
  expect(planOf({ features: 4096, neurons: 1024 }, 4).blockSamples).toBe(4);
  expect(trainingBytes({ features: 100, neurons: 10 }) / 1024).toBeLessThan(400);
  expect(trainingBytes({ features: 4096, neurons: 1024 }) / 2 ** 20).toBeLessThan(150);
});

test('a shape that no WebAssembly memory holds is refused by what it needs, before anything is allocated', () => {
  const empty = new Float32Array(0);
  const huge = { features: 20_000, neurons: 8000, input: empty, output: empty };
  expect(() => openTraining({ ...setupOf({ features: 1, neurons: 1 }), ...huge })).toThrow(
    new RangeError('the kernel needs 4886 MiB of memory for this shape: WebAssembly has at most 4096'),
  );
});
