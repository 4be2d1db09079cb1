import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import { describe, expect, it } from 'vitest';
import { cosineDistributions } from './cosine-distributions.js';
import { randomFrames } from './random-frames.js';

const gaussian = (features: number, neurons: number, seed = 3): Weights =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 1 } }, seed);
const distributions = (all: readonly Weights[], frames = 200) =>
  cosineDistributions({ models: all.map((weights) => ({ weights })) }, { frames });
const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);

describe('the cosines of models', () => {
  it('counts every pair of each model, and measures it as random-frames does', () => {
    const all = [gaussian(30, 6), gaussian(30, 6, 4)];
    const { models, balanced, edges } = distributions(all);
    for (const { counts } of [...models, balanced]) expect(sum(counts)).toBe(435);
    expect(edges).toHaveLength(models[0]!.counts.length + 1);
    const { raw } = randomFrames({ model: { weights: all[1]! } }, { frames: 5 });
    expect(models[1]!.statistics!.meanCos).toBeCloseTo(raw.statistics!.meanCos.value, 14);
  });

  it('counts orthogonal pairs in the middle of a bin', () => {
    const { models, edges } = distributions([naiveWeights(5, 5)]);
    const middle = (edges.length - 2) / 2;
    expect(models[0]!.counts[middle]).toBe(10);
    expect(edges[middle]! + edges[middle + 1]!).toBeCloseTo(0, 14);
  });

  it('has the same bins in the balanced gauge, in which a neuron may lead another way', () => {
    const weights = gaussian(20, 3);
    for (let i = 0; i < 20; i++) weights.output[3 * i] = 1e-4;
    const { models, balanced } = distributions([weights]);
    expect(balanced.counts).toHaveLength(models[0]!.counts.length);
    expect(balanced.counts).not.toEqual(models[0]!.counts);
  });

  it('knows only ±1 in one dimension', () => {
    const { models, density } = distributions([gaussian(9, 1)]);
    const { counts } = models[0]!;
    expect(counts[0]! + counts.at(-1)!).toBe(36);
    expect(density).toBeNull();
  });

  it('leaves out columns of zeros, and has no chance where no pair is left', () => {
    const weights = gaussian(4, 2);
    weights.input.fill(0, 0, 2);
    weights.input.fill(0, 4, 6);
    expect(distributions([weights])).toMatchObject({ models: [{ directions: 2 }], chance: { frames: 200 } });
    const none = distributions([{ ...weights, input: new Float32Array(8) }]);
    expect(none).toMatchObject({ models: [{ directions: 0, statistics: null }], chance: null });
  });
});

describe('chance', () => {
  it('holds about 95 % of what another random frame has', () => {
    const all = Array.from({ length: 30 }, (_, seed) => gaussian(40, 5, seed + 100));
    const { models, chance } = distributions(all, 400);
    const inside = models.flatMap(({ counts }) =>
      counts.map((count, bin) => count >= chance!.low[bin]! && count <= chance!.high[bin]!),
    );
    // Counts are whole, so an interval holds somewhat more than its share.
    const share = inside.filter(Boolean).length / inside.length;
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.995);
  });

  it('has the extremes of all frames', () => {
    const { chance, models } = distributions([gaussian(12, 4)], 50);
    const [least, greatest] = chance!.extremes.meanCos;
    expect(least).toBeLessThan(0);
    expect(greatest).toBeGreaterThan(0);
    expect(chance!.extremes.framePotential[0]).toBeGreaterThan(12);
    expect(models[0]!.statistics!.framePotential).toBeLessThan(2 * chance!.extremes.framePotential[1]);
  });

  it.each([3, 10, 40])('has a density whose area is 1 in %i dimensions', (neurons) => {
    const { density } = distributions([gaussian(30, neurons)], 5);
    const { cosine, density: heights } = density!;
    expect(sum(heights) * (cosine[1]! - cosine[0]!)).toBeCloseTo(1, 1);
    expect(heights[(heights.length - 1) / 2]).toBe(Math.max(...heights));
  });
});

it('has narrower bins where random directions are closer to orthogonal, and wider ones for few pairs', () => {
  const bins = (features: number, neurons: number) =>
    distributions([gaussian(features, neurons)], 1).models[0]!.counts.length;
  expect(bins(60, 50)).toBeGreaterThan(bins(60, 5));
  expect(bins(60, 5)).toBeGreaterThan(bins(5, 5));
  expect([bins(60, 50), bins(60, 5), bins(5, 5)].every((count) => count % 2 === 1)).toBe(true);
});
