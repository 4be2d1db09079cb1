import { defaultConfig } from '@superposition/core/config';
import { forward } from '@superposition/core/internal/network/forward';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { expect, test } from 'vitest';
import { trainingsOf } from '../models/stages.js';
import { trainedFindings } from './trained-findings.js';
import { trainedRow, withoutRelu } from './trained-row.js';
import { trainedFindingsStage, trainedGroups } from './stages.js';
import { designStart, onWords } from './trained-starts.js';

const weights = initialWeights({ features: 9, neurons: 3, init: { kind: 'kaiming-uniform', scale: 0 } }, 1);
const model = { weights };
const params = { activeProbability: 0.3, lossExponent: 4 };

test('a linear network is measured as one with twice the neurons, which answers the same', () => {
  const { features, neurons, input, output } = weights;
  const x = Float64Array.from({ length: features }, (_, i) => (i % 4) - 1.5);
  const y = new Float64Array(features);
  for (let j = 0; j < features; j++)
    for (let k = 0; k < neurons; k++)
      for (let i = 0; i < features; i++) y[j]! += output[j * neurons + k]! * input[k * features + i]! * x[i]!;
  const twice = forward(withoutRelu(weights), x);
  for (const [j, expected] of y.entries()) expect(twice[j]).toBeCloseTo(expected, 12);

  const { gain, outputMinusOne, length } = trainedRow(
    { model, twin: model },
    { ...params, activation: 'identity' },
  );
  expect(outputMinusOne.value).toBeCloseTo(-gain.value, 6);
  expect(length).toBeUndefined();
});

test('a model beside itself has the ratio 1, and its loss over active entries is that of all its features', () => {
  const { ratio, l2, active } = trainedRow({ model, twin: model }, params);
  expect(ratio).toEqual({ ratio: 1, standardError: 0 });
  // Outputs of inactive features only add to the loss over all entries.
  expect(active.value).toBeLessThan(l2.value);
  expect(active.standardError).toBeLessThan(0.01 * active.value);
});

test('findings of several seeds are means with what the seeds differ by', () => {
  const row = (ratio: number) => ({
    ...trainedRow({ model, twin: model }, params),
    ratio: { ratio, standardError: 0.01 },
    gain: { value: ratio / 2 },
  });
  const found = trainedFindings({ rows: [row(1), row(3), row(5)] }, { names: ['one', 'two', 'two'] });
  expect(found['trained.one.ratio']).toEqual({ value: 1, standardError: 0.01 });
  expect(found['trained.one.ratio.sd']).toEqual({
    value: null,
    reason: 'no standard deviation of a single seed',
  });
  expect(found['trained.one.gain']).toEqual({ value: 0.5 });
  expect(found['trained.two.ratio']!.value).toBe(4);
  expect(found['trained.two.ratio']!.standardError).toBeCloseTo(Math.hypot(0.01, 1), 12);
  expect(found['trained.two.ratio.sd']!.value).toBeCloseTo(Math.SQRT2, 12);
  expect(found['trained.two.seeds']).toEqual({ value: 2 });
});

test('the start of a fixed support keeps the weights within words, and a design has words of its length', () => {
  const kept = onWords({ model }).weights;
  let square = 0;
  for (const weight of weights.input) square += weight * weight;
  const least = Math.sqrt(square / weights.input.length) / 4;
  expect(kept.input).toEqual(weights.input.map((weight) => (weight > least ? weight : 0)));
  expect(kept.output).toEqual(weights.output);
  const design = designStart({}, { features: 9, neurons: 3, length: 2, ...params }).weights;
  const distinct = new Set(design.input);
  expect([...distinct].filter((weight) => weight === 1)).toHaveLength(1);
  expect(design.input.filter((weight) => weight === 1)).toHaveLength(2 * 9);
});

function rowsAt(depth: 'brief' | 'standard' | 'full') {
  const config = { ...defaultConfig, report: { ...defaultConfig.report, depth } };
  const findings = trainedFindingsStage(trainedGroups(config, trainingsOf(config, {}), [0, 1, 2, 3]));
  return findings && { findings, rows: stagesOf(findings.inputs['rows'] as never) };
}

test('a brief report trains no others; a standard one trains each once, and a full one with three seeds', () => {
  expect(rowsAt('brief')).toBeUndefined();
  expect(rowsAt('standard')!.findings.params).toEqual({
    names: [
      ...['twins', 'twins', 'twins', 'report', 'naiveStart', 'nonNegative', 'freeValues', 'linear'],
      ...[0.002, 0.005, 0.01, 0.05, 0.1, 0.2].map((p) => `nonNegative.activeProbability=${p}`),
      ...['squares', 'squaresNaiveStart', 'squares.steps=1000', 'squares.steps=30000'],
      ...['squaresNaiveStart.steps=1000', 'squaresNaiveStart.steps=30000', 'design.K=2', 'longest'],
    ],
  });
  const { names } = rowsAt('full')!.findings.params as { readonly names: readonly string[] };
  const count = (wanted: string) => names.filter((name) => name === wanted).length;
  expect([count('nonNegative'), count('freeValues'), count('linear'), count('squares')]).toEqual([
    3, 3, 3, 3,
  ]);
  expect(new Set(names)).toContain('nonNegative.activeProbability=0.2');
  expect(new Set(names)).toContain('design.K=3');
});

test('each training stands beside the twin of its own shape and density, of the first seed', () => {
  for (const { name, inputs, params } of rowsAt('full')!.rows) {
    const [model, twin] = ['model', 'twin'].map((input) => stagesOf(inputs[input] as never)[0]!.params);
    const [own, other] = [model, twin] as unknown as readonly (typeof defaultConfig & { seed: number })[];
    expect(other!.data, name).toEqual(own!.data);
    expect(params, name).toMatchObject({ ...own!.data, lossExponent: 4 });
    expect(other!.model.neurons, name).toBe(own!.model.neurons);
    expect(other!.training, name).toMatchObject({ steps: 10_000, lossExponent: 4 });
    expect(other!.seed, name).toBe(0);
  }
});

test('the recipe of an ordinary training does not name what it does not do, and a variant adds only itself', () => {
  const { rows } = rowsAt('standard')!;
  const modelOf = (name: string) =>
    stagesOf(rows.find((row) => row.name === `trained-row[${name}]`)!.inputs['model'] as never)[0]!;
  const ordinary = modelOf('steps=10000,seed=0');
  expect(ordinary.params).toEqual({
    model: defaultConfig.model,
    data: defaultConfig.data,
    training: { ...defaultConfig.training, seeds: undefined, steps: 10_000 },
    seed: 0,
  });
  expect(ordinary.inputs).toEqual({});
  expect(modelOf('non-negative,steps=10000,seed=0').params).toEqual({
    ...(ordinary.params as object),
    variant: { inputConstraint: 'non-negative' },
  });
  const free = modelOf('free-values,steps=10000,seed=0');
  expect(stagesOf(free.inputs['start'] as never).map(({ name }) => name)).toEqual(['word-support[seed=0]']);
});
