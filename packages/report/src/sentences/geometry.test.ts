import { randomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import { expect, it } from 'vitest';
import { besideRandomDirections } from './geometry.js';

const orthogonal = (features: number) => ({
  features,
  neurons: features,
  input: Float32Array.from({ length: features * features }, (_, at) => (at % (features + 1) === 0 ? 1 : 0)),
  output: Float32Array.from({ length: features * features }, (_, at) => (at % (features + 1) === 0 ? 1 : 0)),
});
const words = (features: number, frames: number) => {
  const found = randomFrames({ model: { weights: orthogonal(features) } }, { frames });
  return (['meanAbsCos', 'framePotential'] as const).map((id) =>
    besideRandomDirections(found, 'statistic', id, null),
  );
};

it('tells orthogonal directions from random ones, although they lie within three standard deviations of so few', () => {
  for (const sentence of words(3, 2000)) expect(sentence).toContain('both are smaller than');
});

it('tells none by too few frames within three standard deviations', () => {
  for (const sentence of words(3, 100)) expect(sentence).toContain('neither can be told from');
});
