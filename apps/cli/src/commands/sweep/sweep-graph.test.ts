import { defaultConfig } from '@superposition/core/config';
import { expect, it } from 'vitest';
import { modelsOf, partsOf } from './sweep-graph.js';
import type { ConfigPoint } from './sweep-settings.js';

const point = (steps: number, seeds: number): ConfigPoint => {
  const config = { ...defaultConfig, training: { ...defaultConfig.training, steps, seeds } };
  const varied = { 'training.steps': steps };
  return {
    settings: [],
    varied,
    loaded: { config, machine: {}, folder: '/' },
    name: `training.steps=${steps}`,
  };
};

it('has parts of at most 20,000 stages, with every point once', () => {
  const points = Array.from({ length: 2600 }, (_, index) => point(index + 1, 4));
  const parts = partsOf(points);
  expect(parts.map(({ length }) => length)).toEqual([1250, 1250, 100]);
  expect(parts.flat()).toEqual(points);
  expect(partsOf([point(1, 1000), point(2, 1000)]).map(({ length }) => length)).toEqual([2]);
});

it('names the stages of a model by its point and its seed', () => {
  const models = modelsOf([point(5, 2), point(6, 2)]);
  expect(models.map(({ quantities }) => quantities.name)).toEqual(
    [5, 6].flatMap((steps) => [0, 1].map((seed) => `quantities[training.steps=${steps},seed=${seed}]`)),
  );
});
