import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { expect, it } from 'vitest';
import { figure1 } from './per-feature-error.js';

/** On which side of its line each label of the sorted panel stands. */
function sides(mean: number) {
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
  const { annotations } = (
    panel as unknown as { layout: { annotations: { text: string; yanchor: string }[] } }
  ).layout;
  return annotations.map(({ text, yanchor }) => [text.split(' ')[0], yanchor]);
}

it.each([
  ['far below', 0.05, 'bottom', 'bottom'],
  ['close below', 0.16, 'bottom', 'top'],
  ['equal', 1 / 6, 'bottom', 'top'],
  ['close above', 0.17, 'top', 'bottom'],
  ['far above', 0.5, 'bottom', 'bottom'],
])('labels lines apart: mean %s', (_, mean, zeroSide, meanSide) =>
  expect(sides(mean)).toEqual([
    ['1/6:', zeroSide],
    ['mean', meanSide],
  ]),
);
