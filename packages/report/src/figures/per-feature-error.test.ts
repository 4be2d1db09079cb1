import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { expect, it } from 'vitest';
import { figure1 } from './per-feature-error.js';

/** Where along its line each label of the sorted panel begins. */
function labels(mean: number) {
  const errors: PerFeatureMse = {
    features: 2,
    order: [0, 1],
    trained: [mean, mean],
    standardError: [0, 0],
    naive: [0, 1 / 6],
    naiveMean: 1 / 12,
    ignored: 1 / 6,
    mean,
    meanStandardError: 0,
    min: mean,
    max: mean,
    sd: 0,
    sdTrue: 0,
  };
  const [panel] = figure1({ errors }, { seed: null, activeProbability: 0.02 }).panels;
  const { annotations } = (panel as unknown as { layout: { annotations: { text: string; x: number }[] } })
    .layout;
  return annotations.map(({ text, x }) => [text.split(' ')[0], x]);
}

it.each([
  ['far below', 0.05, 0.01],
  ['close below', 0.16, 0.34],
  ['equal', 1 / 6, 0.34],
  ['close above', 0.17, 0.34],
  ['far above', 0.5, 0.01],
])('puts labels of close lines side by side: mean %s', (_, mean, along) =>
  expect(labels(mean)).toEqual([
    ['1/6:', 0.01],
    ['mean', along],
  ]),
);
