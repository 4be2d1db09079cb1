import { initialWeights } from '@superposition/core/internal/network/weights';
import { exactResponses } from '@superposition/core/internal/network/responses';
import { mean } from '@superposition/core/internal/numbers/statistics';
import { expect, it } from 'vitest';
import { lineFindings } from './line-findings.js';

const weights = initialWeights({ features: 9, neurons: 3, init: { kind: 'normal', scale: 0.4 } }, 2);
const point = { name: 'neurons=3', activeProbability: 0.1, lossExponent: 4, isSparse: false };

it('measures each model of a line under the name of its point', () => {
  const diverged = { ...weights, input: weights.input.with(1, Number.NaN) };
  const findings = lineFindings(
    { models: [{ weights }, { weights: diverged }] },
    { points: [point, { ...point, name: 'neurons=4' }] },
  );
  const { positive } = exactResponses(weights);
  const own = Array.from({ length: 9 }, (_, feature) => positive[10 * feature]!);
  expect(findings['lines.neurons=3.gain']!.value).toBeCloseTo(mean(own), 12);
  const { gain, error } = { gain: mean(own), error: findings['lines.neurons=3.cubic.error']!.value! };
  // Positive where the theory predicts more than the model has.
  expect(gain * (1 + error)).toBeCloseTo(findings['lines.neurons=3.cubic.gain']!.value!, 12);
  expect(findings['lines.neurons=4.gain']).toEqual({ value: null, reason: 'the training diverged' });
});

it('applies the theory of the fourth power to this loss only, and measures the loss of sparse data only', () => {
  const idsOf = (change: object) =>
    Object.keys(lineFindings({ models: [{ weights }] }, { points: [{ ...point, ...change }] })).map((id) =>
      id.slice('lines.neurons=3.'.length),
    );
  expect(idsOf({})).toContain('cubic.gain');
  expect(idsOf({ lossExponent: 2 })).not.toContain('cubic.gain');
  expect(idsOf({})).not.toContain('lossOverZero');
  expect(idsOf({ isSparse: true })).toContain('lossOverZero');
});

it('measures the loss on sparse data beside an output of 0 and beside the naive solution', () => {
  const silent = { ...weights, output: weights.output.map(() => 0) };
  // The naive solution serves a third of the features.
  const naive = {
    features: 9,
    neurons: 3,
    input: Float32Array.from({ length: 27 }, (_, at) => (at % 9 === Math.floor(at / 9) ? 1 : 0)),
    output: Float32Array.from({ length: 27 }, (_, at) => (at % 3 === Math.floor(at / 3) ? 1 : 0)),
  };
  const names = ['neurons=3', 'neurons=4'];
  const findings = lineFindings(
    { models: [{ weights: silent }, { weights: naive }] },
    { points: names.map((name) => ({ ...point, name, isSparse: true })) },
  );
  const of = (id: string) => findings[`lines.${id}`]!;
  expect(of('neurons=3.lossOverZero').value).toBeCloseTo(1, 12);
  expect(of('neurons=3.lossOverNaive').value).toBeCloseTo(1.5, 12);
  expect(of('neurons=4.lossOverNaive').value).toBeCloseTo(1, 12);
  expect(of('neurons=4.sparseLimit.lossOverNaive').value).toBe(0);
});

it('says what is missing where a network answers nothing, or only to others', () => {
  const silent = { features: 2, neurons: 1, input: Float32Array.of(0, 0), output: Float32Array.of(0, 0) };
  const crossed = { ...silent, input: Float32Array.of(1, 0), output: Float32Array.of(0, 1) };
  for (const each of [silent, crossed]) {
    const findings = lineFindings(
      { models: [{ weights: each }] },
      { points: [{ ...point, isSparse: true }] },
    );
    expect(findings['lines.neurons=3.gain.least']).toEqual({ value: null, reason: 'the mean gain is 0' });
    expect(findings['lines.neurons=3.sparseLimit.K']).toEqual({ value: null, reason: 'the mean gain is 0' });
    for (const { value, reason = '' } of Object.values(findings)) {
      expect(value === null).toBe(reason !== '');
      expect(reason).not.toMatch(/NaN|Infinity|not a finite number/);
    }
  }
});
