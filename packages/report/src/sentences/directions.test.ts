import { cosineDistributions } from '@superposition/analyses/internal/geometry/cosine-distributions';
import { randomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import { describe, expect, it } from 'vitest';
import { directionsFinding, drawsBalance, histogramMarks } from './directions.js';

const gaussian = (features: number, neurons: number, seed = 1): Weights =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 1 } }, seed);
/** Every entry gets larger by so much. */
const leaning = (weights: Weights, by: number): Weights => ({
  ...weights,
  input: weights.input.map((entry) => entry + by),
});
/** Directions at equal angles in a half plane, of which each is as far from the next as can be. */
const even = (features: number): Weights => ({
  ...gaussian(features, 2),
  input: Float32Array.from({ length: 2 * features }, (_, place) => {
    const angle = ((place % features) / features) * Math.PI;
    return (place < features ? Math.cos(angle) : Math.sin(angle)) * (place % 2 === 0 ? 1 : -1);
  }),
});
const measured = (all: readonly Weights[], frames = 1300) => {
  const [model, ...further] = all.map((weights) => ({ weights }));
  const others = further.map((value) => ({ status: 'value', value }) as const);
  return {
    frames: randomFrames({ model: model! }, { frames }),
    distributions: cosineDistributions({ model: model!, others }, { frames }),
  };
};
const findingOf = (all: readonly Weights[], frames?: number) => {
  const { frames: tested, distributions } = measured(all, frames);
  return directionsFinding(tested, distributions, 0);
};

describe('the finding about directions', () => {
  it('says that they lean, and of how many models', () => {
    const [first, second] = [leaning(gaussian(30, 5), 0.4), leaning(gaussian(30, 5, 2), 0.4)];
    expect(findingOf([first])).toMatch(
      /^Directions lean towards each other: mean cosine \+0\.\d+, \d[\d.]* standard deviations from chance\./,
    );
    expect(findingOf([first, second])).toMatch(
      /^In both models, directions lean towards each other: mean cosine from \+0\.\d+ to \+0\.\d+\. That of seed 0 is \d/,
    );
    expect(findingOf([first, gaussian(30, 5, 3)])).toMatch(/^Directions lean towards each other: /);
  });

  it('says that nothing tells random ones from chance', () => {
    expect(findingOf([gaussian(30, 5, 7)])).toBe(
      'None of six statistics of the angles tells these directions from random ones.',
    );
  });

  it('leads with another statistic where the mean cosine tells nothing', () => {
    expect(findingOf([even(16)])).toMatch(
      /^No two directions come as close to one line as random ones do: greatest \|cosine\| 0\.9\d+, /,
    );
  });

  it('names orthogonal directions as what they are', () => {
    expect(findingOf([naiveWeights(6, 6)])).toBe('All 6 directions are orthogonal: every cosine is 0.');
    expect(findingOf([naiveWeights(6, 4), naiveWeights(6, 4)])).toBe(
      'In both models the directions are orthogonal: every cosine is 0.',
    );
  });

  it('says nothing of what the gauges disagree about, and nothing where there is no pair', () => {
    const weights = gaussian(40, 4);
    for (let i = 0; i < 40; i++) {
      weights.input[i] = 5;
      weights.output[4 * i] = 1e-4;
    }
    // Other statistics still agree.
    expect(findingOf([weights])).not.toContain('lean');
    expect(findingOf([gaussian(1, 3)])).toBe('');
  });

  it('is as careful with few frames', () => {
    const leans = Array.from({ length: 40 }, (_, seed) => findingOf([gaussian(10, 3, seed + 50)], 20));
    const called = leans.filter((finding) => finding !== '' && !finding.startsWith('None of six'));
    expect(called.length).toBeLessThanOrEqual(1);
  });
});

describe('the balanced gauge', () => {
  it('is drawn only where it changes the histogram', () => {
    const { distributions: same } = measured([naiveWeights(6, 6)]);
    expect(drawsBalance(same)).toBe(false);
    expect(histogramMarks(same)).toBe(
      'Hatched: 95\u00a0% of 1300 random sets, bin by bin. In the balanced gauge the histogram is the same, so it is not drawn.',
    );
    const weights = gaussian(40, 3);
    for (let i = 0; i < 40; i++) weights.output[3 * i] = 1e-3;
    const { distributions: other } = measured([weights]);
    expect(drawsBalance(other)).toBe(true);
    expect(histogramMarks(other)).toMatch(
      /Dotted: the balanced gauge, which differs for \d+\u00a0% of the pairs\./,
    );
  });
});
