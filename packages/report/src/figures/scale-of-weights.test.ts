import type { Weights } from '@superposition/core/internal/network/weights';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../figure.js';
import { decodedArray } from '../plot/decoded-array.js';
import {
  crossGainFigure,
  drawFigure,
  effectiveMapFigure,
  inputWeightsFigure,
  isolatedAndTotalFigure,
  perFeatureErrorFigure,
  responseCurvesFigure,
} from '../figures-entry.js';

const [features, neurons] = [6, 3];
const pattern = (start: number, scale: number) =>
  Float32Array.from({ length: features * neurons }, (_, index) => scale * (((7 * index + start) % 11) - 4));

const weightsOf = (inputScale: number, outputScale: number): Weights => ({
  features,
  neurons,
  input: pattern(1, inputScale),
  output: pattern(5, outputScale),
});

const alone = (value: number): Weights => {
  const zeros = weightsOf(0, 0);
  return { ...zeros, input: zeros.input.with(4, value), output: zeros.output.with(4 * neurons, 1) };
};

const oneHuge = (): Weights => {
  const weights = weightsOf(0.1, 0.1);
  return { ...weights, input: weights.input.with(2, 1e30) };
};

function numbersOf({ panels }: Figure, axes: readonly ('x' | 'y' | 'z')[]): readonly number[] {
  const traces = panels.flatMap((panel) =>
    panel.kind === 'plot' ? [...panel.traces, ...Object.values(panel.views ?? {}).flat()] : [],
  );
  return traces.flatMap((trace) =>
    axes.flatMap((axis) => {
      const values = trace[axis];
      if (typeof values !== 'object' || values === null) return [];
      const list = Array.isArray(values) ? values : (decodedArray(values) ?? []);
      return list.flat().filter((value) => typeof value === 'number');
    }),
  );
}

describe.each([
  ['denormal', weightsOf(1e-44, 1)],
  ['of 1e-30', weightsOf(1e-30, 1e-30)],
  ['of 1e-20', weightsOf(1e-20, 1e-20)],
  ['of 1e10', weightsOf(1e10, 1e10)],
  ['of 1e30', weightsOf(1e30, 1e30)],
  ['of opposite scales', weightsOf(1e-30, 1e30)],
  ['small but for a huge one', oneHuge()],
  ['all zero but one', alone(0.5)],
  [
    'all equal',
    { features, neurons, input: new Float32Array(18).fill(0.2), output: new Float32Array(18).fill(0.2) },
  ],
] as const)('weights %s', (_, weights) => {
  it.each([
    ['W_in', inputWeightsFigure],
    ['W_eff', effectiveMapFigure],
    ['R⁺', crossGainFigure],
    ['the responses', responseCurvesFigure],
    ['errors', perFeatureErrorFigure],
    ['parts of errors', isolatedAndTotalFigure],
  ])('are drawn: %s', (_name, figureOf) => {
    const figure = figureOf(weights);
    const numbers = numbersOf(figure, ['x', 'y', 'z']);
    expect(drawFigure(figure, { format: 'svg' })).not.toMatch(/NaN|Infinity|undefined/);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((number) => Math.abs(number) === Number.POSITIVE_INFINITY)).toEqual([]);
  });
});

it('keeps the entries of a matrix of products that float32 has no number for', () => {
  const drawn = numbersOf(effectiveMapFigure(weightsOf(1e-30, 1e-30)), ['z']);
  const products = drawn.filter((value) => value !== 0 && Math.abs(value) < 1e-57);
  expect(products.length).toBeGreaterThan(10);
});
