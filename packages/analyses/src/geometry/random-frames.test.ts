import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import { featureCosines, framePotential, pairCosines } from '@superposition/core/internal/network/geometry';
import { momentsOf } from '@superposition/core/internal/numbers/moments';
import { describe, expect, it, test } from 'vitest';
import { framesFor, randomFrames } from './random-frames.js';

const gaussian = (features: number, neurons: number, seed = 3): Weights =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 1 } }, seed);
const tested = (weights: Weights, frames = 400) => randomFrames({ model: { weights } }, { frames }).raw;

describe('the statistics of a model', () => {
  // More directions than a block has, and a rest that is no multiple of four.
  it.each([
    [7, 3],
    [133, 5],
  ])('are those of its pairs: %i directions in %i dimensions', (features, neurons) => {
    const weights = gaussian(features, neurons);
    const { statistics, directions } = tested(weights, 1);
    const cosines = featureCosines(weights);
    const pairs = pairCosines(cosines);
    const { mean, meanAbs, rms, min, max } = momentsOf(pairs)!;
    const near = (value: number) => expect.closeTo(value, 12);
    expect(directions).toBe(features);
    expect(Object.fromEntries(Object.entries(statistics!).map(([id, { value }]) => [id, value]))).toEqual({
      meanCos: near(mean),
      meanAbsCos: near(meanAbs),
      rmsCos: near(rms),
      maxAbsCos: near(Math.max(-min, max)),
      meanCos4: near(pairs.reduce((sum, cosine) => sum + cosine ** 4, 0) / pairs.length),
      framePotential: expect.closeTo(framePotential(cosines), 9),
    });
  });
});

describe('chance', () => {
  it.each([
    [20, 2],
    [12, 5],
    [6, 8],
  ])('has the exact mean and standard deviation: %i directions in %i dimensions', (features, neurons) => {
    // z of random frames has mean 0 and standard deviation 1 if and only if those of chance are right.
    const zs = Array.from({ length: 300 }, (_, seed) => {
      const { statistics } = tested(gaussian(features, neurons, seed + 1000), 1);
      return (['meanCos', 'meanAbsCos', 'meanCos4', 'framePotential'] as const).map(
        (id) => statistics![id].z!,
      );
    });
    for (const index of [0, 1, 2, 3]) {
      const { mean, sd } = momentsOf(zs.map((each) => each[index]!))!;
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(300));
      // The standard deviation of 300 numbers is off by 1/√600 of it, more where tails are long.
      expect(Math.abs(sd - 1)).toBeLessThan(0.25);
    }
  });

  it('agrees with the frames that were drawn', () => {
    const { statistics, frames } = tested(gaussian(30, 6), 2000);
    expect(frames).toBe(2000);
    for (const { chance } of Object.values(statistics!)) {
      expect(chance.band95[0]).toBeLessThan(chance.mean);
      expect(chance.band95[1]).toBeGreaterThan(chance.mean);
      // The band of a normal distribution is 3.92 standard deviations wide.
      expect((chance.band95[1] - chance.band95[0]) / chance.sd / 3.92).toBeCloseTo(1, 0);
    }
    const [m, pairs] = [6, 435];
    expect(statistics!.meanCos4.chance.mean).toBeCloseTo(3 / (m * (m + 2)), 14);
    expect(statistics!.framePotential.chance.mean).toBeCloseTo(30 + (2 * pairs) / m, 10);
    expect(statistics!.rmsCos.chance.mean).toBeCloseTo(Math.sqrt(1 / m), 2);
  });

  it('gives a p that is below 5 % for one random model in twenty', () => {
    const ps = Array.from({ length: 200 }, (_, seed) => {
      const { statistics } = tested(gaussian(10, 3, seed + 5000), 99);
      return statistics!.maxAbsCos.p;
    });
    const rare = ps.filter((p) => p < 0.05).length / ps.length;
    expect(Math.abs(rare - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 200));
  });
});

test('directions that all point one way are told from chance, with the least p that the frames allow', () => {
  const weights = {
    ...gaussian(12, 4),
    input: new Float32Array(48).map((_, index) => 1 + (index % 12) / 100),
  };
  const { meanCos, framePotential: potential } = tested(weights, 99).statistics!;
  expect([meanCos.p, potential.p]).toEqual([0.02, 0.02]);
  expect(meanCos.z).toBeCloseTo(meanCos.value / Math.sqrt(1 / 4 / 66), 10);
});

test('in one dimension every |cosine| is 1, by chance as well', () => {
  const { statistics } = tested(gaussian(9, 1));
  expect(statistics!.meanAbsCos).toMatchObject({ value: 1, chance: { mean: 1, sd: 0 }, z: null, p: 1 });
  expect(statistics!.framePotential).toMatchObject({ value: 81, z: null, p: 1 });
  expect(statistics!.meanCos.chance.sd).toBeCloseTo(1 / 6, 12);
});

test('columns of zeros are no directions, in each gauge for itself', () => {
  const weights = gaussian(6, 3);
  weights.input.set([0, 0, 0], 0);
  for (const column of [0, 6, 12]) weights.input[column + 5] = 0;
  // Neuron 0 is all that feature 3 has, and it has no output: the balanced gauge leaves it out.
  weights.input.set([1, 0, 0], 3);
  weights.input[6 + 3] = 0;
  weights.input[12 + 3] = 0;
  for (const row of [0, 1, 2, 3, 4, 5]) weights.output[3 * row] = 0;
  const { raw, balanced } = randomFrames({ model: { weights } }, { frames: 10 });
  expect([raw.directions, balanced.directions]).toEqual([5, 4]);
});

test('both gauges are compared with the same chance', () => {
  const { raw, balanced } = randomFrames({ model: { weights: gaussian(12, 4) } }, { frames: 50 });
  const chanceOf = ({ dimension, statistics }: typeof raw) => [
    dimension,
    ...Object.values(statistics!).map(({ chance }) => chance),
  ];
  expect(chanceOf(balanced)).toEqual(chanceOf(raw));
  expect(balanced.statistics!.meanCos.value).not.toBe(raw.statistics!.meanCos.value);
});

test.each([
  ['one feature', gaussian(1, 4)],
  ['zeros', { ...gaussian(5, 2), input: new Float32Array(10) }],
])('there is nothing to compare without a pair: %s', (_, weights) => {
  const { raw, balanced } = randomFrames({ model: { weights } }, { frames: 10 });
  expect([raw.statistics, raw.frames, balanced.statistics]).toEqual([null, 0, null]);
});

test('the frames of a smaller number are the first of a larger one', () => {
  const [few, more] = [tested(gaussian(5, 2), 3), tested(gaussian(5, 2), 3)];
  expect(few).toEqual(more);
  expect(tested(gaussian(5, 2), 1).statistics!.maxAbsCos.chance.band95[0]).toBe(
    tested(gaussian(5, 2, 4), 1).statistics!.maxAbsCos.chance.mean,
  );
});

test('a large model takes fewer frames, but some', () => {
  expect([framesFor(100, 10, 2000), framesFor(200, 20, 2000), framesFor(100, 10, 200)]).toEqual([
    2000, 2000, 200,
  ]);
  expect(framesFor(1000, 100, 2000)).toBeLessThan(200);
  expect(framesFor(1000, 1000, 2000)).toBe(20);
});
